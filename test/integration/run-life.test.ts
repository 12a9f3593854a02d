/** What becomes of a place from run to run: asked again, gone, broken, cancelled. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { trapLimits } from '../../src/domain/crawl-trap.ts';
import { readRunView } from '../../src/storage/run-view.ts';
import { htmlPage } from '../site/board-pages.ts';
import { type LivingBoard, mostAdverts, openLivingBoard, sitemapPath } from './living-board.ts';
import { until } from './run-deployment.ts';

const adverts = 12;
const longWait = 60_000;

/** Always the same adverts, and always a next page. */
const endless = (request: { url?: string | undefined }): string => {
  const page = Number(new URL(request.url ?? '', 'http://site').searchParams.get('page') ?? '1');
  const links = Array.from({ length: 8 }, (_, index) => index + 1)
    .map(
      (id) => `<li class="job"><a href="/living/job-${id}">Warehouse assistant number ${id} wanted</a></li>`,
    )
    .join('');
  return htmlPage(
    'Jobs',
    `<main><ul>${links}</ul><a rel="next" href="/endless?page=${page + 1}">Next</a></main>`,
  );
};

let board: LivingBoard;
beforeAll(async () => {
  board = await openLivingBoard({
    '/endless': (request, response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end(endless(request)),
    '/members': (_request, response) => void response.writeHead(401).end('Log in first'),
  });
}, longWait);
afterAll(() => board.close(), longWait);
beforeEach(() => {
  board.listAnswer = undefined;
  board.adverts.clear();
  for (let id = 1; id <= adverts; id += 1) board.adverts.set(id, { text: `Shift number ${id}.` });
});

const stateOf = async (id: number) => {
  const { goneAt, goneReason } = await board.app.database.prisma.posting.findFirstOrThrow({
    where: { url: { endsWith: `/living/job-${id}` } },
  });
  return goneAt === null ? 'online' : goneReason;
};
const advertsIn = (asked: string[]): string[] => asked.filter((path) => path.includes('/job-'));
const healthOf = (targetId: string) =>
  board.app.database.prisma.targetHealth.findUniqueOrThrow({ where: { targetId } });
const viewOf = async (runId: string) => {
  const view = await readRunView(board.app.database.prisma, runId);
  if (!view) throw new Error('the run is not there');
  return view;
};

describe('the runs of a place', () => {
  it(
    'read the list each time, what is new at once, and the rest when it is due',
    async () => {
      const target = await board.addTarget();
      const first = await board.run(target);
      expect(advertsIn(first.asked)).toHaveLength(adverts);

      await board.passDays(1);
      board.adverts.set(13, { text: 'A new one.' });
      const second = await board.run(target);
      expect(second.asked.sort()).toEqual(['/living', '/living/job-13']);
      expect(await viewOf(second.runId)).toMatchObject({ restingUrls: adverts, postings: 1, newPostings: 1 });

      for (let day = 0; day < 6; day += 1) {
        await board.passDays(1);
        await board.run(target);
      }
      const asked = board.site.hits.filter((hit) => hit.path === '/living/job-5');
      expect(asked.length).toBeGreaterThan(1);
      expect(asked.length).toBeLessThan(6);
      expect(asked.length).toBe(board.site.hits.filter((hit) => hit.path === '/living/job-6').length);
    },
    longWait,
  );

  it(
    'read an advert that changes again and again, and keep its revisions',
    async () => {
      const target = await board.addTarget();
      const before = board.site.hits.length;
      for (let day = 0; day < 9; day += 1) {
        board.adverts.set(3, { text: `Changed on day ${day}: now with other hours and another hall.` });
        await board.run(target);
        await board.passDays(1);
      }
      const count = (id: number): number =>
        board.site.hits.slice(before).filter((hit) => hit.path === `/living/job-${id}`).length;
      expect(count(3)).toBeGreaterThan(count(4));
      expect(count(3)).toBeGreaterThan(5);
      const posting = await board.app.database.prisma.posting.findFirstOrThrow({
        where: { url: { endsWith: '/living/job-3' } },
        include: { revisions: true },
      });
      expect(posting.revisions.length).toBeGreaterThanOrEqual(count(3));
    },
    longWait,
  );
});

describe('an advert that is no longer online', () => {
  it(
    'is known by its missing page, by its own words, and by lists that name it no more',
    async () => {
      const target = await board.addTarget();
      await board.run(target);
      await board.passDays(8);
      board.adverts.set(1, { text: 'Shift.', isMissing: true });
      board.adverts.set(2, { text: 'This job has expired.' });
      board.adverts.set(3, { text: 'Shift number 3.', isListed: false });
      const { runId } = await board.run(target);
      expect((await viewOf(runId)).notices.map(({ code }) => code)).toContain('lists-whole');
      // A list shifts while it is read: one run alone proves nothing.
      expect([await stateOf(1), await stateOf(2), await stateOf(3)]).toEqual([
        'not-found',
        'expired',
        'online',
      ]);
      await board.passDays(1);
      await board.run(target);
      expect([await stateOf(3), await stateOf(4)]).toEqual(['removed', 'online']);

      await board.passDays(1);
      for (const id of [1, 2, 3]) board.adverts.set(id, { text: `Shift number ${id} again.` });
      await board.run(target);
      expect(await stateOf(1)).toBe('online');
      expect(await stateOf(3)).toBe('online');
      await board.passDays(8);
      await board.run(target);
      expect(await stateOf(2)).toBe('online');
    },
    longWait,
  );
});

describe('an advert that two whole runs miss', () => {
  it.each([
    { typeId: 'classifieds', startPath: '/living?category=jobs' },
    { typeId: 'sitemap', startPath: sitemapPath },
  ])(
    'is removed from a target of the type $typeId, and back when it is listed again',
    async (place) => {
      const target = await board.addTarget(place);
      await board.run(target);
      await board.passDays(8);
      board.adverts.set(3, { text: 'Shift number 3.', isListed: false });
      const { runId } = await board.run(target);
      expect((await viewOf(runId)).notices.map(({ code }) => code)).toContain('lists-whole');
      expect(await stateOf(3)).toBe('online');
      await board.passDays(1);
      await board.run(target);
      expect([await stateOf(3), await stateOf(4)]).toEqual(['removed', 'online']);
      board.adverts.set(3, { text: 'Shift number 3.' });
      await board.passDays(1);
      await board.run(target);
      expect(await stateOf(3)).toBe('online');
    },
    longWait,
  );
});

describe('paging without an end', () => {
  it(
    'is followed no further than so many pages that brought nothing new, and the run says so',
    async () => {
      const target = await board.addTarget({ startPath: '/endless' });
      const { runId, asked } = await board.run(target);
      const pages = asked.filter((path) => path.startsWith('/endless'));
      expect(pages.length).toBeGreaterThan(trapLimits.barrenPages - 5);
      expect(pages.length).toBeLessThan(trapLimits.barrenPages + 5);
      expect((await viewOf(runId)).notices).toContainEqual(
        expect.objectContaining({
          code: 'paging-stopped',
          sentence: 'paging stopped: 30 pages in a row brought nothing new',
        }),
      );
      expect(advertsIn(asked)).toHaveLength(8);
    },
    longWait,
  );
});

describe('a place that breaks', () => {
  it(
    'is found out when its lists are empty all at once, and looked at less often',
    async () => {
      const target = await board.addTarget();
      await board.run(target);
      await board.passDays(1);
      await board.run(target);
      expect(await healthOf(target)).toMatchObject({ state: 'working', failingRuns: 0 });

      board.listAnswer = (_request, response) =>
        void response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(
            htmlPage('Jobs', `<main><h1>Jobs</h1><p>${'Welcome to our new look. '.repeat(70)}</p></main>`),
          );
      const { prisma, pool } = board.app.database;
      for (const failingRuns of [1, 2, 3]) {
        await board.passDays(1);
        await pool.query(`update target set "nextRunAt" = now() + interval '1 day' where id = $1`, [target]);
        await board.run(target);
        expect(await healthOf(target)).toMatchObject({
          state: 'failing',
          code: 'selectors',
          sentence: expect.stringMatching(
            /^the selectors no longer match: 0 adverts on a \w+ page that had 12$/,
          ),
          failingRuns,
        });
      }
      const { nextRunAt } = await prisma.target.findUniqueOrThrow({ where: { id: target } });
      expect(Math.round(((nextRunAt?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(4);
      const since = (await healthOf(target)).since;
      expect(Math.round((Date.now() - since.getTime()) / 86_400_000)).toBe(2);
      // Nothing was taken for removed by a list that could not be read.
      expect(await stateOf(5)).toBe('online');

      board.listAnswer = undefined;
      await board.passDays(1);
      await board.run(target);
      expect(await healthOf(target)).toMatchObject({ state: 'working', failingRuns: 0 });
    },
    longWait,
  );

  it(
    'says that the site asks for a login',
    async () => {
      const target = await board.addTarget({ startPath: '/members' });
      await board.run(target);
      expect(await healthOf(target)).toMatchObject({
        state: 'failing',
        code: 'login',
        sentence: 'nothing could be read: the site asks for a login (401)',
      });
      const [view] = (await board.app.targets.list()).filter(({ id }) => id === target);
      expect(view?.health).toMatchObject({ state: 'failing', code: 'login' });
    },
    longWait,
  );
});

describe('a run in hand', () => {
  it(
    'stops within a second when it is paused, goes on, and stops for good when it is cancelled',
    async () => {
      for (let id = adverts + 1; id <= mostAdverts; id += 1) board.adverts.set(id, { text: 'Shift.' });
      const target = await board.addTarget({ delayMs: 150 });
      await board.app.database.pool.query('delete from url');
      const runId = await board.start(target);
      const reached = async (hits: number): Promise<void> =>
        until(() => board.site.hits.length >= hits, `${hits} requests`);
      const quietAfter = async (step: () => Promise<void>): Promise<void> => {
        await step();
        const at = Date.now();
        await new Promise((resolve) => setTimeout(resolve, 2500));
        expect(board.site.hits.filter((hit) => hit.at > at + 1000)).toEqual([]);
      };
      const begun = board.site.hits.length;
      await reached(begun + 3);
      await quietAfter(() => board.app.runs.pauseRun(runId, 'system'));
      expect(await viewOf(runId)).toMatchObject({ state: 'running', isPaused: true });
      const paused = board.site.hits.length;

      await board.app.runs.resumeRun(runId, 'system');
      await reached(paused + 2);
      await quietAfter(() => board.app.runs.cancelRun(runId, 'system'));
      const view = await viewOf(runId);
      expect(view).toMatchObject({ state: 'cancelled', isPaused: false });
      expect(view.captures).toBeGreaterThan(0);
      expect(view.captures).toBeLessThan(mostAdverts);
      const audit = await board.app.database.prisma.auditEntry.findMany({
        where: { subjectId: runId },
        orderBy: { sequence: 'asc' },
      });
      expect(audit.map((entry) => entry.action)).toEqual(['run.paused', 'run.resumed', 'run.cancelled']);
    },
    longWait,
  );
});
