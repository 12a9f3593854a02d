import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { captureTexts } from '../../src/app/capture-texts.ts';
import { exportNeeds } from '../../src/app/export-needs.ts';
import { reportText } from '../../src/commands/protect/protect-text.ts';
import { importStart } from '../../src/domain/import-view.ts';
import { createFolderBlobStore } from '../../src/evidence/blob-store.ts';
import { importers as loadImporters } from '../../src/importers/importers.ts';
import { openSource } from '../../src/importers/open-source.ts';
import { sourceHash } from '../../src/importers/source-hash.ts';
import { exportBundle } from '../../src/pipeline/export-bundle.ts';
import { importFile } from '../../src/pipeline/import-file.ts';
import { createPersonFinder } from '../../src/pipeline/person-finder.ts';
import { protectPerson } from '../../src/pipeline/protect-person.ts';
import { readSearch } from '../../src/pipeline/read-search.ts';
import { startImport } from '../../src/pipeline/start-import.ts';
import { newId } from '../../src/platform/ids.ts';
import { openProtection } from '../../src/platform/protection-key.ts';
import { verifyAudit } from '../../src/storage/audit.ts';
import { createLeadStore } from '../../src/storage/leads.ts';
import { protectionKeyProblem } from '../../src/storage/protected-identifiers.ts';
import { createProtectedStore } from '../../src/storage/protected-store.ts';
import { createReviewStore } from '../../src/storage/review.ts';
import { wordingTables } from '../../src/storage/stored-wordings.ts';
import { type ImportWorld, openImportWorld } from './open-import-world.ts';
import { emptyTables, type TestDatabase } from './open-test-database.ts';

const advert = (number: number, contact: string) =>
  `Customer service in Myawaddy ${number}, typing only, no experience. USD 1500 a month, visa, flight and room paid by the boss. ` +
  `Your passport is kept by the company. ${contact}`;
const theirs = /sample[_.]?reporter|555[- ]?0177|5550177/i;
const person = { contacts: ['+1 202 555 0177', '@sample_reporter', 'sample.reporter@example.com'] };

