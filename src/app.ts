/** The one place where everything is put together (a reading thread does it for itself: read-and-assess.ts). */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { decodeText } from '../crawlers/fetching/decode-text.ts';
import type { TargetType } from '../crawlers/target-type.ts';
import { loadTargetTypes } from '../crawlers/target-types.ts';
import browserVisitJob from '../queues/jobs/browser-visit.ts';
import visitJob from '../queues/jobs/visit.ts';
import { loadJobs } from '../queues/load-jobs.ts';
import { openQueues } from '../queues/open-queues.ts';
import type { JobWorker, Queues } from '../queues/queue-contract.ts';
import { headersFrom } from './app/headers-from.ts';
import { createUploads } from './app/import-uploads.ts';
import { openFetching } from './app/open-fetching.ts';
import { createWorkerCounting } from './app/report-worker.ts';
import { retryJob } from './app/retry-job.ts';
import { type RunningImageReading, startImageReading } from './app/start-image-reading.ts';
import { importsService, startImports } from './app/start-imports.ts';
import { startMaintenance } from './app/start-maintenance.ts';
import type { RunningWeb } from './app/start-web.ts';
import { type RunningWorker, startWorker } from './app/start-worker.ts';
import type { AdvertInput, Assessment } from './domain/assessment.ts';
import { BadInputError } from './domain/failure.ts';
import type { RunTrigger, TargetSettings } from './domain/target.ts';
import { type BlobStore, createFolderBlobStore } from './evidence/blob-store.ts';
import { installedLanguages, lastInstalledAt, ocrFolder } from './images/installed-languages.ts';
import { type CheckedAdvert, type CheckInput, checkAdvert } from './pipeline/check-advert.ts';
import type { DispatchNeeds, DispatchReport } from './pipeline/dispatch-visits.ts';
import type { ImportNeeds } from './pipeline/import-contract.ts';
import type { IntakeNeeds } from './pipeline/intake.ts';
import { previewTarget, type TargetPreview } from './pipeline/preview-target.ts';
import { type Dispatcher, runDispatcher } from './pipeline/run-dispatcher.ts';
import { startRun } from './pipeline/start-run.ts';
import type { VisitedUrl, VisitNeeds } from './pipeline/visit-needs.ts';
import { createDiskBudget } from './platform/disk-budget.ts';
import { collectEarly } from './platform/lean-memory.ts';
import { createLogger } from './platform/log.ts';
import type { HttpLimits } from './platform/net/http-client.ts';
import { handToThreads, overlayOf } from './platform/overlay-folder.ts';
import { openProtection } from './platform/protection-key.ts';
import { createSecretBox } from './platform/secret-box.ts';
import type { ThreadPool } from './platform/thread-pool.ts';
import { openReadingThreads } from './reading-threads.ts';
import { checkServer, type Database, openDatabase } from './storage/database.ts';
import { createDeadLetters } from './storage/dead-letters.ts';
import { createFrontier } from './storage/frontier.ts';
import type { DeadLetters, Frontier, Runs, VisitTarget } from './storage/frontier-contract.ts';
import { createImageStore } from './storage/images.ts';
import { createImportStore } from './storage/imports.ts';
import { createIntakeStore } from './storage/intake.ts';
import { createMaintenanceStore } from './storage/maintenance.ts';
import { createThrowawayTables, migrate, requireMigrated } from './storage/migrate.ts';
import { protectedContacts, protectionKeyProblem } from './storage/protected-identifiers.ts';
import { createProxyStore, type ProxyStore } from './storage/proxies.ts';
import { createRuns } from './storage/runs.ts';
import { createHealthStore } from './storage/target-health.ts';
import { createTargetStore, type TargetStore } from './storage/targets.ts';
import { createWorkerReports } from './storage/worker-reports.ts';
import { madeWith } from './version.ts';
import type { ImportsService } from './web/server/routes/imports.ts';

export interface AppOptions {
  /** What this process is, for logs and connections: `web`, `worker`, `crawl`. */
  name: string;
  /** May still be on its way: code and rules are loaded meanwhile. */
  databaseUrl: string | Promise<string>;
  /** Brings the database to its newest form first; only one process of a deployment does. */
  isMigrating?: boolean;
  dataFolder: string;
  redisUrl?: string | undefined;
  /** `HOST:PORT` entries from the environment or the command line. */
  allowedPrivateHosts: readonly string[];
  browser: 'auto' | 'never';
  readingThreads?: number;
  retryBaseMs?: number;
  /** Times and bytes of one fetch, where they are to be other than src/platform/net/http-client.ts says. */
  fetchLimits?: Partial<HttpLimits>;
  /** The database is deleted at the end; what is kept of the captures needs no sync to disk either. */
  isThrowaway?: boolean;
  /** Fetches the images of adverts, while a language is installed in which their text can be read. */
  fetchesImages?: boolean;
  /** Where captures go; below the data folder unless said otherwise. */
  evidenceFolder?: string;
  onVisited?: (visited: VisitedUrl) => void;
}

