import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadTargetTypes } from '../../../crawlers/target-types.ts';
import { type App, openApp } from '../../app.ts';
import { UsageError } from '../../domain/failure.ts';
import type { ProxySettings } from '../../domain/proxy.ts';
import { guessTarget } from '../../pipeline/guess-target.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { startEmbeddedDatabase } from '../../platform/database/start-embedded-database.ts';
import { browserSetting } from '../../processes/read-app-options.ts';
import type { VisitTarget } from '../../storage/frontier-contract.ts';
import { crawlSummary, type FinishedRun } from './crawl-summary.ts';
import { openOutFolder } from './keep-out-folder.ts';
import { openResults } from './open-results.ts';
import type { CrawlOptions } from './read-options.ts';
import { startProgress } from './show-progress.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const politeDelayMs = 2000;
/** Somebody waits for the end: a page that fails is tried again soon. */
const retryBaseMs = 500;

export const runCrawl = async (options: CrawlOptions): Promise<number> => {
  const startedAt = Date.now();
  await checkType(options.typeId);
  const out = options.outFolder ? await openOutFolder(resolve(options.outFolder)) : undefined;
  const givenFolder =
    options.dataFolder === undefined ? undefined : openDataFolder(resolve(options.dataFolder));
  const temporary = await makeTemporaryFolder();
  const dataFolder = givenFolder ?? temporary;
  const progress = startProgress(process.stderr);
  const results = openResults({ isJson: options.isJson, out, progress });
  // Not at once: making a database blocks, and the app's thread shall load its rules meanwhile.
  const startingDatabase = Promise.resolve().then(() =>
    startEmbeddedDatabase(givenFolder ? { dataFolder } : { isThrowaway: true }),
  );
  const opening = openApp({
    name: 'crawl',
    databaseUrl: startingDatabase.then((database) => database.connectionString),
    isMigrating: true,
    isThrowaway: options.dataFolder === undefined,
    dataFolder,
    ...(out ? { evidenceFolder: out.captures } : {}),
    allowedPrivateHosts: options.allowedPrivateHosts,
    browser: options.wantsBrowser ? browserSetting.read() : 'never',
    retryBaseMs,
    onVisited: results.add,
  });
  try {
    const app = await opening;
    try {
      const { runs, isInterrupted } = await crawlAll(app, options, progress.note);
      progress.end();
      await results.show();
      const tookMs = Date.now() - startedAt;
      const { maxPages } = options;
      process.stderr.write(crawlSummary({ runs, totals: results.totals, tookMs, maxPages }));
      return isInterrupted || runs.some((run) => !run.counts.byState.done) ? 1 : 0;
    } finally {
      await app.close();
    }
  } finally {
    progress.end();
    await out?.close();
    const database = await startingDatabase.catch(() => undefined);
    await database?.stop();
    await rm(temporary, { recursive: true, force: true });
  }
};

/** A wrong name is said before anything is started. */
const checkType = async (typeId: string | undefined): Promise<void> => {
  if (typeId === undefined) return;
  const types = await loadTargetTypes();
  if (!types.has(typeId))
    throw new UsageError(
      `there is no target type '${typeId}'; the known ones are ${[...types.keys()].join(', ')}`,
    );
};

const crawlAll = async (
  app: App,
  options: CrawlOptions,
  note: (line: string) => void,
): Promise<{ runs: FinishedRun[]; isInterrupted: boolean }> => {
  const open = new Map<string, string>();
  for (const url of options.urls) {
    const { runId } = await app.startRun({
      target: await openTarget(app, { options, url, note }),
      trigger: 'command',
    });
    open.set(runId, url);
  }
  const running = new Map(open);
  let finish: () => void = () => {};
  const allDone = new Promise<void>((done) => {
    finish = done;
  });
  let isInterrupted = false;
  const interrupt = (): void => {
    isInterrupted = true;
    note('Stopping: what was read is still written.');
    finish();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  let pausedBecause: string | undefined;
  const dispatcher = app.startDispatcher({
    onTick: (report) => {
      if (report.pausedBecause && report.pausedBecause !== pausedBecause)
        note(`Paused: ${report.pausedBecause}`);
      pausedBecause = report.pausedBecause;
      for (const runId of report.finishedRuns) running.delete(runId);
      if (running.size === 0) finish();
    },
  });
  const worker = await app
    .startWorker({ concurrency: options.concurrency, onVisitDone: dispatcher.nudge })
    .catch(async (error: unknown) => {
      await dispatcher.stop();
      throw error;
    });
  await allDone;
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  await worker.close();
  await dispatcher.stop();
  const runs = await Promise.all(
    [...open].map(async ([runId, url]) => ({ url, counts: await app.runs.counts(runId) })),
  );
  return { runs, isInterrupted };
};

/** With `--data` a second crawl of the same place goes on with its target. */
const openTarget = async (
  app: App,
  { options, url, note }: { options: CrawlOptions; url: string; note(line: string): void },
): Promise<VisitTarget> => {
  const guessed = guessTarget(app.targetTypes, { url, typeId: options.typeId });
  const settings = {
    name: url.slice(0, 120),
    ...guessed,
    delayMs: options.delayMs ?? (isAllowedPrivate(options, url) ? 0 : politeDelayMs),
    renderMode: options.wantsBrowser ? ('auto' as const) : ('never' as const),
    everyHours: 0,
    maxPagesPerRun: options.maxPages,
    ...(options.ignoreRobotsReason ? { ignoreRobotsReason: options.ignoreRobotsReason } : {}),
    ...(options.proxy && { proxyId: await openProxy(app, options.proxy) }),
  };
  if (options.ignoreRobotsReason)
    note(`robots.txt of ${url} is ignored, because: ${options.ignoreRobotsReason}`);
  if (options.proxy) note(`${url} is fetched through the proxy ${options.proxy.name}`);
  const known = (await app.targets.list()).find(
    (target) =>
      target.settings.typeId === settings.typeId &&
      JSON.stringify(target.settings.options) === JSON.stringify(settings.options),
  );
  if (known) await app.targets.change(known.id, settings, 'command');
  const id = known?.id ?? (await app.targets.add({ settings, actor: 'command' }));
  const target = await app.targets.byId(id);
  if (!target) throw new Error(`the target ${id} of ${url} was not stored`);
  return target;
};

/** With `--data` one of this name may be there from the last time. */
const openProxy = async (app: App, settings: ProxySettings): Promise<string> => {
  const known = (await app.proxies.list()).find((one) => one.name === settings.name);
  if (!known) return app.proxies.add(settings, 'command');
  await app.proxies.change(known.id, settings, 'command');
  return known.id;
};

const isAllowedPrivate = (options: CrawlOptions, url: string): boolean => {
  const { hostname, port, protocol } = new URL(url);
  return options.allowedPrivateHosts.includes(
    `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`,
  );
};
