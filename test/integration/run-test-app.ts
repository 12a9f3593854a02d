/** The app with dispatcher and worker on a database of its own, and targets crawled to their end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../../src/app.ts';
import type { TargetSettings } from '../../src/domain/target.ts';
import type { TestSite } from '../site/start-test-site.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';
import { until } from './run-deployment.ts';

export interface TestApp {
  app: App;
  database: TestDatabase;
  /** Without politeness and without a schedule, unless said otherwise; returns its id. */
  addTarget(
    typeId: string,
    options: Record<string, unknown>,
    more?: Partial<TargetSettings>,
  ): Promise<string>;
  /** Runs a target to its end; returns the run's id. */
  crawl(targetId: string): Promise<string>;
  /** Closes the site too. */
  close(): Promise<void>;
}

export const runTestApp = async (site: TestSite): Promise<TestApp> => {
  const folder = mkdtempSync(join(tmpdir(), 'lurewatch-test-app-'));
  const database = await openTestDatabase();
  const app = await openApp({
    name: 'test',
    databaseUrl: database.connectionString,
    dataFolder: folder,
    allowedPrivateHosts: [site.host],
    browser: 'never',
    readingThreads: 1,
    retryBaseMs: 20,
  });
  const dispatcher = app.startDispatcher();
  const worker = await app.startWorker();
  return {
    app,
    database,
    addTarget: (typeId, options, more = {}) =>
      app.targets.add({
        actor: 'test',
        settings: {
          name: typeId,
          typeId,
          options,
          delayMs: 0,
          renderMode: 'never',
          everyHours: 0,
          maxPagesPerRun: 500,
          ...more,
        },
      }),
    async crawl(targetId) {
      const target = await app.targets.byId(targetId);
      if (!target) throw new Error('the target was not stored');
      const { runId } = await app.startRun({ target, trigger: 'person' });
      const isOver = async (): Promise<boolean> =>
        (await database.prisma.run.findUniqueOrThrow({ where: { id: runId } })).state !== 'running';
      await until(isOver, `the end of the run of ${target.name}`);
      return runId;
    },
    async close() {
      await dispatcher.stop();
      await worker.close();
      await app.close();
      await database.stop();
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
