/** A team's deployment: its own PostgreSQL, Redis for the queues, and a worker more. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedDatabase } from '../../src/platform/database/start-embedded-database.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { createTargetStore } from '../../src/storage/targets.ts';
import { hasRedis, startRedis } from '../fixtures/queues/start-redis.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import { type RunningProgram, runProgram, until } from './run-deployment.ts';

let sites: TestSite[] = [];
let folder: string;
let database: Database;
const programs: RunningProgram[] = [];
const closers: (() => Promise<void>)[] = [];

const run = async (
  argv: string[],
  readyWords: string,
  environment: Record<string, string>,
): Promise<void> => {
  programs.push(await runProgram([...argv, '--data', folder], { readyWords, environment }));
};

const count = async (sql: string): Promise<number> =>
  (await database.pool.query<{ count: number }>(sql)).rows[0]?.count ?? -1;

beforeAll(async () => {
  if (!hasRedis()) return;
  sites = [await startTestSite({ adverts: 20 }), await startTestSite({ adverts: 20 })];
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-team-'));
  const server = await startEmbeddedDatabase({ isThrowaway: true });
  const redis = await startRedis();
  database = openDatabase({ connectionString: server.connectionString, maxConnections: 2 });
  closers.push(
    redis.stop,
    () => server.stop(),
    () => database.close(),
  );
  const environment = {
    DATABASE_URL: server.connectionString,
    REDIS_URL: redis.url,
    LUREWATCH_ALLOW_PRIVATE_HOSTS: sites.map((site) => site.host).join(','),
  };
  await run(['start', '--no-demo', '--no-browser'], 'Ctrl-C stops everything', environment);
  await run(['worker', '--no-browser'], 'takes visits', environment);
});

afterAll(async () => {
  for (const program of programs) await program.interrupt();
  for (const close of closers.reverse()) await close();
  for (const site of sites) await site.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

describe('team mode', () => {
  it('crawls with two workers over Redis, every posting once', async (test) => {
    if (!hasRedis()) return test.skip('there is no redis-server here');
    for (const site of sites)
      await createTargetStore(database.prisma).add({
        actor: 'test',
        settings: {
          name: site.host,
          typeId: 'job-board',
          options: { startUrls: [`${site.url}/jobs`] },
          delayMs: 20,
          renderMode: 'never',
          everyHours: 24,
          maxPagesPerRun: 100,
        },
      });
    await until(
      async () => (await count(`select count(*)::int from run where state = 'finished'`)) === 2,
      'the end of both runs',
    );
    expect(await count('select count(*)::int from posting')).toBe(40);
    expect(await count('select count(*)::int from revision')).toBe(40);
    expect(await count('select count(*)::int from lead')).toBeGreaterThan(0);
    expect(await count(`select count(*)::int from pg_namespace where nspname = 'bullmq'`)).toBe(0);
  });

  it('stops in good order', async (test) => {
    if (!hasRedis()) return test.skip('there is no redis-server here');
    for (const program of [...programs].reverse()) expect(await program.interrupt()).toBe(0);
  });
});
