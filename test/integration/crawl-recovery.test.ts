/** kill -9 of everything in the middle of a crawl, then an ordinary start: nothing lost, nothing twice. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedDatabase } from '../../src/platform/database/start-embedded-database.ts';
import { projectRoot } from '../../src/platform/discover.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { createTargetStore } from '../../src/storage/targets.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';

const adverts = 160;
/** Four times a first visit's batch has been written by then, and most of the site is still to come. */
const killAfterPages = 60;

let site: TestSite;
let folder: string;
let starting: ChildProcess | undefined;

beforeAll(async () => {
  site = await startTestSite({ adverts, perPage: 20 });
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-recovery-'));
});
afterAll(async () => {
  if (starting?.pid) killTree(starting.pid);
  await killDatabase();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

const until = async (isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  for (let tries = 0; tries < 1500; tries += 1) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`never happened: ${what}`);
};

const start = async (): Promise<void> => {
  const child = spawn(
    process.execPath,
    ['bin/lurewatch.mjs', 'start', '--data', folder, '--no-demo', '--no-browser'],
    {
      cwd: projectRoot,
      env: { ...process.env, DATABASE_URL: '', LUREWATCH_ALLOW_PRIVATE_HOSTS: site.host },
    },
  );
  starting = child;
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  await until(() => {
    if (child.exitCode !== null) throw new Error(`start ended with ${child.exitCode}: ${output}`);
    return output.includes('Ctrl-C stops everything');
  }, 'the start');
};

/** Every process that descends from this one, and itself. */
const killTree = (root: number): void => {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const tree = new Set([root]);
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const [pid, parent] of rows) if (tree.has(parent)) tree.add(pid);
  }
  for (const pid of tree) kill(pid);
};

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const killDatabase = async (): Promise<void> => {
  const file = join(folder, 'database', 'cluster', 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (pid > 0) killTree(pid);
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
    killTree(starting?.pid ?? 0);
    await killDatabase();
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
    const ended = new Promise<number | null>((resolve) => starting?.once('exit', resolve));
    starting?.kill('SIGINT');
    expect(await ended).toBe(0);
    starting = undefined;
  });
});
