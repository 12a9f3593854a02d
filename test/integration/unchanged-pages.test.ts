/** What a place says of its last changes is believed, and what changes by itself on a watched page is no change. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import { runTestApp, type TestApp } from './run-test-app.ts';

let site: TestSite;
let running: TestApp;
const lastmod = new Map([
  [1, '2026-11-01T08:00:00Z'],
  [2, '2026-11-02T08:00:00Z'],
  [3, '2026-11-03T08:00:00Z'],
]);

beforeAll(async () => {
  site = await startTestSite({
    adverts: 3,
    pages: {
      '/named.xml.gz': (_request, response) => {
        const urls = [...lastmod].map(
          ([id, time]) => `<url><loc>${site.url}/jobs/ad-${id}</loc><lastmod>${time}</lastmod></url>`,
        );
        response
          .writeHead(200, { 'content-type': 'application/octet-stream' })
          .end(gzipSync(`<urlset>${urls.join('')}</urlset>`));
      },
      '/robots.txt': (_request, response) => {
        response
          .writeHead(200, { 'content-type': 'text/plain' })
          .end(`User-agent: *\nDisallow: /nothing\nSitemap: ${site.url}/named.xml.gz\n`);
      },
    },
  });
  running = await runTestApp(site);
});
afterAll(async () => {
  await running?.close();
});

/** Runs the target to its end; returns the paths that it asked for. */
const crawl = async (targetId: string): Promise<string[]> => {
  const before = site.hits.length;
  await running.crawl(targetId);
  return site.hits.slice(before).map((hit) => hit.path);
};
const adverts = (paths: readonly string[]): string[] => paths.filter((path) => path.includes('/ad-')).sort();

it('asks for pages of a sitemap again only when it says that they changed', { timeout: 60_000 }, async () => {
  const targetId = await running.addTarget('sitemap', { startUrls: [`${site.url}/`] });
  const first = await crawl(targetId);
  expect(first.filter((path) => path === '/named.xml.gz').length).toBe(1);
  expect(adverts(first)).toEqual(['/jobs/ad-1', '/jobs/ad-2', '/jobs/ad-3']);
  expect(adverts(await crawl(targetId))).toEqual([]);
  lastmod.set(2, '2026-11-21T08:00:00Z');
  expect(adverts(await crawl(targetId))).toEqual(['/jobs/ad-2']);
});

it('keeps one revision of a page whose clock and counter go on', { timeout: 60_000 }, async () => {
  const targetId = await running.addTarget('page', { urls: [`${site.url}/page/one.html`] });
  await crawl(targetId);
  await crawl(targetId);
  const { rows } = await running.database.pool.query<{ captures: number; revisions: number }>(
    `select (select count(*)::int from capture c join run r on r.id = c."runId" where r."targetId" = $1::uuid) as captures,
       (select count(distinct v.id)::int from revision v join sighting s on s."postingId" = v."postingId" where s."targetId" = $1::uuid) as revisions`,
    [targetId],
  );
  expect(rows[0]?.captures).toBe(2);
  expect(rows[0]?.revisions).toBe(1);
});
