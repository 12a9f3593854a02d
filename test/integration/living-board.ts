/** A board that changes between runs, a deployment in this process that watches it, and a clock that can be moved on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../../src/app.ts';
import { startEmbeddedDatabase } from '../../src/platform/database/start-embedded-database.ts';
import { htmlPage } from '../site/board-pages.ts';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import type { Answer } from '../site/trouble-pages.ts';
import { until } from './run-deployment.ts';

export interface LivingAdvert {
  text: string;
  /** Answers 404 although the list names it. */
  isMissing?: boolean;
  isListed?: boolean;
}

export interface LivingBoard {
  site: TestSite;
  app: App;
  adverts: Map<number, LivingAdvert>;
  /** Instead of the list. */
  listAnswer: Answer | undefined;
  addTarget(more?: {
    startPath?: string;
    typeId?: string;
    delayMs?: number;
    maxPagesPerRun?: number;
  }): Promise<string>;
  /** Starts a run as its schedule would. */
  start(targetId: string): Promise<string>;
  /** Starts a run and waits until it has ended and was judged. Returns its id and the paths that it asked for. */
  run(targetId: string): Promise<{ runId: string; asked: string[] }>;
  /** As if this much time had gone by. */
  passDays(days: number): Promise<void>;
  close(): Promise<void>;
}

const listPath = '/living';
export const mostAdverts = 60;

/** Names what is listed. */
export const sitemapPath = '/living-sitemap.xml';
const sitemapXml = (siteUrl: string, adverts: ReadonlyMap<number, LivingAdvert>): string =>
  `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${[...adverts]
    .filter(([, advert]) => advert.isListed !== false)
    .map(([id]) => `<url><loc>${siteUrl}${listPath}/job-${id}</loc></url>`)
    .join('')}</urlset>`;

const html =
  (body: string): Answer =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);

const listHtml = (adverts: ReadonlyMap<number, LivingAdvert>): string =>
  htmlPage(
    'Jobs',
    `<main><h1>Jobs</h1><ul>${[...adverts]
      .filter(([, advert]) => advert.isListed !== false)
      .map(
        ([id]) =>
          `<li class="job"><a href="${listPath}/job-${id}">Warehouse assistant number ${id} wanted</a></li>`,
      )
      .join('')}</ul></main>`,
  );

const advertHtml = (id: number, { text }: LivingAdvert): string => {
  const title = `Warehouse assistant number ${id} wanted`;
  const description = `${text}\nWe look for somebody who packs and moves goods in our hall. Apply at the office.`;
  const stated = { '@context': 'https://schema.org', '@type': 'JobPosting', title, description };
  return htmlPage(
    title,
    `<main><h1>${title}</h1><p>${description}</p></main>`,
    `<script type="application/ld+json">${JSON.stringify(stated)}</script>`,
  );
};

export const openLivingBoard = async (pages: Record<string, Answer> = {}): Promise<LivingBoard> => {
  const adverts = new Map<number, LivingAdvert>();
  const own: Record<string, Answer> = {
    [listPath]: (request, response) => list(request, response),
    [sitemapPath]: (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/xml' }).end(sitemapXml(site.url, adverts)),
  };
  for (let id = 1; id <= mostAdverts; id += 1)
    own[`${listPath}/job-${id}`] = (request, response) => {
      const advert = adverts.get(id);
      if (!advert || advert.isMissing) response.writeHead(404).end('<h1>Not found</h1>');
      else html(advertHtml(id, advert))(request, response);
    };
  const site = await startTestSite({ pages: { ...own, ...pages } });
  const folder = await mkdtemp(join(tmpdir(), 'lurewatch-living-'));
  const server = await startEmbeddedDatabase({ isThrowaway: true });
  const app = await openApp({
    name: 'living',
    databaseUrl: server.connectionString,
    isMigrating: true,
    dataFolder: folder,
    allowedPrivateHosts: [site.host],
    browser: 'never',
    readingThreads: 1,
    retryBaseMs: 20,
  });
  const dispatcher = app.startDispatcher();
  const worker = await app.startWorker({ concurrency: 2, onVisitDone: dispatcher.nudge });
  const { prisma, pool } = app.database;

  const board: LivingBoard = {
    site,
    app,
    adverts,
    listAnswer: undefined,
    async addTarget({ startPath = listPath, ...more } = {}) {
      return app.targets.add({
        actor: 'command',
        settings: {
          name: startPath,
          typeId: 'job-board',
          options: { startUrls: [`${site.url}${startPath}`] },
          delayMs: 0,
          renderMode: 'auto',
          everyHours: 0,
          maxPagesPerRun: 500,
          ...more,
        },
      });
    },
    async start(targetId) {
      const target = await app.targets.byId(targetId);
      if (!target) throw new Error('the target was not stored');
      const { runId } = await app.startRun({ target, trigger: 'schedule' });
      dispatcher.nudge();
      return runId;
    },
    async run(targetId) {
      const before = site.hits.length;
      const runId = await board.start(targetId);
      await until(
        async () => (await prisma.run.findUnique({ where: { id: runId } }))?.judgedAt != null,
        'the end of a run',
      );
      const asked = site.hits.slice(before).map((hit) => hit.path);
      return { runId, asked: asked.filter((path) => path !== '/robots.txt') };
    },
    async passDays(days) {
      for (const [table, columns] of Object.entries(times))
        await pool.query(
          `update ${table} set ${columns.map((column) => `"${column}" = "${column}" - $1 * interval '1 day'`).join(', ')}`,
          [days],
        );
    },
    async close() {
      await worker.close();
      await dispatcher.stop();
      await app.close();
      await server.stop();
      await site.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  const list: Answer = (request, response) =>
    (board.listAnswer ?? html(listHtml(adverts)))(request, response);
  return board;
};

/** What tells a time that the next run looks at. */
const times = {
  url: ['firstReadAt', 'lastReadAt', 'listedAt', 'lastVisitedAt'],
  run: ['startedAt', 'finishedAt'],
  target: ['updatedAt', 'nextRunAt'],
  posting: ['firstSeenAt', 'lastSeenAt', 'goneAt'],
  target_health: ['since'],
  browser_kind: ['decidedAt', 'testedAt'],
};
