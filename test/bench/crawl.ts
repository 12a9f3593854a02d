/**
 * `npm run bench -- crawl [--pages N] [--runs N]`: a generated loopback site through the full path of
 * `lurewatch crawl` (frontier, queue, evidence, reading, scoring), and through plain undici and cheerio as yardstick.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../src/platform/discover.ts';

interface Measured {
  pagesPerSecond: number;
  peakMb: number;
  postings: number;
  wholeSeconds: number;
}

const run = async (argv: string[]): Promise<number> => {
  const { values } = parseArgs({
    args: argv,
    options: { pages: { type: 'string', default: '3000' }, runs: { type: 'string', default: '3' } },
  });
  const adverts = Number(values.pages);
  const site = await startSite(adverts);
  const full: Measured[] = [];
  const plain: Measured[] = [];
  try {
    for (let at = 1; at <= Number(values.runs); at += 1) {
      plain.push(await measurePlain(site.origin));
      full.push(await measureFull(site.origin));
      report(`run ${at}: plain`, plain.at(-1) as Measured);
      report(`run ${at}: lurewatch`, full.at(-1) as Measured);
    }
  } finally {
    site.stop();
  }
  process.stdout.write(
    `\n${adverts} adverts, medians of ${values.runs} runs on Node ${process.versions.node}\n`,
  );
  report('plain undici and cheerio', medians(plain));
  report('lurewatch crawl', medians(full));
  const lost = full.filter((one) => one.postings !== adverts).length;
  if (lost > 0) process.stdout.write(`${lost} runs did not find every advert exactly once\n`);
  return lost > 0 ? 1 : 0;
};

const node = (args: string[], env: NodeJS.ProcessEnv = process.env): ChildProcessWithoutNullStreams => {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], { cwd: projectRoot, env });
  child.stderr.on('data', (chunk: Buffer) => {
    if (process.env.LUREWATCH_BENCH_VERBOSE) process.stderr.write(chunk);
  });
  return child;
};

const startSite = async (adverts: number): Promise<{ origin: string; stop(): void }> => {
  const child = node(['test/fixtures/bench/advert-site.ts', String(adverts)]);
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.stdin.end() };
};

const measurePlain = async (origin: string): Promise<Measured> => {
  const startedAt = Date.now();
  const child = node(['test/fixtures/bench/plain-crawl.ts', `${origin}/jobs?page=1`]);
  const memory = watchMemory(child);
  const lines = createInterface(child.stdout);
  const [line] = (await once(lines, 'line')) as [string];
  await once(child, 'close');
  const { pages, postings, tookMs } = JSON.parse(line) as { pages: number; postings: number; tookMs: number };
  return {
    pagesPerSecond: (pages / tookMs) * 1000,
    peakMb: memory.stop(),
    postings,
    wholeSeconds: (Date.now() - startedAt) / 1000,
  };
};

/** From the first advert to the last: starting a database is not crawling; it stands in `wholeSeconds`. */
const measureFull = async (origin: string): Promise<Measured> => {
  const startedAt = Date.now();
  const host = new URL(origin).host;
  const command = ['crawl', `${origin}/jobs?page=1`, '--json', '--allow-private-host', host, '--delay', '0'];
  const child = node(['test/fixtures/bench/run-command.ts', ...command]);
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

const report = (name: string, one: Measured): void => {
  process.stdout.write(
    `${name.padEnd(26)} ${one.pagesPerSecond.toFixed(0).padStart(5)} pages/s  peak ${one.peakMb.toFixed(0).padStart(4)} MB  ` +
      `${one.postings} adverts  ${one.wholeSeconds.toFixed(1)} s from start to end\n`,
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
