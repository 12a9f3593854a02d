/** kill -9 of everything in the middle of a crawl, then an ordinary start: nothing lost, nothing twice. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedDatabase } from '../../src/platform/database/start-embedded-database.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { createTargetStore } from '../../src/storage/targets.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import { killDatabase, killTree, type RunningProgram, runProgram, until } from './run-deployment.ts';

const adverts = 160;
/** Four times a first visit's batch has been written by then, and most of the site is still to come. */
const killAfterPages = 60;

let site: TestSite;
let folder: string;
let deployment: RunningProgram | undefined;

beforeAll(async () => {
  site = await startTestSite({ adverts, perPage: 20 });
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-recovery-'));
});
afterAll(async () => {
  await killEverything();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

const start = async (): Promise<void> => {
  deployment = await runProgram(['start', '--data', folder, '--no-demo', '--no-browser'], {
    environment: { LUREWATCH_ALLOW_PRIVATE_HOSTS: site.host },
    readyWords: 'Ctrl-C stops everything',
  });
};

const killEverything = async (): Promise<void> => {
  if (deployment?.child.pid) killTree(deployment.child.pid);
  await killDatabase(folder);
};

/** Beside the running deployment, as a second process may be. */
const withDatabase = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> => {
  const server = await startEmbeddedDatabase({ dataFolder: folder });
  if (!server.wasRunning) throw new Error('the deployment had no running database');
  const database = openDatabase({ connectionString: server.connectionString, maxConnections: 2 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};

const count = (sql: string): Promise<number> =>
  withDatabase(async ({ pool }) => (await pool.query<{ count: number }>(sql)).rows[0]?.count ?? -1);

describe('a crawl whose processes are all killed', () => {
  it('is finished by the next start, with every posting once', async () => {
    await start();
    await withDatabase((database) =>
      createTargetStore(database.prisma).add({
        actor: 'test',
        settings: {
          name: 'Killed',
          typeId: 'job-board',
          options: { startUrls: [`${site.url}/jobs`] },
          delayMs: 20,
          renderMode: 'never',
          everyHours: 24,
          maxPagesPerRun: 2000,
        },
      }),
    );
    await until(() => site.hits.length >= killAfterPages, 'the middle of the crawl');
    await killEverything();
    const hitsWhenKilled = site.hits.length;
    expect(hitsWhenKilled).toBeLessThan(adverts);

    await start();
    await until(
      async () => (await count(`select count(*)::int from run where state = 'finished'`)) === 1,
      'the end of the run',
    );

    expect(await count('select count(*)::int from posting')).toBe(adverts);
    expect(await count('select count(distinct url)::int from posting')).toBe(adverts);
    expect(await count('select count(*)::int from revision')).toBe(adverts);
    expect(await count('select count(*)::int from assessment')).toBe(adverts);
    expect(await count('select count(*)::int from run')).toBe(1);
    expect(await count(`select count(*)::int from url where state <> 'done'`)).toBe(0);
    expect(await count('select count(*)::int from lead')).toBeGreaterThan(0);
    expect(await count('select count(*)::int from dead_letter')).toBe(0);
  });

  it('stops in good order afterwards', async () => {
    expect(await deployment?.interrupt()).toBe(0);
  });
});
