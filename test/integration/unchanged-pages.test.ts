/** What a place says of its last changes is believed, and what changes by itself on a watched page is no change. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';
import { until } from './run-deployment.ts';

let site: TestSite;
let database: TestDatabase;
let app: App;
let close: () => Promise<void>;
const lastmod = new Map([
  [1, '2026-11-01T08:00:00Z'],
  [2, '2026-11-02T08:00:00Z'],
  [3, '2026-11-03T08:00:00Z'],
]);

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lurewatch-unchanged-'));
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
  database = await openTestDatabase();
  app = await openApp({
    name: 'test',
    databaseUrl: database.connectionString,
    dataFolder: folder,
    allowedPrivateHosts: [site.host],
    browser: 'never',
    readingThreads: 1,
  });
  const dispatcher = app.startDispatcher();
  const worker = await app.startWorker();
  close = async () => {
    await dispatcher.stop();
    await worker.close();
    await app.close();
    await database.stop();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterAll(async () => {
  await close?.();
});

const addTarget = (typeId: string, options: Record<string, unknown>): Promise<string> =>
  app.targets.add({
    actor: 'test',
    settings: {
      name: typeId,
      typeId,
      options,
      delayMs: 0,
      renderMode: 'never',
      everyHours: 0,
      maxPagesPerRun: 100,
    },
  });

/** Runs the target to its end; returns the paths that it asked for. */
const crawl = async (targetId: string): Promise<string[]> => {
  const before = site.hits.length;
  const target = await app.targets.byId(targetId);
  if (!target) throw new Error('the target is not there');
  const { runId } = await app.startRun({ target, trigger: 'person' });
  await until(
    async () => (await database.prisma.run.findUniqueOrThrow({ where: { id: runId } })).state === 'finished',
    'the end of the run',
  );
  return site.hits.slice(before).map((hit) => hit.path);
};
const adverts = (paths: readonly string[]): string[] => paths.filter((path) => path.includes('/ad-')).sort();

it('asks for pages of a sitemap again only when it says that they changed', { timeout: 60_000 }, async () => {
  const targetId = await addTarget('sitemap', { startUrls: [`${site.url}/`] });
  const first = await crawl(targetId);
  expect(first.filter((path) => path === '/named.xml.gz').length).toBe(1);
  expect(adverts(first)).toEqual(['/jobs/ad-1', '/jobs/ad-2', '/jobs/ad-3']);
  expect(adverts(await crawl(targetId))).toEqual([]);
  lastmod.set(2, '2026-11-21T08:00:00Z');
  expect(adverts(await crawl(targetId))).toEqual(['/jobs/ad-2']);
});

it('keeps one revision of a page whose clock and counter go on', { timeout: 60_000 }, async () => {
  const targetId = await addTarget('page', { urls: [`${site.url}/page/one.html`] });
  await crawl(targetId);
  await crawl(targetId);
  const { rows } = await database.pool.query<{ captures: number; revisions: number }>(
    `select (select count(*)::int from capture c join run r on r.id = c."runId" where r."targetId" = $1::uuid) as captures,
       (select count(distinct v.id)::int from revision v join sighting s on s."postingId" = v."postingId" where s."targetId" = $1::uuid) as revisions`,
    [targetId],
  );
  expect(rows[0]?.captures).toBe(2);
  expect(rows[0]?.revisions).toBe(1);
});
