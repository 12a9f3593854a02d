import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/storage/audit.ts';
import { emptyTables } from './open-test-database.ts';
import { type Ask, openWeb, type TestWeb } from './open-web.ts';
import { seedLead } from './seed-leads.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
});
beforeEach(() => emptyTables(web.database));
afterAll(() => web.close());

const auditOf = async (subjectId: string): Promise<string[]> =>
  (await web.database.prisma.auditEntry.findMany({ where: { subjectId }, orderBy: { sequence: 'asc' } })).map(
    (entry) => entry.action,
  );

const read = async (ask: Ask, leadId: string) => (await ask('GET', `/api/leads/${leadId}`)).body;

describe('a lead page', () => {
  it('gives the advert, its evidence and its group, and audits the reading', async () => {
    const { prisma } = web.database;
    const contacts = [
      {
        type: 'telegram',
        value: 'invented_hr_77',
        role: 'offer',
        field: 'text',
        start: 0,
        end: 4,
        text: 'Appl',
      },
    ] as const;
    const first = await seedLead(prisma, { title: 'first', contacts: [...contacts] });
    const second = await seedLead(prisma, {
      title: 'second',
      groupId: first.groupId,
      contacts: [...contacts],
    });
    const ana = await web.signInAs('analyst', 'ana');
    const view = await read(ana, first.leadId);
    expect(view).toMatchObject({
      title: 'first',
      group: { state: 'new', adverts: 2, claimedBy: null },
      contacts: [{ type: 'telegram', value: 'invented_hr_77', role: 'offer', otherLeads: 1 }],
      siblings: [{ leadId: second.leadId, title: 'second', isSameText: true }],
      captures: [{ status: 200, hasScreenshot: false, madeWith: 'lurewatch 0.1.0' }],
      revisions: [{ number: 1 }],
    });
    expect(await auditOf(first.leadId)).toEqual(['lead.read']);
    expect((await ana('GET', '/api/leads/018f0000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await ana('GET', '/api/leads/not-an-id')).status).toBe(400);
  });

  it('sends hostile text as JSON only, never as a page', async () => {
    const text =
      '<script>alert(1)</script><img src=x onerror=alert(1)> =HYPERLINK("http://evil.example.com")';
    const { leadId } = await seedLead(web.database.prisma, { title: text, text });
    const ana = await web.signInAs('analyst');
    const answer = await ana('GET', `/api/leads/${leadId}`);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.body.fields.text).toBe(text);
  });

  it('serves a screenshot only as PNG, only signed in, not when quarantined', async () => {
    const { prisma } = web.database;
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const store = web.needs.blobs as unknown as { put(content: Buffer): Promise<{ hash: string }> }; // the folder store of open-web.ts
    const { hash } = await store.put(png);
    const { hash: htmlHash } = await store.put(Buffer.from('<script>alert(1)</script>'));
    await prisma.blob.createMany({
      data: [
        { hash, bytes: png.length, mediaType: 'image/png' },
        { hash: htmlHash, bytes: 25, mediaType: 'image/png' },
      ],
    });
    const shot = await seedLead(prisma, { screenshotHash: hash });
    const trick = await seedLead(prisma, { screenshotHash: htmlHash });
    const ana = await web.signInAs('analyst');
    const answer = await ana('GET', `/api/captures/${shot.captureId}/screenshot`);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="capture-${shot.captureId}.png"`,
    });
    expect((await ana('GET', `/api/captures/${trick.captureId}/screenshot`)).status).toBe(404);
    await prisma.blob.update({ where: { hash }, data: { quarantinedAt: new Date() } });
    expect((await ana('GET', `/api/captures/${shot.captureId}/screenshot`)).status).toBe(404);
    expect((await read(ana, shot.leadId)).captures[0].hasScreenshot).toBe(false);
  });
});

describe('review', () => {
  it('claims, decides on the whole group and undoes, with an audit entry for each', async () => {
    const { prisma } = web.database;
    const { leadId, groupId } = await seedLead(prisma);
    const other = await seedLead(prisma, { groupId });
    const ana = await web.signInAs('analyst', 'ana');

    let { version } = (await read(ana, leadId)).group;
    expect((await ana('POST', `/api/groups/${groupId}/claim`, { version })).status).toBe(204);
    let view = await read(ana, leadId);
    expect(view.group).toMatchObject({ state: 'claimed', claimedBy: { name: 'ana' } });

    version = view.group.version;
    const decided = await ana('POST', `/api/groups/${groupId}/decisions`, {
      version,
      kind: 'dismiss',
      reason: 'ordinary-advert',
      note: 'A hotel that hires cooks.',
    });
    expect(decided.status).toBe(201);
    view = await read(ana, leadId);
    expect(view.group.state).toBe('dismissed');
    expect(view.decisions).toMatchObject([{ kind: 'dismiss', by: 'ana', adverts: 2, isUndone: false }]);
    const stored = await prisma.decision.findFirstOrThrow();
    expect((stored.leads as { leadId: string }[]).map((lead) => lead.leadId).sort()).toEqual(
      [leadId, other.leadId].sort(),
    );
    expect((await ana('GET', '/api/leads?state=new,claimed')).body.rows).toEqual([]);
    expect((await ana('GET', '/api/leads?state=dismissed')).body.rows).toHaveLength(1);

    version = view.group.version;
    expect((await ana('POST', `/api/groups/${groupId}/undo`, { version })).status).toBe(201);
    view = await read(ana, leadId);
    expect(view.group).toMatchObject({ state: 'claimed', claimedBy: { name: 'ana' } });
    expect(
      view.decisions.map((one: { kind: string; isUndone: boolean }) => [one.kind, one.isUndone]),
    ).toEqual([
      ['undo', false],
      ['dismiss', true],
    ]);
    version = view.group.version;
    expect((await ana('POST', `/api/groups/${groupId}/undo`, { version })).body.code).toBe('nothing-to-undo');
    expect((await ana('POST', `/api/groups/${groupId}/release`, { version })).status).toBe(204);
    expect(await auditOf(groupId)).toEqual([
      'group.claimed',
      'group.decided',
      'group.decision-undone',
      'group.released',
    ]);
    expect((await verifyAudit(prisma)).problems).toEqual([]);
  });

  it('refuses a decision on what somebody else changed meanwhile, and writes nothing', async () => {
    const { prisma } = web.database;
    const { leadId, groupId } = await seedLead(prisma);
    const [ana, ben] = [await web.signInAs('analyst', 'ana'), await web.signInAs('analyst', 'ben')];
    const { version } = (await read(ana, leadId)).group;
    const pursue = { version, kind: 'pursue', reason: '', note: '' };
    const both = await Promise.all([
      ana('POST', `/api/groups/${groupId}/decisions`, pursue),
      ben('POST', `/api/groups/${groupId}/decisions`, { ...pursue, kind: 'refer', reason: 'to the desk' }),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual([201, 409]);
    const lost = both.find((answer) => answer.status === 409);
    expect(lost?.body.code).toBe('changed-meanwhile');
    expect(lost?.body.message).toMatch(/(ana|ben)/);
    expect(await prisma.decision.count()).toBe(1);
    expect(await auditOf(groupId)).toEqual(['group.decided']);
  });

  it('refuses a decision when an advert has joined the group unread', async () => {
    const { prisma } = web.database;
    const { leadId, groupId } = await seedLead(prisma);
    const ana = await web.signInAs('analyst');
    const { version } = (await read(ana, leadId)).group;
    await seedLead(prisma, { groupId });
    const answer = await ana('POST', `/api/groups/${groupId}/decisions`, {
      version,
      kind: 'dismiss',
      reason: 'duplicate',
    });
    expect([answer.status, answer.body.message]).toEqual([409, expect.stringMatching(/has 2 advert/)]);
  });

  it('leaves a claimed group to its claimer unless it is taken over, and an undo to its maker or an admin', async () => {
    const { prisma } = web.database;
    const { leadId, groupId } = await seedLead(prisma);
    const [ana, ben, admin] = [
      await web.signInAs('analyst', 'ana'),
      await web.signInAs('analyst', 'ben'),
      await web.signInAs('admin', 'root'),
    ];
    const post = async (ask: Ask, step: string, body: object = {}) => {
      const { version } = (await read(ask, leadId)).group;
      const answer = await ask('POST', `/api/groups/${groupId}/${step}`, { version, ...body });
      return answer.status < 300 ? answer.status : answer.body.code;
    };
    expect(await post(ana, 'claim')).toBe(204);
    expect(await post(ben, 'claim')).toBe('claimed-by-other');
    expect(await post(ben, 'decisions', { kind: 'pursue', reason: '' })).toBe('claimed-by-other');
    expect(await post(ben, 'claim', { takeOver: true })).toBe(204);
    expect(await post(ben, 'decisions', { kind: 'pursue', reason: '' })).toBe(201);
    expect(await post(ana, 'undo')).toBe('claimed-by-other');
    expect(await post(admin, 'undo')).toBe(201);
  });

  it('wants a known reason for a dismissal, and keeps investigators from deciding', async () => {
    const { leadId, groupId } = await seedLead(web.database.prisma);
    const [ana, ines] = [await web.signInAs('analyst'), await web.signInAs('investigator')];
    const { version } = (await read(ana, leadId)).group;
    const decide = (ask: Ask, more: object) =>
      ask('POST', `/api/groups/${groupId}/decisions`, { version, kind: 'dismiss', ...more });
    expect((await decide(ana, { reason: 'do not like it' })).body.message).toMatch(/ordinary-advert/);
    expect((await decide(ana, { reason: 'other' })).body.message).toMatch(/note/);
    expect((await decide(ines, { reason: 'duplicate' })).status).toBe(403);
    expect(await web.database.prisma.decision.count()).toBe(0);
  });
});
