/** Sitemaps of the size that the standard allows, and hostile ones: crawled to their end, with a note. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readRunView } from '../../src/storage/run-view.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import type { Answer } from '../site/trouble-pages.ts';
import { runTestApp, type TestApp } from './run-test-app.ts';

const xml =
  (body: () => string): Answer =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'application/xml' }).end(body());
const entry = (loc: string, more = ''): string => `<url><loc>${site.url}${loc}</loc>${more}</url>`;
const index = (...paths: string[]): string =>
  `<sitemapindex>${paths.map((path) => `<sitemap><loc>${site.url}${path}</loc></sitemap>`).join('')}</sitemapindex>`;

const alternates = `<x:link href="https://example.com/another/language/of/this/page"/>`.repeat(3000);
let site: TestSite;
let test: TestApp;
beforeAll(async () => {
  site = await startTestSite({
    adverts: 4,
    pages: {
      '/map/large.xml': xml(
        () =>
          `<urlset>${entry('/jobs/ad-1', alternates).repeat(170)}${entry('/jobs/ad-2', alternates)}</urlset>`,
      ),
      // Each names the other, itself and one further down, for ever.
      '/map/loop.xml': xml(() => index('/map/loop.xml', '/map/loop-2.xml')),
      '/map/loop-2.xml': xml(() => index('/map/loop.xml', '/map/loop-2.xml', '/map/deep/1.xml')),
      '/map/deep/1.xml': xml(() => index('/map/deep/2.xml')),
      '/map/deep/2.xml': xml(() => index('/map/deep/3.xml')),
      '/map/deep/3.xml': xml(() => index('/map/deep/4.xml')),
      '/map/line.xml': xml(
        () => `<urlset>${entry(`/${'x'.repeat(12_000_000)}`)}${entry('/jobs/ad-3')}</urlset>`,
      ),
      '/map/entities.xml': xml(
        () =>
          `<!DOCTYPE u [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(2000)}"><!ENTITY c "${'&b;'.repeat(2000)}">]><urlset>${entry('/jobs/&c;')}${entry('/jobs/ad-4')}</urlset>`,
      ),
      '/map/too-large.xml': xml(() => `<urlset>${' '.repeat(51 * 1024 * 1024)}</urlset>`),
    },
  });
  test = await runTestApp(site);
});
afterAll(() => test.close());

const crawl = async (...paths: string[]) => {
  const id = await test.addTarget('sitemap', { startUrls: paths.map((path) => `${site.url}${path}`) });
  const before = site.hits.length;
  const runId = await test.crawl(id);
  const view = await readRunView(test.database.prisma, runId);
  if (!view) throw new Error('the run is not there');
  return { view, asked: site.hits.slice(before).map((hit) => hit.path) };
};

it('reads a plain one of 33 MB', async () => {
  const { view, asked } = await crawl('/map/large.xml');
  expect(view.bytes).toBeGreaterThan(30 * 1024 * 1024);
  expect(asked.filter((path) => path.startsWith('/jobs/'))).toEqual(['/jobs/ad-1', '/jobs/ad-2']);
  expect(view.postings).toBe(2);
});

it('comes to an end with indexes that go in circles or ever deeper', async () => {
  const { view, asked } = await crawl('/map/loop.xml');
  expect(asked.filter((path) => path.startsWith('/map/')).sort()).toEqual([
    '/map/deep/1.xml',
    '/map/deep/2.xml',
    '/map/loop-2.xml',
    '/map/loop.xml',
  ]);
  expect(view.urls).toEqual([{ state: 'done', count: 4 }]);
  expect(view.notices.map(({ code }) => code)).toContain('list-cut-short');
});

it('reads on behind a huge line and a bomb of entities, and says what is too large', async () => {
  const { view } = await crawl('/map/line.xml', '/map/entities.xml', '/map/too-large.xml');
  expect(view.postings).toBe(2);
  expect(view.problems.map(({ problem }) => problem).join()).toContain('larger than 52,428,800 bytes');
  expect(view.notices.map(({ code }) => code)).toContain('list-cut-short');
  expect(view.urls.some(({ state }) => state === 'waiting' || state === 'leased')).toBe(false);
});
