import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Assessment, Tier } from '../../src/domain/assessment.ts';
import type { Posting } from '../../src/domain/posting.ts';
import { sha256 } from '../../src/evidence/blob-store.ts';
import { assessPosting } from '../../src/pipeline/assess-posting.ts';
import { reScore } from '../../src/pipeline/maintain.ts';
import { newId } from '../../src/platform/ids.ts';
import { createFrontier } from '../../src/storage/frontier.ts';
import { createMaintenanceStore } from '../../src/storage/maintenance.ts';
import { emptyTables, openTestDatabase, type TestDatabase } from './open-test-database.ts';

const posting = (name: string): Posting => ({
  itemKey: name,
  url: `https://board.example/${name}`,
  title: name,
  text: `Text of ${name}`,
  employer: 'Invented Trading',
  contacts: [],
  images: [],
  links: [],
  remarks: [],
  fieldSources: { text: 'json-ld' },
});

const assessment = (tier: Tier, rulesVersion: string): Assessment => ({
  rulesVersion,
  kind: 'offer',
  score: { none: 0, low: 20, medium: 50, high: 80 }[tier],
  tier,
  urgent: false,
  scheme: 'unclear',
  gist: '',
  languages: [{ code: 'en', share: 1 }],
  findings: [],
  contacts: [],
});

describe('maintenance', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.stop());
  beforeEach(() => emptyTables(database));

  const keep = async (name: string, tier: Tier, kind: 'supplied' | 'fetch' = 'fetch'): Promise<string> => {
    const blobHash = sha256(name);
    await createFrontier(database).keepSupplied({
      capture: {
        id: newId(),
        kind,
        requestedUrl: `https://board.example/${name}`,
        finalUrl: `https://board.example/${name}`,
        method: 'GET',
        status: 200,
        headers: {},
        redirects: [],
        remoteAddress: null,
        fetchedAt: new Date(),
        durationMs: 1,
        blobHash,
        screenshotHash: null,
        mediaType: 'text/html',
        charset: 'utf-8',
        bytes: 1,
        problem: null,
        userAgent: null,
        madeWith: 'test',
      },
      blobs: [{ hash: blobHash, bytes: 1, mediaType: 'text/html' }],
      postings: [assessPosting(posting(name), assessment(tier, 'old'), { site: 'https://board.example' })],
      suppliedBy: null,
    });
    return blobHash;
  };

  const rescoreAs = (tierOf: (title: string) => Tier) =>
    reScore({
      store: createMaintenanceStore(database),
      rulesVersion: async () => 'new',
      assess: async (advert) => assessment(tierOf(advert.title ?? ''), 'new'),
    });

  it('scores again what newer rules have not seen, raises and re-orders leads, and takes none away', async () => {
    await keep('rising', 'none');
    await keep('falling', 'high');
    await keep('same', 'medium');
    const before = await database.prisma.lead.findFirstOrThrow({ where: { title: 'falling' } });
    await database.prisma.leadGroup.update({ where: { id: before.groupId }, data: { state: 'dismissed' } });
    const tiers: Record<string, Tier> = { rising: 'high', falling: 'low', same: 'medium' };
    expect(await rescoreAs((title) => tiers[title] as Tier)).toEqual({ revisions: 3, raisedLeads: 1 });
    const leads = await database.prisma.lead.findMany({ include: { assessment: true, group: true } });
    const byTitle = Object.fromEntries(
      leads.map((lead) => [lead.title, [lead.tierRank, lead.assessment.rulesVersion, lead.group.state]]),
    );
    expect(byTitle).toEqual({
      rising: [3, 'new', 'new'],
      falling: [1, 'new', 'dismissed'],
      same: [2, 'new', 'new'],
    });
    expect(await database.prisma.assessment.count()).toBe(6);
    expect(await database.prisma.revision.count()).toBe(3);
    expect(await rescoreAs(() => 'high')).toEqual({ revisions: 0, raisedLeads: 0 });
  });

  it('hands a stored posting to the rules as it was read', async () => {
    await keep('one', 'none');
    const [stored] = await createMaintenanceStore(database).outdatedRevisions({
      rulesVersion: 'new',
      limit: 5,
    });
    expect(stored?.posting).toEqual(posting('one'));
    expect(stored).toMatchObject({ site: 'https://board.example', postedIn: null });
  });

  it('lets go of old blobs of adverts without signs, and of nothing that anybody may need', async () => {
    const plain = await keep('plain', 'none');
    const fresh = await keep('fresh', 'none');
    await keep('low', 'low');
    await keep('lead', 'high');
    await keep('handed in', 'none', 'supplied');
    await database.pool.query(`update blob set "storedAt" = now() - interval '15 days' where hash <> $1`, [
      fresh,
    ]);
    const store = createMaintenanceStore(database);
    expect(await store.unneededBlobs({ olderThanDays: 14, limit: 10 })).toEqual([plain]);
    await store.markBlobsDestroyed([plain], 'no advert of interest');
    expect(await store.unneededBlobs({ olderThanDays: 14, limit: 10 })).toEqual([]);
    const blob = await database.prisma.blob.findUniqueOrThrow({ where: { hash: plain } });
    expect(blob).toMatchObject({ reason: 'no advert of interest' });
    expect(blob.destroyedAt).not.toBeNull();
  });

  it('knows the files of deleted blobs for as long as they may be there, and not those kept again', async () => {
    const [gone, again] = [await keep('gone', 'none'), await keep('kept again', 'none')];
    await database.pool.query('delete from blob where hash = any($1::text[])', [[gone, again]]);
    const store = createMaintenanceStore(database);
    expect(await store.blobFilesToDelete({ olderThanMs: 60_000, limit: 10 })).toEqual([]);
    await keep('kept again', 'none');
    await database.pool.query(`update blob_file_to_delete set "decidedAt" = now() - interval '1 hour'`);
    const files = await store.blobFilesToDelete({ olderThanMs: 60_000, limit: 10 });
    expect(files).toEqual([{ hash: gone, decidedAt: expect.any(Date) }]);
    await store.forgetDeletedFiles([gone]);
    expect(await store.blobFilesToDelete({ olderThanMs: 0, limit: 10 })).toEqual([]);
  });

  it('leaves no row without its file to be deleted when the deletion is taken back', async () => {
    const kept = await keep('kept', 'none');
    const client = await database.pool.connect();
    await client.query('begin');
    await client.query('delete from blob where hash = $1', [kept]);
    await client.query('rollback');
    client.release();
    expect(
      await createMaintenanceStore(database).blobFilesToDelete({ olderThanMs: -1000, limit: 10 }),
    ).toEqual([]);
  });

  it('knows a page that was let go of as kept again when it is fetched again, unless it was withdrawn', async () => {
    const plain = await keep('plain', 'none');
    const withdrawn = await keep('withdrawn', 'none');
    const store = createMaintenanceStore(database);
    await store.markBlobsDestroyed([plain, withdrawn], 'no advert of interest');
    await database.prisma.blob.update({ where: { hash: withdrawn }, data: { quarantinedAt: new Date() } });
    await keep('plain', 'high');
    await keep('withdrawn', 'high');
    const read = (hash: string) => database.prisma.blob.findUniqueOrThrow({ where: { hash } });
    expect(await read(plain)).toMatchObject({ destroyedAt: null, reason: null });
    expect((await read(withdrawn)).destroyedAt).not.toBeNull();
  });
});
