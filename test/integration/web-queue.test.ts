import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LeadRow } from '../../src/domain/lead-queue.ts';
import { emptyTables } from './open-test-database.ts';
import { openWeb, type TestWeb } from './open-web.ts';
import { seedLead } from './seed-leads.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
});
beforeEach(() => emptyTables(web.database));
afterAll(() => web.close());

const contact = (type: 'phone' | 'telegram', value: string) =>
  ({ type, value, role: 'offer', field: 'text', start: 0, end: 1, text: 'x' }) as const;

const titles = (rows: LeadRow[]): string[] => rows.map((row) => row.title);

describe('the lead queue', () => {
  it('has urgent groups first, then by tier and score, one row for each group', async () => {
    const { prisma } = web.database;
    await seedLead(prisma, { title: 'medium', tier: 'medium', score: 55 });
    await seedLead(prisma, { title: 'high', tier: 'high', score: 80 });
    await seedLead(prisma, { title: 'urgent', tier: 'medium', score: 45, urgent: true });
    const { groupId } = await seedLead(prisma, { title: 'head of three', tier: 'high', score: 90 });
    await seedLead(prisma, { title: 'second of three', tier: 'high', score: 89, groupId });
    await seedLead(prisma, { title: 'third of three', tier: 'medium', score: 50, groupId });
    const ana = await web.signInAs('analyst');
    const { body } = await ana('GET', '/api/leads');
    expect(titles(body.rows)).toEqual(['urgent', 'head of three', 'high', 'medium']);
    expect(body.rows[1]).toMatchObject({ adverts: 3, state: 'new' });
    expect(body.counts.find((count: { state: string }) => count.state === 'new').groups).toBe(4);
  });

  it.each(['urgent-first', 'newest', 'oldest'])(
    'pages through every group exactly once, %s',
    async (order) => {
      const { prisma } = web.database;
      for (let index = 0; index < 23; index += 1) {
        const { groupId } = await seedLead(prisma, {
          title: `lead ${index}`,
          score: 50 + (index % 4) / 3,
          urgent: index % 7 === 0,
          // Several share one millisecond: the id decides.
          createdAt: new Date(Date.UTC(2026, 9, 1 + Math.floor(index / 5))),
        });
        if (index % 5 === 0) await seedLead(prisma, { title: 'copy', score: 40, groupId });
      }
      const ana = await web.signInAs('analyst');
      const seen: string[] = [];
      let after = '';
      for (let pages = 0; pages < 10; pages += 1) {
        const { body } = await ana('GET', `/api/leads?limit=6&order=${order}${after && `&after=${after}`}`);
        seen.push(...body.rows.map((row: LeadRow) => row.groupId));
        if (!body.next) break;
        after = body.next;
      }
      expect(seen).toHaveLength(23);
      expect(new Set(seen).size).toBe(23);
      const bad = await ana('GET', '/api/leads?after=bm90IGpzb24');
      expect([bad.status, bad.body.code]).toEqual([400, 'bad-input']);
    },
  );

  it('refuses a forged page mark', async () => {
    const ana = await web.signInAs('analyst');
    const id = '018f0000-0000-7000-8000-000000000000';
    const at = '2026-01-02T03:04:05.678Z';
    const answerTo = async (values: unknown[]): Promise<number> => {
      const after = Buffer.from(JSON.stringify(values)).toString('base64url');
      return (await ana('GET', `/api/leads?order=newest&after=${after}`)).status;
    };
    expect(await answerTo([at, id])).toBe(200);
    for (const forged of [
      [at, 'x'],
      ['soon', id],
      ['2026-02-31T03:04:05.678Z', id],
      ['0000-01-01T00:00:00.000Z', id],
      [at, { id }],
      [null, id],
      [at],
    ])
      expect([forged, await answerTo(forged)]).toEqual([forged, 400]);
    const urgent = (score: unknown, rank: unknown) =>
      ana(
        'GET',
        `/api/leads?order=urgent-first&after=${Buffer.from(JSON.stringify([true, rank, score, at, id])).toString('base64url')}`,
      );
    expect((await urgent(12.5, 3)).status).toBe(200);
    expect((await urgent('high', 3)).status).toBe(400);
    expect((await urgent(12.5, 4_000_000_000)).status).toBe(400);
  });

  it('filters by tier, language, state, place, site, age and demonstration', async () => {
    const { prisma } = web.database;
    await seedLead(prisma, { title: 'thai', language: 'th', place: 'Mae Sot 100%', tier: 'high' });
    await seedLead(prisma, { title: 'old', createdAt: new Date(Date.now() - 40 * 86_400_000) });
    await seedLead(prisma, { title: 'shown', isDemonstration: true, site: 'http://127.0.0.1:9' });
    const ana = await web.signInAs('analyst');
    const found = async (query: string) => titles((await ana('GET', `/api/leads?${query}`)).body.rows);
    expect(await found('tier=high')).toEqual(['thai']);
    expect(await found('language=th,km')).toEqual(['thai']);
    expect(await found('place=mae%20sot')).toEqual(['thai']);
    expect(await found('place=0%25')).toEqual(['thai']);
    expect(await found('place=%25')).toEqual(['thai']);
    expect(await found('maxAgeDays=7&demonstration=without')).toEqual(['thai']);
    expect(await found('demonstration=only')).toEqual(['shown']);
    expect(await found(`site=${encodeURIComponent('http://127.0.0.1:9')}`)).toEqual(['shown']);
    expect(await found('state=pursued')).toEqual([]);
    expect((await ana('GET', '/api/leads?tier=terrible')).status).toBe(400);
    const { body } = await ana('GET', '/api/leads?state=new');
    expect(body.counts.find((count: { state: string }) => count.state === 'new')).toEqual({
      state: 'new',
      groups: 3,
      demonstration: 1,
    });
  });

  it('finds a phone number and a handle in any notation, and words in any script', async () => {
    const { prisma } = web.database;
    await seedLead(prisma, {
      title: 'by phone',
      contacts: [contact('phone', '+12025550143'), contact('telegram', 'invented_hr_77')],
    });
    await seedLead(prisma, { title: '招聘客服专员', text: '包吃包住' });
    const ana = await web.signInAs('analyst');
    const found = async (search: string) =>
      titles((await ana('GET', `/api/leads?search=${encodeURIComponent(search)}`)).body.rows);
    for (const phone of [
      '+1 (202) 555-0143',
      '202.555.0143',
      '0012025550143',
      '+１２０２５５５０１４３',
      'wa.me/12025550143',
      'whatsapp://send?phone=12025550143',
      'WhatsApp: +1 202 555 0143',
    ])
      expect([phone, await found(phone)]).toEqual([phone, ['by phone']]);
    for (const handle of [
      '@invented_hr_77',
      'https://t.me/Invented_HR_77',
      'invented_hr_77',
      'tg://resolve?domain=invented_hr_77',
    ])
      expect([handle, await found(handle)]).toEqual([handle, ['by phone']]);
    expect(await found('客服')).toEqual(['招聘客服专员']);
    expect(await found('+1 202 555 0199')).toEqual([]);
    expect(await found("'; DROP TABLE lead; --")).toEqual([]);
    expect(await found('?!')).toEqual([]);
  });

  it('audits a search once, and keeps only its hash', async () => {
    const ana = await web.signInAs('analyst');
    for (const search of ['@Invented_HR_77', '@invented_hr_77', ' @invented_hr_77 ', '客服'])
      await ana('GET', `/api/leads?search=${encodeURIComponent(search)}`);
    await ana('GET', '/api/leads');
    const entries = await web.database.prisma.auditEntry.findMany({ where: { action: 'lead.search' } });
    expect(entries).toHaveLength(2);
    expect(entries.map((entry) => entry.actor)).toEqual([ana.userId, ana.userId]);
    expect(entries[0]?.subjectId).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(entries.map((entry) => [entry.subjectId, entry.details]))).not.toMatch(
      /invented|客/i,
    );
  });

  it('counts leads per day without the demonstration, and says how many were left out', async () => {
    const { prisma } = web.database;
    await seedLead(prisma, { tier: 'high', language: 'th' });
    await seedLead(prisma, { tier: 'medium', language: 'th' });
    await seedLead(prisma, { isDemonstration: true });
    const ana = await web.signInAs('analyst');
    const { body } = await ana('GET', '/api/statistics/leads-per-day?days=7');
    const today = new Date().toISOString().slice(0, 10);
    expect(body.days).toHaveLength(7);
    expect(body.days.at(-1)).toBe(today);
    expect(body.languages).toEqual([{ day: today, language: 'th', leads: 2 }]);
    expect(body.tiers).toEqual(
      expect.arrayContaining([
        { day: today, tier: 'high', leads: 1 },
        { day: today, tier: 'medium', leads: 1 },
      ]),
    );
    expect(body.demonstrationLeftOut).toBe(1);
  });
});
