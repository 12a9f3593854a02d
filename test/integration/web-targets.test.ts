import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadTargetTypes } from '../../crawlers/target-types.ts';
import type { ReadyListsView } from '../../src/domain/ready-board.ts';
import { newId } from '../../src/platform/ids.ts';
import { emptyTables } from './open-test-database.ts';
import { openWeb, type TestWeb } from './open-web.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb({ targetTypes: await loadTargetTypes() });
});
beforeEach(() => emptyTables(web.database));
afterAll(() => web.close());

const settings = {
  name: 'Example board',
  typeId: 'job-board',
  options: { startUrls: ['https://board.example.com/'] },
};

describe('the settings of a target over HTTP', () => {
  it.each([
    [{ cron: 'every day' }, 'five fields'],
    [{ cron: '30 6 * * *', timeZone: 'Manila' }, 'Asia/Manila'],
    [{ quietHours: { from: '8', to: '10:00', timeZone: 'UTC' } }, 'a time of day such as'],
    [{ includePaths: ['jobs/*'] }, 'a path that starts with /'],
    [{ alsoHosts: ['https://x.example'] }, 'a host name such as'],
    [{ maxPagesPerDay: 0 }, 'maxPagesPerDay'],
  ])('say what is wrong with %j, and what to write', async (part, words) => {
    const admin = await web.signInAs('admin');
    const { status, body } = await admin('POST', '/api/targets', { ...settings, ...part });
    expect([status, body.message]).toEqual([400, expect.stringContaining(words)]);
    expect((await admin('GET', '/api/targets')).body).toEqual([]);
  });

  it('come back as they were sent', async () => {
    const admin = await web.signInAs('admin');
    const sent = {
      ...settings,
      cron: '30 6 * * *',
      timeZone: 'Asia/Manila',
      quietHours: { from: '22:00', to: '06:00', timeZone: 'Asia/Manila' },
      maxMegabytesPerDay: 200,
      includePaths: ['/jobs/*'],
    };
    await admin('POST', '/api/targets', sent);
    const [target] = (await admin('GET', '/api/targets')).body;
    expect(target.settings).toMatchObject(sent);
    expect(target.nextRunAt).toMatch(/T22:30:00\.000Z$/);
    expect(target.waitsBecause === null || target.waitsBecause.startsWith('quiet hours')).toBe(true);
  });
});

describe('the budget of all targets together', () => {
  it('is an admin’s to read and change, with an audit entry', async () => {
    const analyst = await web.signInAs('analyst');
    expect((await analyst('GET', '/api/crawl-budget')).status).toBe(403);
    expect((await analyst('PUT', '/api/crawl-budget', {})).status).toBe(403);
    const admin = await web.signInAs('admin');
    expect((await admin('GET', '/api/crawl-budget')).body).toEqual({
      budget: {},
      usedToday: { pages: 0, bytes: 0 },
    });
    expect((await admin('PUT', '/api/crawl-budget', { maxMegabytesPerDay: 0 })).status).toBe(400);
    expect((await admin('PUT', '/api/crawl-budget', { maxMegabytesPerDay: 500 })).status).toBe(204);
    expect((await admin('GET', '/api/crawl-budget')).body.budget).toEqual({ maxMegabytesPerDay: 500 });
    await admin('PUT', '/api/crawl-budget', {});
    expect((await admin('GET', '/api/crawl-budget')).body.budget).toEqual({});
    const audit = await web.database.prisma.auditEntry.findMany({
      where: { subjectType: 'setting' },
      orderBy: { sequence: 'asc' },
    });
    expect(audit.map(({ actor, action, details }) => [actor, action, details])).toEqual([
      [admin.userId, 'crawl-budget.changed', { maxMegabytesPerDay: 500 }],
      [admin.userId, 'crawl-budget.changed', {}],
    ]);
  });

  it('shows what the day has taken so far', async () => {
    const admin = await web.signInAs('admin');
    const { id: targetId } = (await admin('POST', '/api/targets', settings)).body;
    const day = new Date(new Date().toISOString().slice(0, 10));
    await web.database.prisma.targetDay.create({ data: { targetId, day, pages: 12, bytes: 3_500_000n } });
    expect((await admin('GET', '/api/crawl-budget')).body.usedToday).toEqual({ pages: 12, bytes: 3_500_000 });
  });
});

describe('the ready lists', () => {
  it('let an admin pick boards, which are added paused and marked from then on', async () => {
    const admin = await web.signInAs('admin');
    const lists: ReadyListsView = (await admin('GET', '/api/ready-lists')).body;
    const manila = lists.find((list) => list.country === 'Philippines');
    expect(manila?.checked).toBe(false);
    expect(manila?.boards.every((board) => !board.isAdded)).toBe(true);
    const urls = manila?.boards.slice(0, 2).map((board) => board.url) ?? [];
    const picked = [...urls, ...urls];
    expect((await admin('POST', '/api/ready-lists', { urls: picked })).body).toEqual({ added: 2 });
    expect((await admin('POST', '/api/ready-lists', { urls })).body).toEqual({ added: 0 });
    const targets = (await admin('GET', '/api/targets')).body;
    expect(targets).toMatchObject([
      { state: 'paused', settings: { postedIn: 'Philippines', options: { startUrls: [urls[0]] } } },
      { state: 'paused', settings: { options: { startUrls: [urls[1]] } } },
    ]);
    const again: ReadyListsView = (await admin('GET', '/api/ready-lists')).body;
    expect(again.flatMap((list) => list.boards).filter((board) => board.isAdded)).toHaveLength(2);
  });

  it('take nothing that stands on none of them, and ask for one at least', async () => {
    const admin = await web.signInAs('admin');
    const unknown = await admin('POST', '/api/ready-lists', { urls: ['https://board.example.com/'] });
    expect([unknown.status, unknown.body.message]).toEqual([
      400,
      expect.stringContaining('stands on no list'),
    ]);
    expect((await admin('POST', '/api/ready-lists', { urls: [] })).status).toBe(400);
    const analyst = await web.signInAs('analyst', `analyst-${newId()}`);
    expect((await analyst('GET', '/api/ready-lists')).status).toBe(403);
    expect((await admin('GET', '/api/targets')).body).toEqual([]);
  });
});