describe('somebody who is protected after their data came in', () => {
  let world: ImportWorld;
  let database: TestDatabase;
  let folder: string;
  let needs: ImportWorld['needs'];
  let readerId: string;
  beforeAll(async () => {
    world = await openImportWorld('protect');
    ({ database, folder, needs } = world);
  });
  beforeEach(async () => {
    await emptyTables(database);
    readerId = newId();
    await database.prisma.user.create({
      data: { id: readerId, name: `analyst-${readerId}`, role: 'analyst', passwordHash: 'none' },
    });
  });
  afterAll(() => world.close());

  const bringIn = async (name: string, rows: string[]) => {
    const path = join(folder, name);
    await writeFile(path, `id,title,description\n${rows.join('\n')}\n`);
    const { source } = await openSource(path);
    const importers = await loadImporters();
    const start = importStart.parse({});
    const fileHash = await sourceHash(source);
    const { work } = await startImport(
      { ...needs, importers },
      { source, fileHash, start, suppliedBy: null },
    );
    const view = await importFile(needs, work);
    if (!view) throw new Error('the import was broken off');
    return view;
  };
  const bringAll = () =>
    bringIn('adverts.csv', [
      `1,Write to @sample_reporter,"${advert(1, 'WhatsApp (202) 555-0177 or +1 202 555 0142')}"`,
      `2,Job two,"${advert(2, 'Telegram @sample_reporter, sample.reporter@example.com')}"`,
      `1,Write to Sample_Reporter,"${advert(3, 'wa.me/12025550177, WhatsApp +1 202 555 0142')}"`,
      `4,Job four,"${advert(4, 'Telegram @sample_agent_desk')}"`,
    ]);
  const store = (protection = needs.protection) =>
    createProtectedStore(database, { protection, actor: 'command' });
  const blobs = () => createFolderBlobStore(join(folder, 'evidence'));
  const protect = (isDryRun = false, finder = createPersonFinder(person)) =>
    protectPerson(
      {
        store: store(),
        protection: needs.protection,
        blobs: blobs(),
        textsOf: captureTexts,
        wordingTables,
      },
      { finder, isDryRun },
    );
  const dump = async (): Promise<string> => {
    const { rows: tables } = await database.pool.query<{ name: string }>(
      "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'",
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await database.pool.query(`select to_jsonb(t)::text as text from ${name} t`);
      texts.push(...rows.map((row) => row.text));
    }
    return texts.join('\n');
  };
  const found = async (search: string) =>
    createLeadStore(database.prisma).matchingLeadIds({ searchTerms: readSearch(search) } as never, 100);
  const bundleOf = async (leadIds: string[]): Promise<string> => {
    const file = join(folder, `bundle-${newId()}.zip`);
    await exportBundle(exportNeeds({ database, blobs: blobs(), protection: needs.protection }), {
      selection: { leadIds },
      request: {
        marking: 'TLP:RED',
        purpose: 'a test',
        recipient: 'nobody',
        includeCapturesReason: 'a test of what is in them',
      },
      file,
      createdById: null,
    });
    const { source, close } = await openSource(file);
    const texts: string[] = [];
    for (const entry of source.entries)
      for await (const chunk of entry.open()) texts.push(Buffer.from(chunk).toString('utf8'));
    await close();
    return texts.join('\n');
  };

  it('is counted by a dry run, which changes nothing', async () => {
    await bringAll();
    const before = await dump();
    const { counts } = await protect(true);
    expect(counts).toMatchObject({ postings: 2, revisions: 3, leads: 2, captures: 3 });
    expect(await dump()).toBe(before);
    expect(await store().summary()).toMatchObject({ byCommand: 0, withheldFiles: 0 });
  });

  it('stands nowhere any more: not in the database, the search, the lead page or a bundle', async () => {
    await bringAll();
    expect(await dump()).toMatch(theirs);
    expect(await found('+1 202 555 0177')).toHaveLength(1);
    expect(await found('sample_reporter')).toHaveLength(2);
    const report = await protect();
    expect(report.counts).toMatchObject({ postings: 2, revisions: 3, leads: 2, captures: 3 });
    const after = await dump();
    expect(after).not.toMatch(theirs);
    expect(await found('+1 202 555 0177')).toEqual([]);
    expect(await found('sample_reporter')).toEqual([]);
    // What others gave is found as before, and so is what the advert says.
    expect(await found('+1 202 555 0142')).toHaveLength(1);
    expect(await found('@sample_agent_desk')).toHaveLength(1);
    expect(await found('Myawaddy')).toHaveLength(3);
    const leads = await database.prisma.lead.findMany();
    const review = createReviewStore(database.prisma);
    for (const lead of leads) {
      const view = await review.readLead(lead.id, readerId);
      expect(view).not.toBeNull();
      expect(JSON.stringify(view)).not.toMatch(theirs);
      for (const { field, start, end, text } of view?.assessment.findings ?? [])
        if (field === 'text') expect(view?.fields.text.slice(start, end)).toBe(text);
    }
    const bundle = await bundleOf(leads.map((lead) => lead.id));
    expect(bundle).not.toMatch(theirs);
    expect(bundle).toContain('shows somebody protected');
    expect(bundle).toContain('sample_agent_desk');
    // The evidence itself stays, and says nothing else than before.
    const withheld = await database.prisma.blob.findMany({ where: { quarantinedAt: { not: null } } });
    expect(withheld).toHaveLength(3);
    for (const { hash, reason } of withheld) {
      expect(reason).toBe('shows somebody protected');
      expect((await blobs().get(hash))?.toString()).toMatch(theirs);
    }
    expect((await verifyAudit(database.prisma)).problems).toEqual([]);
    const actions = (await database.prisma.auditEntry.findMany()).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['protection.added', 'protection.masked']));
    expect(await store().summary()).toMatchObject({ withheldFiles: 3 });
  });

  it('is masked once: the same again finds nothing, and the same file brings nothing back', async () => {
    await bringAll();
    await protect();
    expect((await protect()).counts).toEqual({
      postings: 0,
      revisions: 0,
      leads: 0,
      contacts: 0,
      captures: 0,
      otherTexts: 0,
      places: 0,
    });
    const view = await bringAll();
    expect(view.counts).toMatchObject({ new: 0 });
    const later = await bringIn('later.csv', [`9,Job nine,"${advert(9, 'wa.me/12025550177')}"`]);
    expect(later.counts).toMatchObject({ new: 1 });
    expect(await dump()).not.toMatch(theirs);
    // What came later is withheld at once.
    expect(await store().summary()).toMatchObject({ withheldFiles: 4 });
  });

  it('is masked in what people wrote, in texts on images and in what was handed in', async () => {
    await bringAll();
    const posting = await database.prisma.posting.findFirstOrThrow({ include: { lead: true } });
    const imageHash = 'ab'.repeat(32);
    const words = 'Apply now: @sample_reporter';
    await database.prisma.blob.create({ data: { hash: imageHash, bytes: 10, mediaType: 'image/png' } });
    await database.prisma.imageReading.create({
      data: {
        blobHash: imageHash,
        text: words,
        languages: [],
        installed: [],
        madeWith: 'test',
        readAt: new Date(),
      },
    });
    await database.prisma.postingImage.create({
      data: {
        id: newId(),
        postingId: posting.id,
        url: 'https://jobs.example/a.png',
        fetchedUrl: 'https://jobs.example/a.png',
        blobHash: imageHash,
      },
    });
    const partnerId = newId();
    await database.prisma.intakePartner.create({
      data: { id: partnerId, name: 'Example Shelter', tokenHash: 'x' },
    });
    await database.prisma.intakeItem.create({
      data: { id: newId(), partnerId, text: 'she says: call 202-555-0177', reference: 'sample_reporter 7' },
    });
    await database.prisma.decision.create({
      data: {
        id: newId(),
        groupId: posting.lead?.groupId as string,
        userId: readerId,
        kind: 'confirm',
        reason: 'lure',
        note: 'spoke with sample.reporter@example.com',
        leads: [],
        before: 'new',
        createdAt: new Date(),
      },
    });
    const imported = await database.prisma.import.findFirstOrThrow();
    await database.prisma.importProblem.createMany({
      data: [
        { importId: imported.id, number: 90, kind: 'bad', position: 'line 9', reason: 'call 202-555-0177' },
        { importId: imported.id, number: 91, kind: 'bad', position: 'line 10', reason: 'it has 2 columns' },
      ],
    });
    await database.prisma.capture.updateMany({
      where: {},
      data: { finalUrl: 'https://t.me/s/sample_reporter/4' },
    });
    const targetId = newId();
    await database.prisma.target.create({
      data: {
        id: targetId,
        name: 'Example board',
        typeId: 'job-board',
        options: { startUrls: ['https://board.example.com/'] },
        delayMs: 0,
        renderMode: 'never',
        everyHours: 0,
        maxPagesPerRun: 50,
      },
    });
    await database.prisma.lane.create({ data: { name: 'board.example.com' } });
    await database.prisma.url.create({
      data: {
        id: newId(),
        targetId,
        laneName: 'board.example.com',
        keyHash: 'a',
        url: 'https://board.example.com/1',
        kind: 'posting',
        carry: { title: 'Typist, ask @sample_reporter' },
        lastProblem: 'led to https://t.me/sample_reporter',
      },
    });
    const { counts } = await protect();
    expect(counts.otherTexts).toBeGreaterThanOrEqual(3);
    expect(await dump()).not.toMatch(theirs);
    const problems = await database.prisma.importProblem.findMany({ orderBy: { number: 'asc' } });
    expect(problems.map(({ reason }) => reason).slice(-2)).toEqual(['call ████████████', 'it has 2 columns']);
    const reading = await database.prisma.imageReading.findFirstOrThrow();
    expect(reading.text).toHaveLength(words.length);
    expect((await database.prisma.blob.findUniqueOrThrow({ where: { hash: imageHash } })).reason).toBe(
      'shows somebody protected',
    );
  });

  it('says when something that began before was still writing after all patience', async () => {
    await bringAll();
    const writer = await database.pool.connect();
    const patienceMs = 300;
    const impatient = createProtectedStore(database, {
      protection: needs.protection,
      actor: 'test',
      patienceMs,
    });
    const protectNow = () =>
      protectPerson(
        {
          store: impatient,
          protection: needs.protection,
          blobs: blobs(),
          textsOf: captureTexts,
          wordingTables,
        },
        { finder: createPersonFinder(person), isDryRun: false },
      );
    await writer.query('begin');
    try {
      const report = await protectNow();
      expect(report.isAnyMissed).toBe(true);
      expect(reportText(report, false)).toContain('Run the same command again');
    } finally {
      await writer.query('rollback');
      writer.release();
    }
    // What was there is gone all the same.
    expect(await dump()).not.toMatch(theirs);
    const again = await protectNow();
    expect(again.isAnyMissed).toBe(false);
    expect(reportText(again, false)).not.toContain('again');
  });

  it('may be taken off the list again, with a reason, which unmasks nothing', async () => {
    await bringAll();
    await protect();
    const hashes = createPersonFinder(person).identifiers.map((one) => needs.protection.hashOf(one));
    expect(await store().remove({ hashes, reason: 'typed wrongly' })).toBeGreaterThanOrEqual(3);
    expect(await store().remove({ hashes, reason: 'typed wrongly' })).toBe(0);
    expect(await dump()).not.toMatch(theirs);
    const later = await bringIn('again.csv', [`8,Job eight,"${advert(8, 'wa.me/12025550177')}"`]);
    expect(later.counts).toMatchObject({ new: 1 });
    expect(await found('+1 202 555 0177')).toHaveLength(1);
  });

  it('goes on under a new key only when that is said, with its reason', async () => {
    await bringAll();
    await protect();
    const other = await mkdtemp(join(tmpdir(), 'lurewatch-new-key-'));
    const protection = openProtection(other);
    try {
      await expect(store().startAnew('not lost at all')).rejects.toThrow('right one');
      await expect(
        store(protection).add({ hashes: [protection.hashOf('phone:+12025550177')], kinds: ['number'] }),
      ).rejects.toThrow('Restore that file');
      expect(await store(protection).startAnew('no backup')).toBeGreaterThanOrEqual(3);
      expect(await protectionKeyProblem(database.pool, protection)).toBeNull();
      expect(await protectionKeyProblem(database.pool, needs.protection)).not.toBeNull();
    } finally {
      await rm(other, { recursive: true });
    }
  });
});
