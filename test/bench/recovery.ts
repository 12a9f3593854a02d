/**
 * `npm run bench -- recovery [--urls N]`: a crawl of four sites by a deployment with two workers over Redis, while
 * workers are killed (SIGKILL), Redis is emptied and PostgreSQL crashes and restarts. Every url must end in one
 * final state, nothing may be written twice, and the crawl must go on within one lease after each blow.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { visitLimits } from '../../src/domain/visit.ts';
import { startEmbeddedDatabase } from '../../src/platform/database/start-embedded-database.ts';
import { projectRoot } from '../../src/platform/discover.ts';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { createTargetStore } from '../../src/storage/targets.ts';
import { advertsAList } from '../fixtures/bench/advert-site.ts';
import { hasRedis, startRedis } from '../fixtures/queues/start-redis.ts';
import { killTree, type RunningProgram, runProgram } from '../integration/run-deployment.ts';

const sites = 4;
const limitMs = 30 * 60_000;

interface Deployment {
  database: Database;
  redisUrl: string;
  start: RunningProgram;
  worker: RunningProgram;
  startWorker(): Promise<RunningProgram>;
}

interface Blow {
  name: string;
  strike(deployment: Deployment): Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const killSecondWorker: Blow = {
  name: 'kill -9 of the second worker, which is started again',
  async strike(deployment) {
    killTree(deployment.worker.child.pid as number);
    deployment.worker = await deployment.startWorker();
  },
};

/** The worker that `start` watches over: it starts another by itself. */
const killSupervisedWorker: Blow = {
  name: "kill -9 of the deployment's own worker",
  async strike({ start }) {
    const children = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
      .filter((row) => row?.[2] === String(start.child.pid) && /worker/.test(row?.[3] ?? ''));
    if (children.length === 0) throw new Error("the deployment's worker is not among its processes");
    for (const row of children) killTree(Number(row?.[1]));
  },
};

const emptyRedis: Blow = {
  name: 'Redis emptied',
  async strike({ redisUrl }) {
    const { Redis } = await import('ioredis');
    const redis = new Redis(redisUrl);
    await redis.flushall();
    redis.disconnect();
  },
};

/** A backend that dies makes PostgreSQL end all connections, recover and start again. */
const crashPostgres: Blow = {
  name: 'PostgreSQL crashed and restarted',
  async strike({ database }) {
    const { rows } = await database.pool.query<{ pid: number }>(
      "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1",
    );
    process.kill(rows[0]?.pid as number, 'SIGKILL');
    await pause(1000);
  },
};

const blows = [
  killSecondWorker,
  emptyRedis,
  crashPostgres,
  killSupervisedWorker,
  emptyRedis,
  killSecondWorker,
];

const run = async (argv: string[]): Promise<number> => {
  const { values } = parseArgs({ args: argv, options: { urls: { type: 'string', default: '10000' } } });
  if (!hasRedis()) {
    process.stdout.write('there is no redis-server here (Debian: apt-get install redis-server)\n');
    return 3;
  }
  const adverts = Math.round(Number(values.urls) / sites / (1 + 1 / advertsAList(Number(values.urls))));
  const folder = await mkdtemp(join(tmpdir(), 'lurewatch-recovery-bench-'));
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    return await measure(folder, adverts, closers);
  } finally {
    for (const close of closers.reverse()) await close();
  }
};

const measure = async (
  folder: string,
  adverts: number,
  closers: (() => Promise<unknown>)[],
): Promise<number> => {
  const running = await Promise.all(Array.from({ length: sites }, () => startSite(adverts)));
  closers.push(async () => {
    for (const { child } of running) child.stdin?.end();
  });
  const server = await startEmbeddedDatabase({ dataFolder: folder });
  const redis = await startRedis();
  closers.push(() => server.stop(), redis.stop);
  const database = openDatabase({ connectionString: server.connectionString, maxConnections: 2 });
  database.pool.on('error', () => {}); // a crashed server ends idle connections; the next query opens another
  closers.push(() => database.close());
  const environment = {
    DATABASE_URL: server.connectionString,
    REDIS_URL: redis.url,
    LUREWATCH_ALLOW_PRIVATE_HOSTS: running.map((site) => site.host).join(','),
  };
  const program = (args: string[], readyWords: string): Promise<RunningProgram> =>
    runProgram([...args, '--data', folder, '--no-browser'], { readyWords, environment });
  const startWorker = (): Promise<RunningProgram> => program(['worker'], 'takes visits');
  const start = await program(['start', '--no-demo'], 'Ctrl-C stops everything');
  const deployment = { database, redisUrl: redis.url, start, worker: await startWorker(), startWorker };
  closers.push(
    () => start.interrupt(),
    () => deployment.worker.interrupt(),
  );
  for (const { host } of running)
    await createTargetStore(database.prisma).add({
      actor: 'bench',
      settings: {
        name: host,
        typeId: 'job-board',
        options: { startUrls: [`http://${host}/jobs?page=1`] },
        delayMs: 0,
        renderMode: 'never',
        everyHours: 24,
        maxPagesPerRun: 100_000,
      },
    });
  const startedAt = Date.now();
  const waits = await strikeAll(deployment, sites * (adverts + Math.ceil(adverts / advertsAList(adverts))));
  return report(database, { waits, adverts: adverts * sites, seconds: (Date.now() - startedAt) / 1000 });
};

