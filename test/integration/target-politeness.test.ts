import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { crawlBudgetKey } from '../../src/domain/crawl-budget.ts';
import { type TargetSettings, targetSettings } from '../../src/domain/target.ts';
import { imageKind } from '../../src/domain/visit.ts';
import { newId } from '../../src/platform/ids.ts';
import { verifyAudit } from '../../src/storage/audit.ts';
import { createFrontier } from '../../src/storage/frontier.ts';
import type {
  LeasedUrl,
  NewCapture,
  NewUrl,
  UrlOutcome,
  VisitLease,
} from '../../src/storage/frontier-contract.ts';
import { dueLanes, nextDueInMs } from '../../src/storage/lease-visit.ts';
import { readRunView } from '../../src/storage/run-view.ts';
import { createRuns } from '../../src/storage/runs.ts';
import { createSettingsStore } from '../../src/storage/settings-store.ts';
import { createTargetStore, type TargetStore } from '../../src/storage/targets.ts';
import { emptyTables, openTestDatabase, type TestDatabase } from './open-test-database.ts';

let database: TestDatabase;
let frontier: ReturnType<typeof createFrontier>;
let runs: ReturnType<typeof createRuns>;
let targets: TargetStore;
beforeAll(async () => {
  // Not UTC: days and hours must not depend on the server's own zone.
  database = await openTestDatabase({ settings: { timezone: 'Pacific/Auckland' } });
  frontier = createFrontier(database);
  runs = createRuns(database);
  targets = createTargetStore(database.prisma);
});
afterAll(() => database.stop());
beforeEach(() => emptyTables(database));

const settingsWith = (more: Partial<TargetSettings> = {}): TargetSettings =>
  targetSettings.parse({ name: 'Board', typeId: 'job-board', options: {}, ...more });

const addTarget = (more: Partial<TargetSettings> = {}): Promise<string> =>
  targets.add({ settings: settingsWith(more), actor: 'command' });

const newUrl = (url: string, kind = 'list'): NewUrl => {
  const { origin, hostname } = new URL(url);
  return {
    url,
    kind,
    keyHash: createHash('sha256').update(url).digest('hex'),
    lane: hostname,
    origin,
    depth: 0,
    priority: 0,
    needsBrowser: false,
  };
};

const startRun = async (
  urls: readonly string[],
  more: Partial<TargetSettings> = {},
): Promise<{ targetId: string; runId: string }> => {
  const targetId = await addTarget(more);
  const { runId } = await runs.startRun({
    targetId,
    trigger: 'person',
    urls: urls.map((url) => newUrl(url)),
  });
  return { targetId, runId };
};

const pagesOf = (host: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `https://${host}/${index}`);

const lease = (lane: string): Promise<VisitLease | null> =>
  frontier.leaseVisit({ lane, worker: 'w', needsBrowser: false, maxUrls: 64, leaseMs: 30_000 });

const mustLease = async (lane: string): Promise<VisitLease> => {
  const leased = await lease(lane);
  if (!leased) throw new Error(`nothing was leased of ${lane}`);
  return leased;
};

const captured = (url: LeasedUrl, more: Partial<NewCapture> = {}): UrlOutcome => ({
  url,
  state: 'done',
  status: 200,
  problem: null,
  etag: null,
  lastModified: null,
  isUnchanged: false,
  blobs: [],
  postings: [],
  requests: [],
  capture: {
    id: newId(),
    kind: 'fetch',
    requestedUrl: url.url,
    finalUrl: url.url,
    method: 'GET',
    status: 200,
    headers: {},
    redirects: [],
    remoteAddress: null,
    fetchedAt: new Date(),
    durationMs: 20,
    blobHash: null,
    screenshotHash: null,
    mediaType: 'text/html',
    charset: 'utf-8',
    bytes: 1000,
    problem: null,
    userAgent: 'test',
    madeWith: 'test',
    ...more,
  },
});

const done = { nextAllowedInMs: 0, isDone: true };

