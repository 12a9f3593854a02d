/**
 * `npm run bench -- politeness [--delay MS] [--large N] [--small N] [--hosts N]`: one host with many adverts and many
 * with few, crawled at once by `lurewatch crawl`. Time is taken at the servers: no host may be asked again before its
 * delay has passed, and the small ones must not wait for the large one.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../src/platform/discover.ts';
import { advertPage, advertsAList, listPage } from '../fixtures/bench/advert-site.ts';

interface PoliteHost {
  host: string;
  adverts: number;
  /** Of pages: when each was asked for and answered, in milliseconds. robots.txt is not spaced. */
  visits: { askedAt: number; answeredAt: number }[];
  close(): void;
}

const run = async (argv: string[]): Promise<number> => {
  const options = readOptions(argv);
  const large = await serveHost(options.large);
  const small = await Promise.all(Array.from({ length: options.hosts }, () => serveHost(options.small)));
  const hosts = [large, ...small];
  try {
    const adverts = await crawl(hosts, options.delay);
    return report({ large, small, delay: options.delay, adverts });
  } finally {
    for (const host of hosts) host.close();
  }
};

const readOptions = (argv: string[]) => {
  const { values } = parseArgs({
    args: argv,
    options: {
      delay: { type: 'string', default: '500' },
      large: { type: 'string', default: '600' },
      small: { type: 'string', default: '10' },
      hosts: { type: 'string', default: '20' },
    },
  });
  return {
    delay: Number(values.delay),
    large: Number(values.large),
    small: Number(values.small),
    hosts: Number(values.hosts),
  };
};

const serveHost = async (adverts: number): Promise<PoliteHost> => {
  const visits: PoliteHost['visits'] = [];
  const server = createServer((request, response) => {
    const askedAt = performance.now();
    const url = new URL(request.url ?? '/', 'http://site.example');
    const body = pageOf(url, adverts);
    if (body === undefined) return response.writeHead(404).end();
    const visit = { askedAt, answeredAt: askedAt };
    visits.push(visit);
    response.on('finish', () => {
      visit.answeredAt = performance.now();
    });
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, adverts, visits, close: () => server.close() };
};

const pageOf = (url: URL, adverts: number): string | undefined => {
  const advert = /^\/job\/(\d+)$/.exec(url.pathname);
  if (advert && Number(advert[1]) < adverts) return advertPage(Number(advert[1]));
  return url.pathname === '/jobs' ? listPage(Number(url.searchParams.get('page') ?? 1), adverts) : undefined;
};

/** Returns how many adverts were found. */
const crawl = async (hosts: PoliteHost[], delay: number): Promise<number> => {
  const command = [
    'crawl',
    ...hosts.map(({ host }) => `http://${host}/jobs`),
    '--json',
    '--type',
    'job-board',
  ];
  const allowed = hosts.flatMap(({ host }) => ['--allow-private-host', host]);
  const child = spawn(
    process.execPath,
    ['bin/lurewatch.mjs', ...command, ...allowed, '--delay', String(delay)],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let adverts = 0;
  createInterface(child.stdout).on('line', () => {
    adverts += 1;
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`lurewatch crawl ended with ${code}: ${errors}`);
  return adverts;
};

interface Outcome {
  large: PoliteHost;
  small: PoliteHost[];
  delay: number;
  adverts: number;
}

const report = ({ large, small, delay, adverts }: Outcome): number => {
  const hosts = [large, ...small];
  const gaps = hosts.flatMap((host) => gapsOf(host));
  const violations = gaps.filter((gap) => gap < delay).length;
  const startedAt = Math.min(...hosts.map((host) => host.visits[0]?.askedAt ?? Number.POSITIVE_INFINITY));
  const secondsOf = (host: PoliteHost): number =>
    ((host.visits.at(-1)?.answeredAt ?? startedAt) - startedAt) / 1000;
  const slowest = Math.max(...small.map(secondsOf));
  const wanted = hosts.reduce((sum, host) => sum + host.adverts, 0);
  print(
    `delay ${delay} ms, ${large.adverts} adverts on one host, ${small[0]?.adverts ?? 0} on each of ${small.length}`,
  );
  print(`pages asked for: ${gaps.length + hosts.length}; adverts found: ${adverts} of ${wanted}`);
  print(
    `spacing: ${violations} violations; shortest gap ${Math.min(...gaps).toFixed(0)} ms, from answer to next question`,
  );
  print(
    `small hosts: all done after ${slowest.toFixed(1)} s; ideal ${idealSeconds(small[0], delay).toFixed(1)} s`,
  );
  print(
    `large host: done after ${secondsOf(large).toFixed(1)} s; ideal ${idealSeconds(large, delay).toFixed(1)} s`,
  );
  const isInTime = slowest <= 2 * idealSeconds(small[0], delay);
  return violations === 0 && isInTime && adverts === wanted ? 0 : 1;
};

const gapsOf = ({ visits }: PoliteHost): number[] =>
  visits.slice(1).map((visit, index) => visit.askedAt - (visits[index]?.answeredAt ?? 0));

/** Nothing but the waits between its pages, lists included. */
const idealSeconds = (host: PoliteHost | undefined, delay: number): number => {
  const adverts = host?.adverts ?? 0;
  return ((adverts + Math.ceil(adverts / advertsAList(adverts)) - 1) * delay) / 1000;
};

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export default run;
