/** Channels that a channel names are found, listed and decided on, and never fetched; a second run reads only what is new. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTargetTypes } from '../../crawlers/target-types.ts';
import { type App, openApp } from '../../src/app.ts';
import type { FoundPlaceView } from '../../src/domain/found-place.ts';
import { type LivingChannel, startLivingChannel } from './living-channel.ts';
import { type Ask, openWeb, type TestWeb } from './open-web.ts';
import { until } from './run-deployment.ts';

const lure =
  '<b>Chat support, KK zone</b><br/>Typing job in Myawaddy. No experience needed, we arrange your passport and the ticket. Room and food inside the compound. Leaving tonight. Telegram only: @invented_recruiter_one<br/>Reference';
const ordinary =
  '<b>Cook for hotel kitchen</b><br/>Prepare breakfast and lunch for eighty guests in Ipoh. Two years in a kitchen. Meals on shift.<br/>Reference';

let channel: LivingChannel;
let web: TestWeb;
let app: App;
let admin: Ask & { userId: string };
let targetId: string;
let close: () => Promise<void>;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lurewatch-places-'));
  channel = await startLivingChannel('living_jobs');
  for (let number = 1; number <= 35; number += 1)
    channel.messages.push({
      number,
      text: `${number % 7 === 0 ? lure : ordinary} ${number}`,
      ...(number % 7 === 0 && { from: 'Invented_Origin' }),
      ...(number % 5 === 1 && { from: 'invented_kitchens' }),
    });
  channel.messages.push({
    number: 36,
    text: `${ordinary} 36<br/>Our second channel: @invented_second, ask @invented_person, see https://t.me/+InventedInvite`,
  });
  web = await openWeb({ targetTypes: await loadTargetTypes() });
  admin = await web.signInAs('admin');
  app = await openApp({
    name: 'test',
    databaseUrl: web.database.connectionString,
    dataFolder: folder,
    allowedPrivateHosts: [channel.site.host],
    browser: 'never',
    readingThreads: 1,
  });
  const dispatcher = app.startDispatcher();
  const worker = await app.startWorker();
  targetId = await app.targets.add({
    actor: 'test',
    settings: {
      name: 'living channel',
      typeId: 'telegram-channel',
      options: { channel: 'living_jobs', baseUrl: channel.site.url },
      delayMs: 0,
      renderMode: 'never',
      everyHours: 0,
      maxPagesPerRun: 100,
    },
  });
  close = async () => {
    await dispatcher.stop();
    await worker.close();
    await app.close();
    await web.close();
    await channel.site.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterAll(async () => {
  await close?.();
});

const crawl = async (): Promise<string[]> => {
  const target = await app.targets.byId(targetId);
  if (!target) throw new Error('the target is not there');
  const { runId } = await app.startRun({ target, trigger: 'person' });
  await until(
    async () =>
      (await web.database.prisma.run.findUniqueOrThrow({ where: { id: runId } })).state === 'finished',
    'the end of the run',
  );
  return channel.asked();
};

const places = async (): Promise<FoundPlaceView[]> => (await admin('GET', '/api/found-places')).body;

const revisions = async (): Promise<number> => web.database.prisma.revision.count();

describe('reading a channel', () => {
  it('goes back to its first message, and fetches no channel that it names', async () => {
    expect(await crawl()).toEqual(['', '27', '17', '7']);
    expect(channel.site.hits.filter(({ path }) => /origin|kitchens|second/i.test(path))).toEqual([]);
    const { rows } = await web.database.pool.query('select distinct "laneName" from url');
    expect(rows).toEqual([{ laneName: channel.site.host }]);
  });

  it('stops where the last run began; an edited message is a revision, more views are none', async () => {
    const before = await revisions();
    for (const number of [37, 38]) channel.messages.push({ number, text: `${ordinary} ${number}` });
    const edited = channel.messages.find(({ number }) => number === 33);
    if (edited) Object.assign(edited, { text: `${ordinary} 33, now with a bonus`, isEdited: true });
    expect(await crawl()).toEqual(['']);
    expect((await revisions()) - before).toBe(3);
  });

  it('reads on over more new messages than a page holds', async () => {
    for (let number = 39; number <= 58; number += 1)
      channel.messages.push({ number, text: `${ordinary} ${number}` });
    expect(await crawl()).toEqual(['', '49', '39']);
  });

  it('does not take for read what lay behind a page that the last run could not read', async () => {
    for (let number = 59; number <= 78; number += 1)
      channel.messages.push({ number, text: `${ordinary} ${number}` });
    channel.missing.add('69');
    expect(await crawl()).toEqual(['', '69']);
    channel.missing.clear();
    expect((await crawl()).slice(0, 3)).toEqual(['', '69', '59']);
    const texts = await web.database.pool.query(
      'select "itemKey" from posting where "itemKey" ~ \'/(59|6[0-8])$\'',
    );
    expect(texts.rows).toHaveLength(10);
  });

  it('reads everything again after an admin changed the target', async () => {
    const target = await app.targets.byId(targetId);
    if (!target) throw new Error('the target is not there');
    const { id: _id, state: _state, isDemonstration: _demonstration, ...settings } = target;
    await app.targets.change(targetId, { ...settings, name: 'renamed channel' }, 'test');
    expect(await crawl()).toEqual(['', '69', '59', '49', '39', '29', '19', '9']);
  });
});

describe('the channels that it names', () => {
  it('are listed, those first that most leads name, with a line of such an advert', async () => {
    const found = await places();
    expect(
      found.map(({ address, name, leads, postings, forwards }) => ({
        address,
        name,
        leads,
        postings,
        forwards,
      })),
    ).toEqual([
      {
        address: 'https://t.me/invented_origin',
        name: 'Channel Invented_Origin',
        leads: 4,
        postings: 4,
        forwards: 4,
      },
      {
        address: 'https://t.me/invented_kitchens',
        name: 'Channel invented_kitchens',
        leads: 1,
        postings: 7,
        forwards: 7,
      },
      { address: 'https://t.me/invented_second', name: null, leads: 0, postings: 1, forwards: 0 },
    ]);
    expect(found[0]).toMatchObject({
      state: 'new',
      targets: ['renamed channel'],
      sample: expect.stringContaining('Chat support, KK zone'),
    });
  });

  it('are for admins alone', async () => {
    const analyst = await web.signInAs('analyst');
    expect((await analyst('GET', '/api/found-places')).status).toBe(403);
    const [first] = await places();
    expect((await analyst('POST', `/api/found-places/${first?.id}/target`)).status).toBe(403);
    expect((await analyst('POST', `/api/found-places/${first?.id}/state`, { state: 'ignored' })).status).toBe(
      403,
    );
  });

  it('become a paused target with its options filled, once', async () => {
    const [first] = await places();
    const added = await admin('POST', `/api/found-places/${first?.id}/target`);
    expect(added.status).toBe(201);
    const made = await app.targets.byId(added.body.targetId);
    expect(made).toMatchObject({
      name: 'Channel Invented_Origin',
      typeId: 'telegram-channel',
      state: 'paused',
      options: { channel: 'https://t.me/invented_origin', baseUrl: 'https://t.me' },
    });
    expect((await places())[0]?.state).toBe('added');
    const again = await admin('POST', `/api/found-places/${first?.id}/target`);
    expect(again.status).toBe(400);
    expect(again.body.message).toContain('already');
  });

  it('become one target where two people click at once', async () => {
    const place = (await places()).find(({ address }) => address.endsWith('second'));
    const answers = await Promise.all(
      [1, 2, 3].map(() => admin('POST', `/api/found-places/${place?.id}/target`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
  });

  it('are new again when that target is removed', async () => {
    const [first] = await places();
    const row = await web.database.prisma.foundPlace.findUniqueOrThrow({ where: { id: first?.id ?? '' } });
    await app.targets.remove(row.targetId ?? '', 'test');
    expect((await places())[0]?.state).toBe('new');
  });

  it('are ignored and taken back, and stay so when they are seen again', async () => {
    const place = (await places()).find(({ address }) => address.endsWith('kitchens'));
    const state = async (): Promise<string | undefined> =>
      (await places()).find(({ id }) => id === place?.id)?.state;
    const decide = (to: string) => admin('POST', `/api/found-places/${place?.id}/state`, { state: to });
    expect((await decide('ignored')).status).toBe(204);
    channel.messages.push({ number: 90, text: `${ordinary} 90`, from: 'invented_kitchens' });
    await crawl();
    expect(await state()).toBe('ignored');
    expect((await places()).find(({ id }) => id === place?.id)?.postings).toBe(8);
    expect((await decide('new')).status).toBe(204);
    expect(await state()).toBe('new');
    const audit = await web.database.prisma.auditEntry.findMany({
      where: { subjectId: place?.id ?? '' },
      orderBy: { sequence: 'asc' },
    });
    expect(audit.map(({ action, actor }) => [action, actor])).toEqual([
      ['place.ignored', admin.userId],
      ['place.reopened', admin.userId],
    ]);
  });

  it('say in words what is wrong when they are not there', async () => {
    const missing = '019aa000-0000-7000-8000-000000000000';
    expect((await admin('POST', `/api/found-places/${missing}/target`)).status).toBe(404);
  });
});