const startSite = async (adverts: number): Promise<{ child: ChildProcess; host: string }> => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/fixtures/bench/advert-site.ts', String(adverts)],
    { cwd: projectRoot, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, host: `127.0.0.1:${port}` };
};

const countCaptures = async ({ pool }: Pick<Database, 'pool'>): Promise<number> => {
  const answer = await pool
    .query<{ count: number }>('select count(*)::int from capture')
    .catch(() => undefined);
  return answer?.rows[0]?.count ?? -1;
};

/** Blows at equal parts of the crawl; returns how long after each the next page was written. */
const strikeAll = async (
  deployment: Deployment,
  urls: number,
): Promise<{ name: string; seconds: number }[]> => {
  const waits: { name: string; seconds: number }[] = [];
  const endsAt = Date.now() + limitMs;
  for (const [index, blow] of blows.entries()) {
    const due = ((index + 1) * urls) / (blows.length + 1);
    while ((await countCaptures(deployment.database)) < due && Date.now() < endsAt) await pause(200);
    const struckAt = Date.now();
    await blow.strike(deployment);
    let before = -1;
    while (before < 0) before = await countCaptures(deployment.database);
    while ((await countCaptures(deployment.database)) <= before && Date.now() < endsAt) await pause(100);
    waits.push({ name: blow.name, seconds: (Date.now() - struckAt) / 1000 });
    process.stdout.write(`at ${before} pages: ${blow.name}; pages again after ${waits.at(-1)?.seconds} s\n`);
  }
  const openRuns = "select count(*)::int from run where state = 'running'";
  for (;;) {
    const { rows } = await deployment.database.pool.query<{ count: number }>(openRuns);
    if (rows[0]?.count === 0 || Date.now() > endsAt) return waits;
    await pause(500);
  }
};

const report = async (
  { pool }: Pick<Database, 'pool'>,
  measured: { waits: { seconds: number }[]; adverts: number; seconds: number },
): Promise<number> => {
  const count = async (sql: string): Promise<number> =>
    (await pool.query<{ count: number }>(sql)).rows[0]?.count ?? -1;
  const checks: [string, number, number][] = [
    ['urls that are not done', await count("select count(*)::int from url where state <> 'done'"), 0],
    ['adverts', await count('select count(*)::int from posting'), measured.adverts],
    ['revisions', await count('select count(*)::int from revision'), measured.adverts],
    ['assessments', await count('select count(*)::int from assessment'), measured.adverts],
    [
      'urls captured twice in one run',
      await count(
        'select count(*)::int from (select from capture group by "urlId", "runId" having count(*) > 1) twice',
      ),
      0,
    ],
    ['runs still open', await count("select count(*)::int from run where state = 'running'"), 0],
  ];
  const urls = await count('select count(*)::int from url');
  const longest = Math.max(...measured.waits.map((wait) => wait.seconds));
  process.stdout.write(
    `\n${urls} urls in ${measured.seconds.toFixed(0)} s, ${measured.waits.length} blows\n`,
  );
  for (const [name, found, expected] of checks)
    process.stdout.write(`${found === expected ? 'ok  ' : 'BAD '} ${name}: ${found}, expected ${expected}\n`);
  const leaseSeconds = visitLimits.leaseMs / 1000;
  process.stdout.write(`longest pause ${longest.toFixed(1)} s; one lease is ${leaseSeconds} s\n`);
  const isRight = checks.every(([, found, expected]) => found === expected) && longest <= leaseSeconds;
  return isRight ? 0 : 1;
};

export default run;
