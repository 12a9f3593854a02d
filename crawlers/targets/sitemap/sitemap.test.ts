/** Sitemaps as they come: large, hostile, in loops, of other sites. */
import { describe, expect, it } from 'vitest';
import type { Page, Reading } from '../../target-type.ts';
import { matchesPattern } from './address-pattern.ts';
import sitemap from './index.ts';
import { sitemapsOfRobots } from './read-sitemap-file.ts';

const site = 'https://jobs.example.com';
const read = (text: string, own: object = {}, more: Partial<Page> = {}): Reading =>
  sitemap.read(
    {
      url: `${site}/sitemap.xml`,
      requestedUrl: `${site}/sitemap.xml`,
      kind: 'sitemap',
      carry: {},
      text,
      contentType: 'application/xml',
      status: 200,
      fetchedAt: '2026-11-22T10:00:00.000Z',
      isRendered: false,
      ...more,
    },
    sitemap.options.parse({ startUrls: [site], ...own }),
  );
const urlset = (...entries: [path: string, lastmod?: string][]): string =>
  `<urlset>${entries.map(([path, lastmod]) => `<url><loc>${site}${path}</loc>${lastmod ? `<lastmod>${lastmod}</lastmod>` : ''}</url>`).join('')}</urlset>`;
const pathsOf = (reading: Reading): string[] => reading.requests.map((one) => new URL(one.url).pathname);
const codesOf = (reading: Reading): string[] => reading.problems.map((one) => one.code);

describe('the start', () => {
  const startOf = (url: string): string[] =>
    sitemap.start(sitemap.options.parse({ startUrls: [url] })).map((one) => `${one.kind} ${one.url}`);

  it('of a site is its robots.txt and its usual sitemap', () => {
    expect(startOf(`${site}/jobs?x=1`)).toEqual([`robots ${site}/robots.txt`, `sitemap ${site}/sitemap.xml`]);
    expect(startOf(`${site}/robots.txt`)).toEqual([
      `robots ${site}/robots.txt`,
      `sitemap ${site}/sitemap.xml`,
    ]);
  });

  it.each(['/sitemap_index.xml', '/sitemaps/jobs-1.xml.gz', '/sitemap.php', '/urls.txt'])(
    'may be %s itself',
    (path) => {
      expect(startOf(`${site}${path}`)).toEqual([`sitemap ${site}${path}`]);
    },
  );
});

describe('pages of a sitemap', () => {
  it('are asked for newest first, up to the limit, and the rest is counted', () => {
    const reading = read(
      urlset(['/old', '2026-01-01'], ['/none'], ['/new', '2026-11-20'], ['/mid', '2026-06-01']),
      { maxUrls: 3 },
    );
    expect(pathsOf(reading)).toEqual(['/new', '/mid', '/old']);
    expect(codesOf(reading)).toEqual(['many-urls', 'list-cut-short']);
  });

  it('are left out by age, pattern and kind', () => {
    const all = urlset(
      ['/jobs/1', '2026-11-20'],
      ['/jobs/2', '2025-01-01'],
      ['/blog/3'],
      ['/login'],
      ['/a.pdf'],
      ['/x/4'],
    );
    expect(pathsOf(read(all, { maxAgeDays: 30 }))).toEqual(['/jobs/1', '/x/4']);
    expect(pathsOf(read(all, { include: ['/jobs/*'] }))).toEqual(['/jobs/1', '/jobs/2']);
    expect(pathsOf(read(all, { exclude: ['/jobs/'], readAs: 'all' }))).toEqual(['/blog/3', '/login', '/x/4']);
  });

  it('are not all there is where old ones are left out, or a sitemap that is named can not be read', () => {
    const isWhole = (reading: Reading): boolean => !codesOf(reading).includes('list-cut-short');
    const all = urlset(['/jobs/1', '2026-11-20'], ['/jobs/2', '2025-01-01'], ['/login', '2020-01-01']);
    expect(isWhole(read(all))).toBe(true);
    expect(isWhole(read(all, { maxAgeDays: 30 }))).toBe(false);
    expect(isWhole(read(all, { maxAgeDays: 3000 }))).toBe(true);
    const noSitemap = '<html><body><h1>Not found</h1></body></html>';
    expect(isWhole(read(noSitemap))).toBe(true);
    expect(isWhole(read(noSitemap, {}, { carry: { depth: '1' } }))).toBe(false);
    expect(isWhole(read(noSitemap, { startUrls: [`${site}/sitemap.xml`] }))).toBe(false);
  });

  it('carry their date of change as version once it is sure', () => {
    const { requests } = read(
      urlset(['/a', '2026-11-21T08:00:00Z'], ['/b', '2026-11-21'], ['/c', '2026-10-01'], ['/d', 'soon']),
    );
    expect(requests.map((one) => one.carry?.version)).toEqual([
      '2026-11-21T08:00:00Z',
      undefined,
      '2026-10-01',
      undefined,
    ]);
  });

  it('of other sites are left out and counted', () => {
    const reading = read(
      `<urlset><url><loc>https://elsewhere.example.org/1</loc></url><url><loc>javascript:alert(1)</loc></url></urlset>`,
    );
    expect(reading.requests).toEqual([]);
    expect(codesOf(reading)).toEqual(['foreign-urls', 'nothing-found']);
  });
});