/** Leases a lane and ends so many of its urls. */
const visit = async (
  lane: string,
  input: { capture?: Partial<NewCapture>; count?: number; backOffMs?: number } = {},
): Promise<VisitLease> => {
  const leased = await mustLease(lane);
  const outcomes = leased.urls.slice(0, input.count ?? 64).map((url) => captured(url, input.capture));
  const after = input.backOffMs === undefined ? done : { ...done, backOffMs: input.backOffMs };
  expect((await frontier.flushVisit(leased, outcomes, after)).isAccepted).toBe(true);
  return leased;
};

const viewOf = async (id: string) => {
  const view = (await targets.list()).find((target) => target.id === id);
  if (!view) throw new Error('the target is not listed');
  return view;
};

const laneRow = (name: string) => database.prisma.lane.findUniqueOrThrow({ where: { name } });

describe('the settings of a target', () => {
  it('are stored and read back, and those of an older row are as they were', async () => {
    const settings = settingsWith({
      cron: '30 6 * * *',
      timeZone: 'Asia/Manila',
      quietHours: { from: '22:00', to: '06:00', timeZone: 'Asia/Manila' },
      maxPagesPerDay: 100,
      maxMegabytesPerDay: 20,
      alsoHosts: ['jobs.example.org'],
      includePaths: ['/jobs/*'],
      excludePaths: ['/jobs/old/*'],
      maxDepth: 3,
      proxyId: newId(),
      suspectedOperator: true,
    });
    const id = await targets.add({ settings, actor: 'command' });
    expect((await viewOf(id)).settings).toEqual(settings);
    expect(await targets.byId(id)).toMatchObject(settings);
    const old = newId();
    await database.pool.query(
      `insert into target (id, name, "typeId", options, "delayMs", "renderMode", "everyHours", "maxPagesPerRun", "updatedAt")
       values ($1, 'Old', 'job-board', '{}', 2000, 'auto', 24, 2000, now())`,
      [old],
    );
    expect((await viewOf(old)).settings).toEqual(settingsWith({ name: 'Old' }));
    await targets.change(id, settingsWith(), 'command');
    expect((await viewOf(id)).settings).toEqual(settingsWith());
  });

  it('leave in the audit log which of them were changed, by whom', async () => {
    const id = await addTarget();
    await targets.change(id, settingsWith({ maxPagesPerDay: 5, delayMs: 4000 }), 'admin-1');
    const entry = await database.prisma.auditEntry.findFirstOrThrow({ where: { action: 'target.changed' } });
    expect(entry).toMatchObject({
      actor: 'admin-1',
      subjectId: id,
      details: { changed: ['delayMs', 'maxPagesPerDay'] },
    });
    expect((await verifyAudit(database.prisma)).problems).toEqual([]);
  });
});

