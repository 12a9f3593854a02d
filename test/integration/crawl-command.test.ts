/** `lurewatch crawl` as a stranger runs it: a process of its own, on sites that it has never seen. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tierBounds } from '../../classifiers/score.ts';
import { sha256 } from '../../src/evidence/blob-store.ts';
import { projectRoot } from '../../src/platform/discover.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
  lines: { url: string; title: string; score: number; tier: string; kind: string; text: string }[];
}

const crawl = (...argv: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(projectRoot, 'bin/lurewatch.mjs'), 'crawl', ...argv], {
      cwd: tmpdir(),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.once('close', (code) => {
      const lines = argv.includes('--json')
        ? stdout
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line) as Ended['lines'][number])
        : [];
      resolve({ code: code ?? -1, stdout, stderr, lines });
    });
  });

let site: TestSite;
let folder: string;
const crawlSite = (path: string, ...argv: string[]): Promise<Ended> =>
  crawl(`${site.url}${path}`, '--allow-private-host', site.host, ...argv);

beforeAll(async () => {
  site = await startTestSite({ adverts: 18, perPage: 9 });
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-crawl-test-'));
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

describe('lurewatch crawl', () => {
  it('prints every advert of two list pages once, lures above all others', async () => {
    const { code, lines, stderr } = await crawlSite('/', '--json');
    expect(stderr).toContain('18 adverts');
    expect(code).toBe(0);
    expect(lines.map((line) => line.title).sort()).toEqual(site.adverts.map((advert) => advert.title).sort());
    expect(new Set(lines.map((line) => line.url)).size).toBe(18);
    const scores = (sort: string): number[] =>
      site.adverts
        .filter((advert) => advert.sort === sort)
        .map((advert) => lines.find((line) => line.title === advert.title)?.score ?? -1);
    expect(Math.min(...scores('lure'))).toBeGreaterThan(Math.max(...scores('look-alike')));
    expect(Math.min(...scores('lure'))).toBeGreaterThan(Math.max(...scores('ordinary')));
    expect(Math.max(...scores('ordinary'), ...scores('look-alike'))).toBeLessThan(tierBounds.medium);
  });

  it('reads a public channel when it is told that it is one', async () => {
    const { code, lines } = await crawlSite('/s/invented_jobs', '--json', '--type', 'telegram-channel');
    expect(code).toBe(0);
    // One of the messages says that the channel was created: a service message is no posting.
    expect(lines).toHaveLength(17);
  });

  it('shows a table, best first, in words and never in percent', async () => {
    const { stdout, code } = await crawlSite('/jobs');
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(/^read first/);
    expect(stdout).toContain('no signs found');
    expect(stdout).not.toMatch(/\d%|safe\b/);
  });

  it('keeps captures by their hash and postings.jsonl with --out', async () => {
    const out = join(folder, 'out');
    await crawlSite('/jobs', '--out', out);
    const postings = (await readFile(join(out, 'postings.jsonl'), 'utf8')).trim().split('\n');
    expect(postings).toHaveLength(18);
    const captures = (await readdir(join(out, 'captures'), { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile(),
    );
    expect(captures.length).toBeGreaterThanOrEqual(20);
    for (const file of captures.slice(0, 3))
      expect(sha256(await readFile(join(file.parentPath, file.name)))).toBe(file.name);
  });

  it('goes on with its database with --data', async () => {
    const data = join(folder, 'data');
    const first = await crawlSite('/jobs', '--json', '--data', data);
    const second = await crawlSite('/jobs', '--json', '--data', data);
    expect(first.lines).toHaveLength(18);
    expect(second.code).toBe(0);
    expect(second.stderr).not.toContain('Nothing could be read');
  });

  const refusals: { name: string; argv: () => string[]; code: number; says: RegExp }[] = [
    {
      name: 'a private host that is not allowed',
      argv: () => [`${site.url}/jobs`],
      code: 1,
      says: /127\.0\.0\.1 is not a public address.*--allow-private-host/,
    },
    {
      name: 'an unknown target type',
      argv: () => [`${site.url}/jobs`, '--type', 'newspaper'],
      code: 2,
      says: /no target type 'newspaper'; the known ones are .*job-board.*telegram-channel/,
    },
    { name: 'no address', argv: () => [], code: 2, says: /say what to crawl/ },
    {
      name: 'a page of 50 MB',
      argv: () => [`${site.url}/trouble/50mb`, '--allow-private-host', site.host],
      code: 1,
      says: /Nothing could be read at .*50mb[\s\S]*larg/,
    },
    {
      name: 'a site that answers 500',
      argv: () => [`${site.url}/trouble/500`, '--allow-private-host', site.host],
      code: 1,
      says: /500.*given up after 4 tries/,
    },
    {
      name: 'a page that is not there',
      argv: () => [`${site.url}/nowhere`, '--allow-private-host', site.host],
      code: 1,
      says: /404/,
    },
    {
      name: 'a page behind a login',
      argv: () => [`${site.url}/trouble/401`, '--allow-private-host', site.host],
      code: 1,
      says: /401|login|sign/i,
    },
  ];
  for (const { name, argv, code, says } of refusals)
    it(`says in words what is wrong with ${name}`, async () => {
      const ended = await crawl(...argv());
      expect(ended.stderr).toMatch(says);
      expect(ended.stderr).not.toMatch(/\n\s+at /);
      expect(ended.code).toBe(code);
      expect(ended.stdout).toBe('');
    });

  it('says that nobody answers at a port where nobody listens', async () => {
    const port = await closedPort();
    const ended = await crawl(`http://127.0.0.1:${port}/`, '--allow-private-host', `127.0.0.1:${port}`);
    expect(ended.stderr).toMatch(/refuses connections/);
    expect(ended.code).toBe(1);
  });

  it('reads the own terms of its data folder, and says what is wrong in them without the place in our code', async () => {
    const data = await mkdtemp(join(tmpdir(), 'lurewatch-crawl-own-terms-'));
    const terms = join(data, 'lexicon', 'languages', 'en', 'euphemism.yaml');
    await mkdir(dirname(terms), { recursive: true });
    await writeFile(terms, 'family: euphemism\nconcepts:\n  - id: own-word\n');
    const ended = await crawl('http://127.0.0.1:9/', '--allow-private-host', '127.0.0.1:9', '--data', data);
    await rm(data, { recursive: true });
    expect(ended.stderr).toMatch(/euphemism\.yaml:3: /);
    expect(ended.stderr).not.toMatch(/ThreadLostError|"level"|\n\s+at /);
    expect(ended.code).toBe(1);
  });

  it('keeps robots.txt, and says which line decided', async () => {
    const strict = await startTestSite({ robots: 'User-agent: *\nDisallow: /jobs\n' });
    const ended = await crawl(`${strict.url}/jobs`, '--allow-private-host', strict.host);
    const forced = await crawl(
      `${strict.url}/jobs`,
      '--allow-private-host',
      strict.host,
      '--json',
      '--ignore-robots',
      '--reason',
      'our own test site',
    );
    await strict.close();
    expect(ended.stderr).toContain('robots.txt does not allow it: line 2: Disallow: /jobs');
    expect(ended.code).toBe(1);
    expect(forced.lines).toHaveLength(12);
    expect(forced.stderr).toContain('our own test site');
  });

  it('goes on where a page without adverts sends its visitors', async () => {
    const moved = await startTestSite({
      adverts: 3,
      pages: {
        '/old': (_request, response) =>
          response
            .writeHead(200, { 'content-type': 'text/html' })
            .end('<meta http-equiv="refresh" content="0; url=/jobs"><p>We have moved.</p>'),
      },
    });
    const { lines } = await crawl(`${moved.url}/old`, '--allow-private-host', moved.host, '--json');
    await moved.close();
    expect(lines.map((line) => line.title).sort()).toEqual(
      moved.adverts.map((advert) => advert.title).sort(),
    );
  });

  it('asks a site that another one redirects to at the pace that it wishes for', async () => {
    const home = await startTestSite({ adverts: 3, robots: 'User-agent: *\nCrawl-delay: 1\n' });
    const board = await startTestSite({
      pages: {
        '/lists': (_request, response) =>
          response
            .writeHead(200, { 'content-type': 'text/html' })
            .end([0, 1, 2].map((at) => `<li><a href="/job/10${at}">Advert of a job ${at}</a></li>`).join('')),
      },
      answerElse: (url) => {
        const advert = url.pathname.startsWith('/job/')
          ? home.adverts[Number(url.pathname.at(-1))]
          : undefined;
        return (
          advert &&
          ((_request, response) =>
            response.writeHead(302, { location: `${home.url}/jobs/ad-${advert.id}` }).end())
        );
      },
    });
    const hosts = ['--allow-private-host', board.host, '--allow-private-host', home.host];
    const { lines, stderr } = await crawl(`${board.url}/lists`, ...hosts, '--json');
    await board.close();
    await home.close();
    expect(stderr).not.toContain('problem');
    expect(lines.map((line) => line.title).sort()).toEqual(home.adverts.map((advert) => advert.title).sort());
    const times = home.hits.filter((hit) => hit.path !== '/robots.txt').map((hit) => hit.at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(times).toHaveLength(3);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(990);
  });

  it('waits between two pages as long as it is told to', async () => {
    const slow = await startTestSite({ adverts: 3 });
    await crawl(`${slow.url}/jobs`, '--allow-private-host', slow.host, '--json', '--delay', '300');
    await slow.close();
    const times = slow.hits.filter((hit) => hit.path !== '/robots.txt').map((hit) => hit.at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(times.length).toBeGreaterThanOrEqual(4);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(295);
  });
});

const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 1));
    });
  });
