/**
 * `npm run bench -- crawl [--pages N] [--runs N] [--no-peers]`: a generated loopback site through the full path of
 * `lurewatch crawl` (frontier, queue, evidence, reading, scoring), and in turn through plain undici and cheerio, Scrapy
 * and Crawlee, which fetch and read only.
 */
import { type ChildProcess, type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs, promisify } from 'node:util';
import { projectRoot } from '../../src/platform/discover.ts';
import { leanEnvironment, leanNodeFlags } from '../../src/platform/lean-memory.ts';

interface Crawler {
  name: string;
  measure(origin: string): Promise<Measured>;
}

interface Measured {
  pagesPerSecond: number;
  peakMb: number;
  postings: number;
  wholeSeconds: number;
}

const run = async (argv: string[]): Promise<number> => {
  const { values } = parseArgs({
    args: argv,
    options: {
      pages: { type: 'string', default: '3000' },
      runs: { type: 'string', default: '3' },
      'no-peers': { type: 'boolean', default: false },
    },
  });
  const adverts = Number(values.pages);
  const site = await startSite(adverts);
  const crawlers = [lurewatch, plainCrawl, ...(values['no-peers'] ? [] : await findPeers())];
  const measured = new Map<string, Measured[]>(crawlers.map(({ name }) => [name, []]));
  try {
    for (let at = 1; at <= Number(values.runs); at += 1)
      for (const crawler of crawlers) {
        const one = await crawler.measure(site.origin);
        measured.get(crawler.name)?.push(one);
        report(`run ${at}: ${crawler.name}`, one);
      }
  } finally {
    site.stop();
  }
  process.stdout.write(
    `\n${adverts} adverts, medians of ${values.runs} runs on Node ${process.versions.node}, ${availableParallelism()} cores\n`,
  );
  const own = medians(measured.get(lurewatch.name) ?? []);
  for (const { name } of crawlers) {
    const median = medians(measured.get(name) ?? []);
    report(name, median, name === lurewatch.name ? '' : `  ${times(own, median)}`);
  }
  const lost = (measured.get(lurewatch.name) ?? []).filter((one) => one.postings !== adverts).length;
  if (lost > 0) process.stdout.write(`${lost} runs did not find every advert exactly once\n`);
  return lost > 0 ? 1 : 0;
};

const times = (own: Measured, other: Measured): string =>
  `lurewatch is ${(own.pagesPerSecond / other.pagesPerSecond).toFixed(1)} times as fast`;

const node = (args: string[], environment: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams => {
  const child = spawn(process.execPath, args, { cwd: projectRoot, env: { ...process.env, ...environment } });
  child.stderr.on('data', (chunk: Buffer) => {
    if (process.env.LUREWATCH_BENCH_VERBOSE) process.stderr.write(chunk);
  });
  return child;
};

const startSite = async (adverts: number): Promise<{ origin: string; stop(): void }> => {
  const child = node(['--import', 'tsx', 'test/fixtures/bench/advert-site.ts', String(adverts)]);
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.stdin.end() };
};

/** A crawler that says at its end, in one line of JSON, how many pages it read in which time. */
const measureTold = async (child: ChildProcess): Promise<Measured> => {
  const startedAt = Date.now();
  const memory = watchMemory(child);
  let told = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  await once(child, 'close');
  const line = told.trim().split('\n').at(-1) || '{}';
  const { pages, postings, tookMs } = JSON.parse(line) as Partial<Record<string, number>>;
  if (!pages || !tookMs) throw new Error(`${child.spawnargs.join(' ')} read nothing; try it by hand`);
  return {
    pagesPerSecond: (pages / tookMs) * 1000,
    peakMb: memory.stop(),
    postings: postings ?? 0,
    wholeSeconds: (Date.now() - startedAt) / 1000,
  };
};

const plainCrawl: Crawler = {
  name: 'plain undici and cheerio',
  measure: (origin) =>
    measureTold(node(['--import', 'tsx', 'test/fixtures/bench/plain-crawl.ts', `${origin}/jobs?page=1`])),
};

const findPeers = async (): Promise<Crawler[]> => {
  const found = await Promise.all([findScrapy(), findCrawlee()]);
  return found.filter((one) => one !== undefined);
};

/** Debian's own knows Debian's packages; another one may come first in the path. */
const pythons = ['/usr/bin/python3', 'python3'];