describe('a schedule', () => {
  const setNextRun = (id: string, ago: string) =>
    database.pool.query(`update target set "nextRunAt" = now() - $2::interval where id = $1`, [id, ago]);

  it('is reckoned in its time zone, and stored', async () => {
    const id = await addTarget({ cron: '0 6 * * *', timeZone: 'Asia/Manila' });
    const { nextRunAt } = await viewOf(id);
    expect(nextRunAt).toMatch(/T22:00:00\.000Z$/);
    expect(Date.parse(nextRunAt ?? '')).toBeGreaterThan(Date.now());
    expect(await runs.takeDueTargets(10)).toEqual([]);
  });

  it('makes one run of all that were missed while nothing was running, and goes on from now', async () => {
    const byClock = await addTarget({ cron: '0 * * * *' });
    const byHours = await addTarget({ everyHours: 6 });
    await setNextRun(byClock, '9 days');
    await setNextRun(byHours, '9 days');
    expect((await runs.takeDueTargets(10)).map((target) => target.id).sort()).toEqual(
      [byClock, byHours].sort(),
    );
    expect(await runs.takeDueTargets(10)).toEqual([]);
    const clockNext = Date.parse((await viewOf(byClock)).nextRunAt ?? '');
    expect(clockNext % 3_600_000).toBe(0);
    expect(clockNext - Date.now()).toBeGreaterThan(0);
    expect(clockNext - Date.now()).toBeLessThanOrEqual(3_600_000);
    const hoursNext = Date.parse((await viewOf(byHours)).nextRunAt ?? '') - Date.now();
    expect(Math.round(hoursNext / 3_600_000)).toBe(6);
  });

  it('is reckoned anew when it is changed, and not when something else is', async () => {
    const id = await addTarget({ everyHours: 24 });
    await runs.takeDueTargets(10);
    const before = (await viewOf(id)).nextRunAt;
    await targets.change(id, settingsWith({ name: 'Renamed' }), 'command');
    expect((await viewOf(id)).nextRunAt).toBe(before);
    await targets.change(id, settingsWith({ cron: '15 3 * * *' }), 'command');
    expect((await viewOf(id)).nextRunAt).toMatch(/T03:15:00\.000Z$/);
    await targets.change(id, settingsWith({ everyHours: 0 }), 'command');
    expect((await viewOf(id)).nextRunAt).toBeNull();
    expect(await runs.takeDueTargets(10)).toEqual([]);
  });

  it('is taken by one of many dispatchers', async () => {
    const id = await addTarget({ cron: '0 6 * * *' });
    await setNextRun(id, '1 minute');
    const taken = await Promise.all(Array.from({ length: 4 }, () => runs.takeDueTargets(10)));
    expect(taken.flat().map((target) => target.id)).toEqual([id]);
  });
});

describe('quiet hours', () => {
  const inHours = (hours: number): string =>
    new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  const now = { from: inHours(-1), to: inHours(2), timeZone: 'UTC' };

  it('keep its pages from being leased while they are on, and say until when', async () => {
    const { targetId } = await startRun(pagesOf('a.example', 2), { quietHours: now });
    expect(await frontier.dueLanes({ needsBrowser: false, limit: 5 })).toEqual([]);
    expect(await lease('a.example')).toBeNull();
    expect((await viewOf(targetId)).waitsBecause).toBe(`quiet hours; it goes on at ${now.to} UTC`);
    await targets.change(targetId, settingsWith(), 'command');
    expect((await mustLease('a.example')).urls).toHaveLength(2);
    expect((await viewOf(targetId)).waitsBecause).toBeNull();
  });

  it('let other targets of the same site go on', async () => {
    await startRun(['https://a.example/quiet'], { quietHours: now });
    await startRun(['https://a.example/other']);
    expect((await mustLease('a.example')).urls.map((url) => url.url)).toEqual(['https://a.example/other']);
  });

  it('give way to the next when they are over', async () => {
    const { targetId } = await startRun(['https://a.example/'], {
      quietHours: { from: inHours(3), to: inHours(4), timeZone: 'UTC' },
    });
    expect(await lease('a.example')).not.toBeNull();
    await database.pool.query(
      `update target set "quietStartsAt" = now() - interval '2 days', "quietEndsAt" = now() - interval '1 day'`,
    );
    await runs.takeDueTargets(10);
    const { quietStartsAt } = await database.prisma.target.findUniqueOrThrow({ where: { id: targetId } });
    expect(quietStartsAt?.toISOString().slice(11, 16)).toBe(inHours(3));
  });
});

