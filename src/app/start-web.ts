/** The web server with everything that it is handed. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { loadReadyLists } from '../../crawlers/ready-lists.ts';
import { loadJobs } from '../../queues/load-jobs.ts';
import type { App } from '../app.ts';
import { MissingServiceError } from '../domain/failure.ts';
import { installedLanguages } from '../images/installed-languages.ts';
import { exportBundle } from '../pipeline/export-bundle.ts';
import { type MaskProtectedNeeds, maskProtected } from '../pipeline/mask-protected.ts';
import { clientFolderSetting } from '../platform/client-folder.ts';
import { systemClock } from '../platform/clock.ts';
import { createLogger } from '../platform/log.ts';
import { declareSetting } from '../platform/settings.ts';
import { createCrawlBudgetStore } from '../storage/crawl-budget-store.ts';
import { createFoundPlaceStore } from '../storage/found-places.ts';
import { createJobStore } from '../storage/jobs.ts';
import { createLeadStore } from '../storage/leads.ts';
import { readStoredMetrics } from '../storage/metrics.ts';
import { createPersonAtRiskStore } from '../storage/persons-at-risk.ts';
import { protectedContacts } from '../storage/protected-identifiers.ts';
import { createReviewStore } from '../storage/review.ts';
import { createSessionStore } from '../storage/sessions.ts';
import { createStatisticsStore } from '../storage/statistics.ts';
import { createUserStore } from '../storage/users.ts';
import { createWorkerReports } from '../storage/worker-reports.ts';
import { version } from '../version.ts';
import type { WebNeeds } from '../web/server/needs.ts';
import { createWebServer } from '../web/server/server.ts';
import { exportNeeds } from './export-needs.ts';
import { metricsToken, readMetrics } from './read-metrics.ts';

export const webHost = declareSetting({
  name: 'LUREWATCH_HOST',
  schema: z.string().min(1).default('127.0.0.1') as z.ZodType<string, string | undefined>,
  defaultText: '127.0.0.1',
  sentence:
    'The address that the web app listens on; anything but loopback belongs behind a proxy with https.',
});

export const webPort = declareSetting({
  name: 'LUREWATCH_PORT',
  schema: z.coerce.number().int().min(0).max(65_535).default(0) as z.ZodType<number, string | undefined>,
  defaultText: 'a free one',
  sentence: 'The port that the web app listens on.',
});

export const publicUrl = declareSetting({
  name: 'LUREWATCH_PUBLIC_URL',
  schema: z.url({ protocol: /^https?$/ }).optional(),
  defaultText: 'none: only this machine opens the web app',
  sentence: 'The address under which people open the web app, when it is not loopback.',
});

export interface RunningWeb {
  address: string;
  close(): Promise<void>;
}

export const startWeb = async (app: App): Promise<RunningWeb> => {
  const server = await createWebServer(webNeedsOf(app));
  const host = webHost.read();
  const port = webPort.read();
  const address = await server.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new MissingServiceError(
      `port ${port} of ${host} is taken by another program: stop it, or set LUREWATCH_PORT to another one.`,
      { cause: error },
    );
  });
  return { address, close: () => server.close() };
};

const webNeedsOf = (app: App): WebNeeds => {
  const { prisma } = app.database;
  const address = publicUrl.read();
  const clientFolder = clientFolderSetting.read();
  const token = metricsToken.read();
  return {
    log: createLogger('web'),
    version,
    ...(address === undefined ? {} : { publicUrl: address }),
    ...(existsSync(clientFolder) ? { clientFolder } : {}),
    clock: systemClock,
    withoutProtected: (text) => maskProtected(protectedNeeds(app), text),
    users: createUserStore(prisma),
    sessions: createSessionStore(prisma),
    leads: createLeadStore(prisma),
    review: createReviewStore(prisma),
    personsAtRisk: createPersonAtRiskStore(prisma),
    statistics: createStatisticsStore(prisma),
    imports: app.imports,
    intake: app.intake,
    jobs: createJobStore(prisma),
    targets: app.targets,
    foundPlaces: createFoundPlaceStore(prisma),
    proxies: app.proxies,
    targetTypes: app.targetTypes,
    crawlBudget: createCrawlBudgetStore(prisma),
    loadReadyLists,
    blobs: app.blobs,
    imageLanguages: () => installedLanguages(app.ocrFolder),
    // Loaded with the first image: it brings a library of its own along.
    redrawImage: async (bytes) => (await import('../images/redraw-image.ts')).redrawImage(bytes),
    checkAdvert: app.checkAdvert,
    previewTarget: app.previewTarget,
    startRun: app.startRun,
    cancelRun: app.runs.cancelRun,
    pauseRun: app.runs.pauseRun,
    resumeRun: app.runs.resumeRun,
    retryJob: app.retryJob,
    queueHealth: () => queueHealth(app),
    readMetrics: () =>
      readMetrics({
        readStored: () => readStoredMetrics(app.database),
        reports: createWorkerReports(app.database),
        queueHealth: () => queueHealth(app),
      }),
    ...(token === undefined ? {} : { metricsToken: token }),
    exportBundle: (input) => exportBundle(exportNeeds({ ...app, protection: app.intake.protection }), input),
  };
};

const protectedNeeds = ({ database, intake }: App): MaskProtectedNeeds => ({
  protectedAmong: (contacts) => protectedContacts(database.pool, contacts, intake.protection),
});

const queueHealth: (app: App) => ReturnType<WebNeeds['queueHealth']> = async ({ queues }) => ({
  backend: queues.backend,
  queues: await Promise.all(
    [...(await loadJobs()).values()].map(async (job) => ({
      name: job.name,
      ...(await queues.counts(job)),
    })),
  ),
});
