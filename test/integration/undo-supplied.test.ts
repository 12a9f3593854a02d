/** What a person handed in is taken back: nothing goes that another source brought too. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { createPersonAtRiskStore } from '../../src/storage/persons-at-risk.ts';
import { emptyTables } from './open-test-database.ts';
import { advert, openReviewWorld, type ReviewWorld, site, theirNumber } from './review-world.ts';

let world: ReviewWorld;
beforeAll(async () => {
  world = await openReviewWorld();
});
afterAll(() => world.close());
beforeEach(() => emptyTables(world.database));

const plea = { kind: 'plea', tier: 'none', score: 0 } as const;

describe('an undo', () => {
  it('leaves an advert, its lead and its capture that a crawl saw unchanged', async () => {
    const given = advert('same', 'Typing job, room paid');
    const fetchedAt = new Date(Date.now() + 60_000);
    const id = await world.bring([given]);
    await world.crawl(`${site}/same`, [given], { fetchedAt });
    await world.undo(id);
    const [left] = await world.rows(
      `select r."createdAt", p."firstSeenAt", p."lastSeenAt", (select count(*)::int from lead) as leads,
         (select count(*)::int from capture c where c.id = r."captureId" and c.kind = 'fetch') as own
       from posting p join revision r on r.id = p."currentRevisionId"`,
    );
    expect(left).toEqual({
      createdAt: fetchedAt,
      firstSeenAt: fetchedAt,
      lastSeenAt: fetchedAt,
      leads: 1,
      own: 1,
    });
  });

  it('takes away what nobody else saw, and the contacts of nobody else', async () => {
    await world.crawl(`${site}/other`, [advert('other', `Cook wanted, ${theirNumber}`)]);
    const id = await world.bring([advert('lone', `Typing job, ${theirNumber}`)]);
    await world.undo(id);
    expect(await world.rows('select count(*)::int as count from lead')).toEqual([{ count: 1 }]);
    expect(await world.rows('select count(*)::int as count from contact_mention')).toEqual([{ count: 1 }]);
  });

  it('keeps somebody at risk on the list whose words it brought anew', async () => {
    const reader = newId();
    await world.database.prisma.user.create({
      data: { id: reader, name: 'reader', role: 'analyst', passwordHash: 'x' },
    });
    const list = () => createPersonAtRiskStore(world.database.prisma).list(reader);
    await world.crawl(`${site}/p`, [advert('p', 'Help me, I am held here', plea)]);
    const id = await world.bring([advert('p', 'Help me, I am held here, room 4', plea)]);
    await world.undo(id);
    expect((await list()).map((entry) => entry.text)).toEqual(['Help me, I am held here']);
    await world.crawl(`${site}/p`, [advert('p', 'Help me, they beat us now', plea)]);
    expect((await list()).map((entry) => entry.text)).toEqual(['Help me, they beat us now']);
  });

  it('takes somebody off the list whom its words alone had put there', async () => {
    await world.crawl(`${site}/p`, [advert('p', 'Cook wanted')]);
    const id = await world.bring([advert('p', 'Help me, I am held here', plea)]);
    expect(await world.rows('select count(*)::int as count from person_at_risk')).toEqual([{ count: 1 }]);
    await world.undo(id);
    expect(await world.rows('select count(*)::int as count from person_at_risk')).toEqual([{ count: 0 }]);
  });

  it('brings back when an advert was last seen; an old copy never says that it is online again', async () => {
    const [january, february, march] = ['2026-01-01', '2026-02-01', '2026-03-01'].map((day) => new Date(day));
    await world.crawl(`${site}/g`, [advert('g', 'first words')], { fetchedAt: january as Date });
    await world.rows(`update posting set "goneAt" = $1, "goneReason" = 'not-found'`, [march]);
    const id = await world.bring([advert('g', 'second words')], { fetchedAt: february as Date });
    const state = () => world.rows('select "goneAt", "lastSeenAt" from posting');
    expect(await state()).toEqual([{ goneAt: march, lastSeenAt: february }]);
    await world.undo(id);
    expect(await state()).toEqual([{ goneAt: march, lastSeenAt: january }]);
    await world.crawl(`${site}/g`, [advert('g', 'first words')]);
    expect(await state()).toMatchObject([{ goneAt: null }]);
  });
});