describe('the budget of a day', () => {
  it('counts pages without images and bytes with them, and lets the rest wait', async () => {
    const targetId = await addTarget({ maxPagesPerDay: 3 });
    const urls = [
      ...pagesOf('a.example', 5).map((url) => newUrl(url)),
      newUrl('https://a.example/i.png', imageKind),
    ];
    const { runId } = await runs.startRun({ targetId, trigger: 'person', urls });
    const leased = await visit('a.example', { capture: { bytes: 500_000 } });
    expect(leased.urls.filter((url) => url.kind !== imageKind)).toHaveLength(3);
    expect(await database.prisma.targetDay.findMany()).toMatchObject([
      { targetId, pages: 3, bytes: 2_000_000n },
    ]);
    expect(await lease('a.example')).toBeNull();
    expect(await frontier.dueLanes({ needsBrowser: false, limit: 5 })).toEqual([]);
    expect(await frontier.finishIdleRuns()).toEqual([]);
    expect((await runs.counts(runId)).waiting).toBe(2);
    expect((await viewOf(targetId)).waitsBecause).toBe(
      "today's budget of 3 pages is used; it goes on at 00:00 UTC",
    );
    // Another day.
    await database.pool.query('update target_day set day = day - 1');
    expect((await mustLease('a.example')).urls).toHaveLength(2);
    expect((await viewOf(targetId)).waitsBecause).toBeNull();
  });

  it('leases no more than there is room for, by the size of pages so far and what others have in hand', async () => {
    const hosts = ['a.example', 'b.example'].flatMap((host) => pagesOf(host, 10));
    await startRun(hosts, { maxMegabytesPerDay: 1 });
    await visit('a.example', { count: 2, capture: { bytes: 200_000 } });
    expect((await mustLease('a.example')).urls).toHaveLength(3);
    expect(await lease('b.example')).toBeNull();
  });

  it('goes on when it is raised, and a budget of megabytes says so in words', async () => {
    const { targetId } = await startRun(pagesOf('a.example', 5), { maxMegabytesPerDay: 1 });
    await visit('a.example', { count: 2, capture: { bytes: 600_000 } });
    expect(await lease('a.example')).toBeNull();
    expect((await viewOf(targetId)).waitsBecause).toContain('budget of 1 MB is used');
    await targets.change(targetId, settingsWith({ maxMegabytesPerDay: 2 }), 'command');
    expect((await mustLease('a.example')).urls).toHaveLength(2);
  });

  it('costs no look at the urls that wait for it, and holds up no other target of the same site', async () => {
    await startRun(pagesOf('a.example', 3000), { maxPagesPerDay: 1, maxPagesPerRun: 5000 });
    await visit('a.example');
    const client = await database.pool.connect();
    const urlsRead = async (): Promise<number> => {
      const { rows } = await client.query<{ count: number }>(
        `select (seq_tup_read + idx_tup_fetch)::int as count from pg_stat_xact_user_tables where relname = 'url'`,
      );
      return rows[0]?.count ?? Number.NaN;
    };
    const readDue = async (): Promise<{ lanes: string[]; dueInMs: number | null; urlsRead: number }> => {
      await client.query('begin');
      const before = await urlsRead();
      const lanes = await dueLanes(client, { needsBrowser: false, limit: 5 });
      const dueInMs = await nextDueInMs(client, false);
      const read = (await urlsRead()) - before;
      await client.query('commit');
      return { lanes, dueInMs, urlsRead: read };
    };
    try {
      expect(await readDue()).toEqual({ lanes: [], dueInMs: null, urlsRead: 0 });
      await startRun(['https://a.example/other', 'https://b.example/other']);
      const read = await readDue();
      expect(read).toMatchObject({ lanes: ['a.example', 'b.example'], dueInMs: 0 });
      expect(read.urlsRead).toBeLessThan(50);
    } finally {
      client.release();
    }
    expect((await mustLease('a.example')).urls.map((url) => url.url)).toEqual(['https://a.example/other']);
  });

  it('holds for all targets together', async () => {
    const store = createSettingsStore(database);
    await store.write(crawlBudgetKey, { maxPagesPerDay: 4 });
    const one = await startRun(pagesOf('a.example', 3));
    const other = await startRun(pagesOf('b.example', 3));
    await visit('a.example');
    expect((await visit('b.example')).urls).toHaveLength(1);
    expect(await lease('b.example')).toBeNull();
    const words = "today's budget of all targets together of 4 pages is used; it goes on at 00:00 UTC";
    expect((await viewOf(one.targetId)).waitsBecause).toBe(words);
    expect((await viewOf(other.targetId)).waitsBecause).toBe(words);
    await store.remove(crawlBudgetKey);
    expect((await mustLease('b.example')).urls).toHaveLength(2);
  });
});