describe('a hostile sitemap', () => {
  it('with too many pages is cut', () => {
    const reading = read(`<urlset>${`<url><loc>${site}/a</loc></url>`.repeat(50_100)}</urlset>`);
    expect([reading.requests.length, codesOf(reading)]).toEqual([1, ['cut-sitemap', 'list-cut-short']]);
  });

  it('with entities of its own is read without them', () => {
    const bomb = `<!DOCTYPE u [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>${urlset(['/a&b;'])}`;
    expect(read(bomb).requests.length).toBe(1);
  });

  it('that names itself is not followed, and neither is one too deep', () => {
    const index = `<sitemapindex><sitemap><loc>${site}/sitemap.xml</loc></sitemap><sitemap><loc>${site}/b.xml</loc></sitemap></sitemapindex>`;
    expect(pathsOf(read(index))).toEqual(['/b.xml']);
    expect(codesOf(read(index, {}, { carry: { depth: '3' } }))).toEqual(['deep-sitemap', 'list-cut-short']);
    expect(read(index, {}, { carry: { depth: 'x' } }).requests).toEqual([]);
  });

  it('that is a page says so', () => {
    expect(codesOf(read('<html><body><h1>Not found</h1></body></html>'))).toEqual(['no-sitemap']);
  });
});

it('takes the addresses of feeds used as sitemaps', () => {
  expect(
    pathsOf(read(`<rss><channel><item><title>A</title><link>${site}/jobs/9</link></item></channel></rss>`)),
  ).toEqual(['/jobs/9']);
  expect(
    pathsOf(
      read(
        `<feed><entry><link href="${site}/jobs/8"/><updated>2026-11-01T00:00:00Z</updated></entry></feed>`,
      ),
    ),
  ).toEqual(['/jobs/8']);
});

it('finds the sitemaps of robots.txt wherever they stand', () => {
  expect(
    sitemapsOfRobots(
      'User-agent: x\r\nSITEMAP : https://a.example/s.xml\rDisallow: /\nSitemap:\n#Sitemap: https://no.example/',
    ),
  ).toEqual(['https://a.example/s.xml']);
});

it.each([
  ['https://a.example/jobs/1', '/jobs/*', true],
  ['https://a.example/Jobs/1?x=2', '/jobs/*x=2', true],
  ['https://a.example/en/job/1', '/jobs/', false],
  ['https://a.example/b/a', '/a*/b', false],
])('%s with %s: %s', (url, pattern, isMatch) => {
  expect(matchesPattern(url, pattern)).toBe(isMatch);
});