export interface App {
  database: Database;
  targetTypes: ReadonlyMap<string, TargetType>;
  blobs: BlobStore;
  /** Where the data lies with which text on images is read. */
  ocrFolder: string;
  queues: Queues;
  frontier: Frontier;
  runs: Runs;
  targets: TargetStore;
  proxies: ProxyStore;
  deadLetters: DeadLetters;
  hasBrowser: boolean;
  startDispatcher(options?: { onTick?: (report: DispatchReport) => void }): Dispatcher;
  startWorker(options?: { concurrency?: number; onVisitDone?: () => void }): Promise<RunningWorker>;
  /** Only the worker process does; a single crawl has nothing to maintain. */
  startMaintenance(): Promise<JobWorker>;
  startRun(input: {
    target: VisitTarget;
    trigger: RunTrigger;
    actor?: string;
  }): Promise<{ runId: string; isNew: boolean }>;
  checkAdvert(input: CheckInput): Promise<CheckedAdvert[]>;
  previewTarget(settings: TargetSettings): Promise<TargetPreview>;
  imports: ImportsService;
  intake: IntakeNeeds;
  /** Puts the job of a dead letter back into its queue. */
  retryJob(letter: { jobName: string; payload: unknown }): Promise<void>;
  startWeb(): Promise<RunningWeb>;
  close(): Promise<void>;
}

const defaultRetryBaseMs = 30_000;

/** What was opened is closed again when something else can't be, last first. */
export const openApp = async (options: AppOptions): Promise<App> => {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  try {
    return await composeApp(options, { closers, close });
  } catch (error) {
    await close();
    throw error;
  }
};