describe("the server's address", () => {
  const shared = { remoteAddress: '93.184.216.34' };
  const startBoth = async (capture: Partial<NewCapture> = shared): Promise<void> => {
    await startRun(pagesOf('a.example', 4), { delayMs: 0 });
    await startRun(pagesOf('b.example', 4), { delayMs: 0 });
    await visit('a.example', { count: 1, capture });
    await visit('b.example', { count: 1, capture });
  };
  const longAgo = () => database.pool.query(`update lane set "lastAskedAt" = now() - interval '1 minute'`);

  it('lets two lanes that share it be asked one at a time, half a second apart', async () => {
    await startBoth();
    expect(await lease('a.example')).toBeNull();
    await longAgo();
    const asked = await Promise.all([
      lease('a.example'),
      lease('b.example'),
      lease('a.example'),
      lease('b.example'),
    ]);
    const won = asked.filter((one) => one !== null);
    expect(won).toHaveLength(1);
    expect(won[0]?.spacingMs).toBe(500);
    expect(await frontier.dueLanes({ needsBrowser: false, limit: 5 })).toEqual([]);
    await frontier.flushVisit(won[0] as VisitLease, [], done);
    expect(await frontier.dueLanes({ needsBrowser: false, limit: 5 })).toHaveLength(2);
  });

  it.each([
    [
      'an edge that thousands of sites share',
      { ...shared, headers: { server: 'cloudflare', 'cf-ray': '8a1' } },
    ],
    ['this machine', { remoteAddress: '127.0.0.1' }],
    ['nobody knows which', { remoteAddress: null }],
  ])('does not count where it is %s', async (_name, capture) => {
    await startBoth(capture);
    expect((await mustLease('a.example')).spacingMs).toBe(0);
    expect(await lease('b.example')).not.toBeNull();
  });

  it('does not count where it is the one of a proxy', async () => {
    await startRun(pagesOf('a.example', 4), { proxyId: newId() });
    await visit('a.example', { count: 1, capture: shared });
    expect((await laneRow('a.example')).address).toBeNull();
  });
});

describe('a site that pushes back or answers slowly', () => {
  const letGoOn = () =>
    database.pool.query(
      `update lane set "backOffUntil" = null, "nextAllowedAt" = now(), "lastAskedAt" = null`,
    );

  it('rests twice as long with each push-back in a row, is asked more slowly after, and it is said', async () => {
    const { targetId } = await startRun(pagesOf('a.example', 20));
    const rests: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      await visit('a.example', { count: 1, capture: { status: 429, durationMs: 0 }, backOffMs: 60_000 });
      const { backOffUntil } = await laneRow('a.example');
      rests.push(Math.round(((backOffUntil?.getTime() ?? 0) - Date.now()) / 60_000));
      if (count < 2) await letGoOn();
    }
    expect(rests).toEqual([1, 2, 4]);
    expect(await lease('a.example')).toBeNull();
    expect((await viewOf(targetId)).waitsBecause).toMatch(
      /^a\.example did not answer or asked us to slow down \(3 times in a row\); it goes on at \d\d:\d\d UTC$/,
    );
    const spacings: (number | undefined)[] = [];
    for (let count = 0; count < 4; count += 1) {
      await letGoOn();
      spacings.push((await visit('a.example', { count: 1 })).spacingMs);
    }
    expect(spacings).toEqual([8000, 4000, 2000, 0]);
    expect((await viewOf(targetId)).waitsBecause).toBeNull();
  });

  it('is asked once in five times as long as it takes to answer', async () => {
    const { targetId } = await startRun(pagesOf('a.example', 20));
    await visit('a.example', { count: 3, capture: { durationMs: 1200 } });
    const { nextAllowedAt, slowMs } = await laneRow('a.example');
    expect(slowMs).toBe(6000);
    expect(nextAllowedAt.getTime() - Date.now()).toBeGreaterThan(5000);
    expect((await viewOf(targetId)).waitsBecause).toMatch(
      /^a\.example answers slowly \(1\.2 s a page\), so it is asked once in 6 s; the next page at \d\d:\d\d:\d\d UTC$/,
    );
    await letGoOn();
    expect((await visit('a.example', { count: 9 })).spacingMs).toBe(6000);
    expect((await laneRow('a.example')).slowMs).toBe(0);
  });

  it('on this machine says nothing when it may be asked without any wait', async () => {
    await startRun(pagesOf('a.example', 20), { delayMs: 0 });
    await visit('a.example', { count: 9, capture: { durationMs: 5000, remoteAddress: '127.0.0.1' } });
    expect((await laneRow('a.example')).slowMs).toBe(0);
  });
});

