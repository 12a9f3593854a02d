/** Which kinds of page only a browser can show: learnt, kept, and tried again. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { browserTestLimits } from '../../src/storage/flush/browser-kinds.ts';
import { createFrontier } from '../../src/storage/frontier.ts';
import type { LeasedUrl, NewUrl, UrlOutcome } from '../../src/storage/frontier-contract.ts';
import { createRuns } from '../../src/storage/runs.ts';
import { emptyTables, openTestDatabase, type TestDatabase } from './open-test-database.ts';

const lane = 'board.example';
const newUrl = (path: string, kind: string): NewUrl => ({
  url: `https://${lane}/${path}`,
  kind,
  keyHash: createHash('sha256').update(path).digest('hex'),
  lane,
  origin: `https://${lane}`,
  depth: 1,
  priority: 0,
  needsBrowser: false,
});

let database: TestDatabase;
let frontier: ReturnType<typeof createFrontier>;
let runs: ReturnType<typeof createRuns>;
let targetId: string;
let paths = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  frontier = createFrontier(database, { browserAvailable: true });
  runs = createRuns(database, { browserAvailable: true });
});
afterAll(() => database.stop());
beforeEach(async () => {
  await emptyTables(database);
  targetId = newId();
  await database.prisma.target.create({
    data: {
      id: targetId,
      name: 'Board',
      typeId: 'job-board',
      options: {},
      delayMs: 0,
      renderMode: 'auto',
      everyHours: 0,
      maxPagesPerRun: 1000,
    },
  });
});

const outcome = (url: LeasedUrl, rest: Partial<UrlOutcome>, isRendered: boolean): UrlOutcome => ({
  url,
  state: 'done',
  status: 200,
  problem: null,
  etag: null,
  lastModified: null,
  isUnchanged: false,
  blobs: [],
  postings: [],
  requests: [newUrl(`advert-${paths++}`, 'posting')],
  capture: {
    id: newId(),
    kind: isRendered ? 'rendered' : 'fetch',
    requestedUrl: url.url,
    finalUrl: url.url,
    method: 'GET',
    status: 200,
    headers: {},
    redirects: [],
    remoteAddress: null,
    fetchedAt: new Date(),
    durationMs: 1,
    blobHash: null,
    screenshotHash: null,
    mediaType: 'text/html',
    charset: 'utf-8',
    bytes: 1,
    problem: null,
    userAgent: null,
    madeWith: 'test',
  },
  ...rest,
});

/** A run over these many list pages; returns how many went to the browser, and ends them as told. */
const crawl = async (
  count: number,
  end: (url: LeasedUrl, isRendered: boolean) => UrlOutcome | undefined = () => undefined,
): Promise<{ plain: number; rendered: number }> => {
  const urls = Array.from({ length: count }, () => newUrl(`list-${paths++}`, 'list'));
  const { runId } = await runs.startRun({ targetId, trigger: 'schedule', urls });
  const seen = { plain: 0, rendered: 0 };
  for (const needsBrowser of [false, true]) {
    const leased = await frontier.leaseVisit({
      lane,
      worker: 'w',
      needsBrowser,
      maxUrls: 64,
      leaseMs: 30_000,
    });
    if (!leased) continue;
    seen[needsBrowser ? 'rendered' : 'plain'] += leased.urls.length;
    const outcomes = leased.urls.map((url) => end(url, needsBrowser) ?? outcome(url, {}, needsBrowser));
    expect(
      (await frontier.flushVisit(leased, outcomes, { nextAllowedInMs: 0, isDone: true })).isAccepted,
    ).toBe(true);
  }
  await runs.cancelRun(runId, 'system');
  return seen;
};

const proveEmpty = (url: LeasedUrl, isRendered: boolean): UrlOutcome | undefined =>
  isRendered ? undefined : outcome(url, { state: 'waiting', needsBrowser: true, requests: [] }, false);
const kinds = async (): Promise<string[]> =>
  (await database.prisma.browserKind.findMany({ orderBy: { kind: 'asc' } })).map((row) => row.kind);

describe('the choice of a browser', () => {
  it('is learnt from a page that proved empty, for its kind alone, and kept for the next run', async () => {
    expect(await crawl(1, proveEmpty)).toEqual({ plain: 1, rendered: 1 });
    expect(await kinds()).toEqual(['list']);
    expect(await crawl(3)).toEqual({ plain: 0, rendered: 3 });
    expect(await database.prisma.url.count({ where: { kind: 'posting', needsBrowser: true } })).toBe(0);
  });

  it('is the target’s own to make', async () => {
    await crawl(1, proveEmpty);
    await database.prisma.target.update({ where: { id: targetId }, data: { renderMode: 'never' } });
    expect(await crawl(3)).toEqual({ plain: 3, rendered: 0 });
  });

  it.each([
    ['a week', `"decidedAt" = now() - interval '8 days'`],
    ['so many pages', `pages = ${browserTestLimits.afterPages}`],
  ])('is tried again after %s with one plain fetch, and kept when that is empty', async (_when, change) => {
    await crawl(1, proveEmpty);
    await database.pool.query(`update browser_kind set ${change}`);
    expect(await crawl(4, proveEmpty)).toEqual({ plain: 1, rendered: 4 });
    expect(await crawl(4)).toEqual({ plain: 0, rendered: 4 });
  });

  it('is taken back when a plain fetch does', async () => {
    await crawl(1, proveEmpty);
    await database.pool.query(`update browser_kind set "decidedAt" = now() - interval '8 days'`);
    expect(await crawl(4)).toEqual({ plain: 1, rendered: 3 });
    expect(await kinds()).toEqual([]);
    expect(await crawl(4)).toEqual({ plain: 4, rendered: 0 });
  });
});
