import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Assessment, Kind } from '../../src/domain/assessment.ts';
import type { Posting } from '../../src/domain/posting.ts';
import { assessPosting } from '../../src/pipeline/assess-posting.ts';
import { reScore } from '../../src/pipeline/maintain.ts';
import { newId } from '../../src/platform/ids.ts';
import { loadExportLeads } from '../../src/storage/bundles.ts';
import { createFrontier } from '../../src/storage/frontier.ts';
import { createLeadStore } from '../../src/storage/leads.ts';
import { createMaintenanceStore } from '../../src/storage/maintenance.ts';
import { createPersonAtRiskStore } from '../../src/storage/persons-at-risk.ts';
import { createReviewStore } from '../../src/storage/review.ts';
import { emptyTables, openTestDatabase, type TestDatabase } from './open-test-database.ts';

const site = 'https://board.example';
const screenshotHash = 'a'.repeat(64);

const posting = (name: string, text = `Text of ${name}`): Posting => ({
  itemKey: name,
  url: `${site}/${name}`,
  title: name,
  text,
  contacts: [],
  images: [],
  links: [],
  remarks: [],
  fieldSources: {},
});

const assessment = (kind: Kind, rulesVersion: string): Assessment => ({
  rulesVersion,
  kind,
  score: 80,
  tier: 'high',
  urgent: true,
  scheme: 'unclear',
  gist: '',
  languages: [{ code: 'en', share: 1 }],
  findings: [],
  contacts: [],
});

describe('a posting that was a lead and is read as a plea', () => {
  let database: TestDatabase;
  let reader: string;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.stop());
  beforeEach(async () => {
    await emptyTables(database);
    reader = newId();
  });

  const see = async (one: Posting, kind: Kind): Promise<{ leadId: string | null; captureId: string }> => {
    const captureId = newId();
    const [kept] = await createFrontier(database).keepSupplied({
      capture: {
        id: captureId,
        kind: 'fetch',
        requestedUrl: one.url,
        finalUrl: one.url,
        method: 'GET',
        status: 200,
        headers: {},
        redirects: [],
        remoteAddress: null,
        fetchedAt: new Date(),
        durationMs: 1,
        blobHash: null,
        screenshotHash,
        mediaType: 'text/html',
        charset: 'utf-8',
        bytes: 1,
        problem: null,
        userAgent: null,
        madeWith: 'test',
      },
      blobs: [{ hash: screenshotHash, bytes: 1, mediaType: 'image/png' }],
      postings: [assessPosting(one, assessment(kind, 'old'), { site })],
      suppliedBy: null,
    });
    return { leadId: kept?.leadId ?? null, captureId };
  };

  const rescoreAs = (kindOf: (title: string) => Kind, rulesVersion = 'new') =>
    reScore({
      store: createMaintenanceStore(database),
      rulesVersion: async () => rulesVersion,
      assess: async (advert) => assessment(kindOf(advert.title ?? ''), rulesVersion),
    });

  const query = { order: 'urgent-first', limit: 50, demonstration: 'with' } as const;
  const shown = async (): Promise<string[]> => {
    const { rows } = await createLeadStore(database.prisma).page(query);
    return rows.map((row) => `${row.title} ${row.adverts}`);
  };

  it('is neither shown, opened nor exported as a lead any more, but stands on the restricted list', async () => {
    const first = await see(posting('first', 'Same words'), 'offer');
    const second = await see(posting('second', 'Same words'), 'offer');
    expect(await shown()).toHaveLength(1);
    await rescoreAs((title) => (title === 'first' ? 'plea' : 'offer'));

    const leadId = first.leadId as string;
    const leads = createLeadStore(database.prisma);
    const review = createReviewStore(database.prisma);
    expect(await shown()).toEqual(['second 1']);
    expect(await leads.matchingLeadIds(query, 10)).toEqual([second.leadId]);
    expect(await review.readLead(leadId, reader)).toBeNull();
    expect(await loadExportLeads(database.prisma, [leadId])).toEqual([]);
    const sibling = await review.readLead(second.leadId as string, reader);
    expect(sibling).toMatchObject({ siblings: [], group: { adverts: 1 } });
    const atRisk = await createPersonAtRiskStore(database.prisma).list(reader);
    expect(atRisk.map((one) => one.title)).toEqual(['first']);
  });

  it('shows no picture that was made for the lead', async () => {
    const { leadId, captureId } = await see(posting('one'), 'offer');
    await database.prisma.capture.update({ where: { id: captureId }, data: { leadId } });
    const review = createReviewStore(database.prisma);
    expect(await review.screenshotHash(captureId, reader)).toBe(screenshotHash);
    await rescoreAs(() => 'plea');
    expect(await review.screenshotHash(captureId, reader)).toBeNull();
  });

  it('is there again with all that was done when newer rules read an offer', async () => {
    const { leadId } = await see(posting('one'), 'offer');
    await rescoreAs(() => 'plea');
    expect(await shown()).toEqual([]);
    await rescoreAs(() => 'offer', 'newest');
    expect(await shown()).toEqual(['one 1']);
    expect(await createReviewStore(database.prisma).readLead(leadId as string, reader)).toMatchObject({
      id: leadId,
      revisions: [{ text: 'Text of one' }],
    });
  });

  it('comes back to the list with its new words after it was handled, and not for new rules alone', async () => {
    await see(posting('one', 'Please get me out'), 'plea');
    const store = createPersonAtRiskStore(database.prisma);
    const read = async () => (await store.list(reader)).map(({ text, state }) => ({ text, state }));
    const [entry] = await store.list(reader);
    await store.setHandled({ id: entry?.id ?? '', isHandled: true, note: 'told', actor: reader });
    await rescoreAs(() => 'plea');
    expect(await read()).toEqual([{ text: 'Please get me out', state: 'handled' }]);
    await see(posting('one', 'They have moved me, please come'), 'plea');
    expect(await read()).toEqual([{ text: 'They have moved me, please come', state: 'new' }]);
    const audit = await database.prisma.auditEntry.findMany({ where: { action: 'person-at-risk.reopened' } });
    expect(audit.map((one) => [one.actor, one.subjectId])).toEqual([['system', entry?.id]]);
  });

  it('keeps the words of a plea out of the history of a later offer', async () => {
    await see(posting('one', 'A recruiting text'), 'offer');
    await see(posting('one', 'Please get me out'), 'plea');
    const { leadId } = await see(posting('one', 'Another recruiting text'), 'offer');
    const lead = await createReviewStore(database.prisma).readLead(leadId as string, reader);
    expect(lead?.revisions.map((one) => one.text)).toEqual(['Another recruiting text', 'A recruiting text']);
  });
});