describe('the page of a run', () => {
  const waitsOf = async (runId: string): Promise<string[] | undefined> =>
    (await readRunView(database.prisma, runId))?.waits;

  it('says that a robots.txt can not be read, asks for a delay, or that a page is tried again', async () => {
    const { runId } = await startRun(pagesOf('a.example', 4), { delayMs: 1000 });
    expect(await waitsOf(runId)).toEqual([]);
    const robots = {
      origin: 'https://a.example',
      lane: 'a.example',
      robotsText: null,
      robotsFetchedAt: new Date(),
    };
    await frontier.saveRobots({ ...robots, robotsStatus: 503, crawlDelayMs: null });
    await database.pool.query(
      `update lane set "backOffUntil" = now() + interval '10 minutes', "backOffCount" = 1`,
    );
    expect(await waitsOf(runId)).toEqual([
      expect.stringMatching(
        /^a\.example answers 503 when it is asked for its robots\.txt, .*goes on at \d\d:\d\d UTC$/,
      ),
    ]);
    await database.pool.query(`update lane set "backOffUntil" = null`);
    await frontier.saveRobots({ ...robots, robotsStatus: 200, crawlDelayMs: 20_000 });
    const leased = await mustLease('a.example');
    const url = leased.urls[0] as LeasedUrl;
    await frontier.flushVisit(
      leased,
      [{ ...captured(url), state: 'waiting', retryAfterMs: 600_000, problem: 'no answer' }],
      { nextAllowedInMs: 20_000, isDone: true },
    );
    expect(await waitsOf(runId)).toEqual([
      expect.stringMatching(
        /^the robots\.txt of a\.example asks for 20 s between two pages; the next page at \d\d:\d\d:\d\d UTC$/,
      ),
      expect.stringMatching(/^a page that could not be fetched is tried again at \d\d:\d\d UTC$/),
    ]);
    await runs.pauseRun(runId, 'command');
    expect(await waitsOf(runId)).toEqual([]);
  });

  it('says that another site on the same server has its turn', async () => {
    const shared = { remoteAddress: '93.184.216.34' };
    const { runId } = await startRun(pagesOf('a.example', 4), { delayMs: 0 });
    await startRun(pagesOf('b.example', 4), { delayMs: 0 });
    await visit('a.example', { count: 1, capture: shared });
    await visit('b.example', { count: 1, capture: shared });
    await database.pool.query(
      `update lane set "lastAskedAt" = now() + interval '1 hour' where name = 'b.example'`,
    );
    expect(await waitsOf(runId)).toEqual([
      'a.example is on the same server as b.example, so the two are asked in turn',
    ]);
  });

  it('names three sites, and counts the others', async () => {
    const { runId, targetId } = await startRun(
      ['a', 'b', 'c', 'd', 'e'].map((host) => `https://${host}.example/`),
    );
    await database.pool.query(`update lane set "nextAllowedAt" = now() + interval '1 hour'`);
    const waits = await waitsOf(runId);
    expect(waits).toHaveLength(4);
    expect(waits?.[3]).toBe('2 further sites wait');
    await targets.change(targetId, settingsWith({ maxPagesPerDay: 1 }), 'command');
    await database.pool.query(
      `insert into target_day ("targetId", day, pages) values ($1, (now() at time zone 'UTC')::date, 1)`,
      [targetId],
    );
    expect(await waitsOf(runId)).toEqual(["today's budget of 1 pages is used; it goes on at 00:00 UTC"]);
  });
});