const composeApp = async (
  options: AppOptions,
  { closers, close }: { closers: (() => Promise<void>)[]; close: () => Promise<void> },
): Promise<App> => {
  collectEarly();
  const log = createLogger(options.name);
  const workerName = `${hostname()} ${process.pid} ${randomBytes(3).toString('hex')}`;
  handToThreads(overlayOf(options.dataFolder));
  const threads = await openReadingThreads(
    options.readingThreads === undefined ? {} : { size: options.readingThreads },
  );
  closers.push(threads.close);
  const loadingTypes = loadTargetTypes();
  // Both are awaited below; until then their failure must not count as unhandled.
  loadingTypes.catch(() => undefined);
  Promise.resolve(options.databaseUrl).catch(() => undefined);
  const evidenceFolder = options.evidenceFolder ?? join(options.dataFolder, 'evidence');
  await mkdir(evidenceFolder, { recursive: true, mode: 0o700 });
  const connectionString = await options.databaseUrl;
  const database = openDatabase({ connectionString, applicationName: `lurewatch-${options.name}` });
  closers.push(database.close);
  await checkServer(database);
  if (options.isMigrating) await (options.isThrowaway ? createThrowawayTables(database) : migrate(database));
  else await requireMigrated(database);
  const secrets = createSecretBox(options.dataFolder);
  const deadLetters = createDeadLetters(database);
  const targets = createTargetStore(database.prisma, secrets);
  const blobs = createFolderBlobStore(evidenceFolder, { isDurable: !options.isThrowaway });
  const targetTypes = await loadingTypes;
  const proxies = createProxyStore(database.prisma, secrets);
  const fetching = await openFetching({ ...options, findExit: proxies.exitOf });
  closers.push(fetching.close);
  const queues = await openQueues({ connectionString, redisUrl: options.redisUrl, deadLetters });
  closers.push(queues.close);
  const hasBrowser = fetching.renderPage !== undefined;
  const protection = openProtection(options.dataFolder);
  // Under another key nobody protected would be recognised: what was started would go on unmasked.
  const keyProblem = await protectionKeyProblem(database.pool, protection);
  if (keyProblem !== null) throw new BadInputError(keyProblem);
  const runs = createRuns(database, { browserAvailable: hasBrowser });
  const ocrData = ocrFolder(options.dataFolder);
  const picturesReadSince = (): Date | undefined =>
    options.fetchesImages ? lastInstalledAt(ocrData) : undefined;
  const frontier = createFrontier(database, { browserAvailable: hasBrowser, picturesReadSince, protection });
  let imageReading: RunningImageReading | undefined;
  const counting = createWorkerCounting();
  const assess = (advert: AdvertInput): Promise<Assessment> => threads.run('assess', advert);
  const visit: VisitNeeds = {
    ...fetching,
    frontier,
    blobs,
    read: (input) => threads.run('read', input),
    readRefusal: (input) => threads.run('refusal', input),
    retryBaseMs: options.retryBaseMs ?? defaultRetryBaseMs,
    madeWith,
    log,
    readsImages: () => options.fetchesImages === true && installedLanguages(ocrData).length > 0,
    onImageWork: () => imageReading?.hint(),
    headersFor: headersFrom(targetTypes, secrets),
    renderPage: counting.countPages(fetching.renderPage),
    onVisited: (visited) => {
      counting.count(visited);
      options.onVisited?.(visited);
    },
  };
  const dispatch: DispatchNeeds = {
    frontier,
    runs,
    deadLetters,
    targetTypes,
    hasBrowser,
    addVisit: (lane) => queues.add(visitJob, { lane }),
    addBrowserVisit: (lane) => queues.add(browserVisitJob, { lane }),
    pauseReason: createDiskBudget(options.dataFolder),
  };
  const imports: ImportNeeds = {
    store: createImportStore(database, { protection }),
    blobs,
    targetTypes,
    read: (task) => threads.run('read', task),
    assess,
    decodePage: decodeText,
    // Loaded with the first picture: it brings a library of its own along.
    inspectImage: async (bytes) => (await import('./images/inspect-image.ts')).inspectImage(bytes),
    protection,
    onImages: () => imageReading?.hint(),
    madeWith,
  };
  const uploads = createUploads(options.dataFolder);
  const app: App = {
    database,
    targetTypes,
    blobs,
    queues,
    ocrFolder: ocrData,
    frontier,
    runs,
    targets,
    proxies,
    deadLetters,
    hasBrowser,
    imports: importsService({ imports, uploads, queues }),
    intake: { ...imports, visits: targets, intake: createIntakeStore(database, { protection }) },
    startDispatcher: (dispatcherOptions) =>
      runDispatcher({ ...dispatch, health: createHealthStore(database), log }, dispatcherOptions),
    startWorker: async (workerOptions = {}) => {
      // With rules that can't be loaded, every page would end as unreadable.
      await rulesLoaded(threads);
      const stopReporting = counting.start({
        name: workerName,
        reports: createWorkerReports(database),
        log,
      });
      closers.push(stopReporting);
      return startWorker({ visit, queues, name: workerName }, workerOptions);
    },
    startMaintenance: async () => {
      const store = createMaintenanceStore(database, { protection });
      const rulesVersion = (): Promise<string> => threads.run('rulesVersion', null);
      const shared = { queues, store, blobs, evidenceFolder, assess, rulesVersion, log };
      const maintenance = await startMaintenance(shared);
      const images = createImageStore(database);
      imageReading = await startImageReading({
        ...shared,
        images,
        folder: ocrData,
        madeWith,
        protectedAmong: (contacts) => protectedContacts(database.pool, contacts, protection),
      });
      const importing = await startImports({ imports, uploads, queues, log });
      const running = [importing, maintenance, imageReading];
      return { close: async () => void (await Promise.all(running.map((one) => one.close()))) };
    },
    startRun: (input) => startRun(dispatch, input),
    checkAdvert: (input) => checkAdvert({ ...visit, targetTypes, assess, supplied: frontier }, input),
    previewTarget: (settings) => previewTarget({ ...visit, targetTypes }, settings),
    retryJob: async (letter) => retryJob({ queues, jobs: await loadJobs(), dispatch, targets }, letter),
    // Loaded only where there is a web app: it brings fastify along.
    startWeb: async () => {
      const { startWeb } = await import('./app/start-web.ts');
      // Who checks a text right after the start does not wait for the rules.
      await rulesLoaded(threads);
      return startWeb(app);
    },
    close,
  };
  return app;
};

/** A lexicon that can't be loaded is for the user to mend: its message, not the thread's end, is the error. */
const rulesLoaded = (threads: ThreadPool): Promise<void> =>
  threads.ready().catch((error: Error) => {
    const { cause } = error;
    throw cause instanceof Error && cause.name === 'LexiconError' ? new BadInputError(cause.message) : error;
  });