const findScrapy = async (): Promise<Crawler | undefined> => {
  const versions = await Promise.all(
    pythons.map(async (python) => ({
      python,
      version: await answerOf(python, ['-c', 'import scrapy; print(scrapy.__version__)']),
    })),
  );
  const { python, version } = versions.find((one) => one.version !== undefined) ?? {};
  if (python === undefined) {
    process.stdout.write('Scrapy is not there and not measured (Debian: apt-get install python3-scrapy)\n');
    return undefined;
  }
  const script = join(projectRoot, 'test/fixtures/bench/scrapy_crawl.py');
  return {
    name: `Scrapy ${version}`,
    measure: (origin) =>
      inTemporaryFolder((cwd) =>
        measureTold(spawn(python, [script, `${origin}/jobs?page=1`, join(cwd, 'jobs.jsonl')], { cwd })),
      ),
  };
};

const crawleeVersion = '3.18.1';

/** Kept between runs, and no dependency of ours: it brings hundreds of packages. */
const findCrawlee = async (): Promise<Crawler | undefined> => {
  const home = join(tmpdir(), `lurewatch-bench-crawlee-${crawleeVersion}-${userInfo().uid}`);
  if (!existsSync(join(home, 'node_modules', 'crawlee'))) {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    process.stdout.write(`installing Crawlee ${crawleeVersion} into ${home}\n`);
    const installed = await answerOf('npm', ['install', '--prefix', home, `crawlee@${crawleeVersion}`]);
    if (installed === undefined) {
      process.stdout.write('Crawlee could not be installed from the npm registry and is not measured\n');
      return undefined;
    }
  }
  const script = join(projectRoot, 'test/fixtures/bench/crawlee-crawl.mjs');
  return {
    name: `Crawlee ${crawleeVersion}, persisted`,
    measure: (origin) =>
      inTemporaryFolder((storage) =>
        measureTold(
          spawn(process.execPath, [script, `${origin}/jobs?page=1`], {
            cwd: home,
            env: { ...process.env, CRAWLEE_STORAGE_DIR: storage },
          }),
        ),
      ),
  };
};

const answerOf = async (program: string, args: string[]): Promise<string | undefined> =>
  promisify(execFile)(program, args, { maxBuffer: 16 * 1024 * 1024 }).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );

const inTemporaryFolder = async (work: (folder: string) => Promise<Measured>): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'lurewatch-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** From the first advert to the last: starting a database is not crawling; it stands in `wholeSeconds`. */
const measureLurewatch = async (origin: string): Promise<Measured> => {
  const startedAt = Date.now();
  const host = new URL(origin).host;
  const command = [
    'crawl',
    `${origin}/jobs?page=1`,
    '--json',
    '--allow-private-host',
    host,
    '--delay',
    '0',
    '--max-pages',
    '100000',
  ];
  const child = node([...leanNodeFlags, 'bin/lurewatch.mjs', ...command], leanEnvironment);
  const memory = watchMemory(child);
  let firstAt = 0;
  let lastAt = 0;
  let postings = 0;
  const urls = new Set<string>();
  createInterface(child.stdout).on('line', (line) => {
    lastAt = Date.now();
    firstAt ||= lastAt;
    postings += 1;
    urls.add((JSON.parse(line) as { url: string }).url);
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`lurewatch crawl ended with ${code}: ${errors}`);
  if (urls.size !== postings) throw new Error(`${postings - urls.size} adverts came twice`);
  return {
    pagesPerSecond: (postings / Math.max(1, lastAt - firstAt)) * 1000,
    peakMb: memory.stop(),
    postings,
    wholeSeconds: (Date.now() - startedAt) / 1000,
  };
};

const lurewatch: Crawler = { name: 'lurewatch crawl', measure: measureLurewatch };

/** The process's own high-water mark where the system keeps one; the database's processes are not in it. */
const watchMemory = (child: { pid?: number | undefined }): { stop(): number } => {
  let peakKb = 0;
  const look = (): void => {
    try {
      const status = readFileSync(join('/proc', String(child.pid), 'status'), 'utf8');
      peakKb = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? peakKb);
    } catch {
      // No /proc here, or the process has just ended: the last mark stands.
    }
  };
  const timer = setInterval(look, 100);
  return {
    stop: () => {
      clearInterval(timer);
      return peakKb / 1024;
    },
  };
};

const report = (name: string, one: Measured, rest = ''): void => {
  process.stdout.write(
    `${name.padEnd(34)} ${one.pagesPerSecond.toFixed(0).padStart(5)} pages/s  peak ${one.peakMb.toFixed(0).padStart(4)} MB  ` +
      `${one.postings} adverts  ${one.wholeSeconds.toFixed(1)} s from start to end${rest}\n`,
  );
};

const medians = (runs: Measured[]): Measured => {
  const median = (values: number[]): number =>
    values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    pagesPerSecond: median(runs.map((one) => one.pagesPerSecond)),
    peakMb: median(runs.map((one) => one.peakMb)),
    postings: median(runs.map((one) => one.postings)),
    wholeSeconds: median(runs.map((one) => one.wholeSeconds)),
  };
};

export default run;
