import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportNeeds } from '../../src/app/export-needs.ts';
import { importStart } from '../../src/domain/import-view.ts';
import { createFolderBlobStore } from '../../src/evidence/blob-store.ts';
import { importers as loadImporters } from '../../src/importers/importers.ts';
import { openSource } from '../../src/importers/open-source.ts';
import { sourceHash } from '../../src/importers/source-hash.ts';
import { assessPosting } from '../../src/pipeline/assess-posting.ts';
import { exportBundle } from '../../src/pipeline/export-bundle.ts';
import { importFile } from '../../src/pipeline/import-file.ts';
import { startImport } from '../../src/pipeline/start-import.ts';
import { openProtection } from '../../src/platform/protection-key.ts';
import { verifyAudit } from '../../src/storage/audit.ts';
import { createFrontier } from '../../src/storage/frontier.ts';
import { createImportStore } from '../../src/storage/imports.ts';
import { protectionKeyProblem } from '../../src/storage/protected-identifiers.ts';
import { quietAssessment } from '../fixtures/pipeline/small-world.ts';
import { type ImportWorld, openImportWorld } from './open-import-world.ts';
import { emptyTables, type TestDatabase } from './open-test-database.ts';

const lure = (number: number) =>
  `Customer service in Myawaddy ${number}, typing only, no experience. USD 1500 a month, visa, flight and room paid by the boss. ` +
  `Your passport is kept by the company. Telegram @sample_agent_desk`;

describe('an import', () => {
  let world: ImportWorld;
  let database: TestDatabase;
  let folder: string;
  let needs: ImportWorld['needs'];
  beforeAll(async () => {
    world = await openImportWorld('import');
    ({ database, folder, needs } = world);
  });
  beforeEach(() => emptyTables(database));
  afterAll(() => world.close());

  const open = async (name: string, content: string | Uint8Array, start: object = {}) => {
    const path = join(folder, name);
    await writeFile(path, content);
    const { source } = await openSource(path);
    return startImport(
      { ...needs, importers: await loadImporters() },
      { source, fileHash: await sourceHash(source), start: importStart.parse(start), suppliedBy: null },
    );
  };
  const run = async (name: string, content: string | Uint8Array, start: object = {}) => {
    const opened = await open(name, content, start);
    const view = await importFile(needs, opened.work);
    if (!view) throw new Error('the import was broken off');
    return view;
  };
  const counts = async () => ({
    postings: await database.prisma.posting.count(),
    captures: await database.prisma.capture.count(),
    leads: await database.prisma.lead.count(),
    contacts: await database.prisma.contact.count(),
  });
  const table = (rows: number[]) =>
    `id,title,description\n${rows.map((row) => `${row},Job ${row},"${lure(row)}"`).join('\n')}\n`;

  it('makes leads of rows, lists bad ones and loads the rest', async () => {
    const view = await run('one.csv', `${table([1, 2])}3,too short\n`);
    expect(view).toMatchObject({
      state: 'done',
      position: 3,
      counts: { new: 2, known: 0, bad: 1, leads: 2 },
    });
    expect(await needs.store.problems(view.id)).toEqual([
      { kind: 'bad', position: 'line 4', reason: 'it has 2 columns, the first line has 3' },
    ]);
    expect(await database.prisma.capture.findMany({ select: { kind: true } })).toEqual([
      { kind: 'supplied' },
      { kind: 'supplied' },
    ]);
    expect(await database.prisma.posting.findFirst()).toMatchObject({ site: 'supplied:csv' });
    expect((await verifyAudit(database.prisma)).problems).toEqual([]);
  });

  it('knows the same again, in another file and within one', async () => {
    await run('one.csv', table([1, 2]));
    const before = await counts();
    const view = await run(
      'two.csv',
      `${table([1, 2])}1,Job 1,"${lure(1)}"\n9,Job 2,"${lure(2)}"\n3,Job 1,"A changed text"\n1,Job 1,"${lure(7)}"\n`,
    );
    expect(view.counts).toMatchObject({ new: 1, changed: 1, known: 4 });
    expect(await counts()).toMatchObject({ postings: before.postings + 1, captures: before.captures + 2 });
  });

  it('goes on where it was broken off, with nothing twice', async () => {
    const rows = Array.from({ length: 120 }, (_one, index) => index);
    const first = await open('many.csv', table(rows));
    const stop = new AbortController();
    const end = await importFile(needs, first.work, { onBatch: () => stop.abort(), signal: stop.signal });
    expect(end).toBeNull();
    const half = await counts();
    expect(half.postings).toBe(50);
    const again = await open('many.csv', table(rows));
    expect(again.view).toMatchObject({ id: first.view.id, isNew: false, position: 50 });
    expect(await importFile(needs, again.work)).toMatchObject({
      state: 'done',
      counts: { new: 120, known: 0 },
    });
    expect(await counts()).toMatchObject({ postings: 120, captures: 120 });
  });

  it('lets only one of two processes write a batch', async () => {
    const first = await open('one.csv', table([1, 2]));
    const second = await open('one.csv', table([1, 2]));
    const ends = await Promise.all([importFile(needs, first.work), importFile(needs, second.work)]);
    expect(ends.filter((end) => end === null).length).toBeLessThanOrEqual(1);
    expect(await counts()).toMatchObject({ postings: 2, captures: 2 });
  });

  it('is undone without a trace of what only it brought', async () => {
    const kept = await run('one.csv', table([1]));
    const before = await counts();
    const view = await run('two.csv', `${table([2, 3])}1,Job 1,"${lure(8)}"\n`);
    expect(view.counts).toMatchObject({ new: 2, changed: 1 });
    const blobs = await needs.store.undo(view.id, {
      actor: 'command',
      reassess: ({ posting, assessment, site }) => assessPosting(posting, assessment, { site }),
    });
    expect(blobs).toHaveLength(3);
    expect(await counts()).toEqual(before);
    const posting = await database.prisma.posting.findFirstOrThrow({
      include: { revisions: true, lead: true },
    });
    expect(posting.revisions).toHaveLength(1);
    expect(posting.lead?.revisionId).toBe(posting.currentRevisionId);
    expect(await needs.store.byId(view.id)).toMatchObject({ state: 'undone' });
    expect(await needs.store.byId(kept.id)).toMatchObject({ state: 'done' });
    // And may be brought in again.
    expect((await run('two.csv', table([2, 3]))).counts).toMatchObject({ new: 2 });
  });

  const chat = [
    '[23/11/2026, 08:15:00] Malee Sample: I am so afraid, my number is +1 202 555 0177',
    `[23/11/2026, 08:16:00] Sample Agent: Dear Malee Sample, +1-202-555-0177 is you? ${lure(1)}`,
    `[23/11/2026, 08:17:00] Sample Agent: malee call me, wa.me/12025550177. ${lure(2)} or +1 202 555 0142`,
    '[23/11/2026, 08:18:00] Malee Sample: ok',
    '[23/11/2026, 08:19:00] Sample Agent: good morning',
    '',
  ].join('\n');
  const answer = {
    protection: {
      people: ['Malee Sample'],
      others: ['+1 202 555 0177'],
      basis: 'given by Malee Sample on 23 November',
    },
  };

  it('reads nothing of a private file before it was said who is to be protected', async () => {
    await expect(open('WhatsApp Chat with Malee Sample.txt', chat)).rejects.toThrow('on what basis');
    await expect(
      open('WhatsApp Chat with Malee Sample.txt', chat, { protection: { basis: 'given by a relative' } }),
    ).rejects.toThrow('who in it is to be protected');
    expect(await database.prisma.import.count()).toBe(0);
    expect(await database.prisma.auditEntry.count()).toBe(0);
  });

  it('keeps one file of a message that stands twice in a batch', async () => {
    const said = (minute: number) => `[23/11/2026, 08:${minute}:00] Sample Agent: ${lure(6161)}`;
    const text = [said(16), said(17), '[23/11/2026, 08:19:00] Malee Sample: ok', ''].join('\n');
    const isKept = async () =>
      (await evidenceTexts(folder, '')).filter((one) => one.includes('in Myawaddy 6161')).length;
    // the file that is imported lies in the same folder
    const view = await run('WhatsApp Chat with Malee Sample.txt', text, answer);
    expect(view.counts).toMatchObject({ new: 1, known: 1 });
    expect(await isKept()).toBe(2);
  });

  it('keeps a protected person out of the database, the evidence, later crawls and bundles', async () => {
    const view = await run('WhatsApp Chat with Malee Sample.txt', chat, answer);
    expect(view.counts).toMatchObject({ new: 2, protected: 2, skipped: 1 });
    expect(view.name).toBe('WhatsApp Chat with [protected].txt');
    await keepCrawled();
    const leads = await database.prisma.lead.findMany();
    expect(leads.length).toBeGreaterThan(0);
    const bundle = join(folder, 'bundle.zip');
    await exportBundle(
      exportNeeds({
        database,
        blobs: createFolderBlobStore(join(folder, 'evidence')),
        protection: needs.protection,
      }),
      {
        selection: { leadIds: leads.map((lead) => lead.id) },
        request: {
          marking: 'TLP:RED',
          purpose: 'a test',
          recipient: 'nobody',
          includeCapturesReason: 'a test of what is in them',
        },
        file: bundle,
        createdById: null,
      },
    );
    const page = await database.prisma.capture.findFirstOrThrow({
      where: { requestedUrl: 'https://jobs.example/x' },
    });
    const evidence = await evidenceTexts(join(folder, 'evidence'), view.id);
    // The bytes of the public page stay here as evidence.
    const everything = [await dump(database), ...evidence.filter((text) => text !== publicPage)];
    const { source } = await openSource(bundle);
    for (const entry of source.entries)
      for await (const chunk of entry.open()) everything.push(Buffer.from(chunk).toString('utf8'));
    expect(everything.join('\n')).toContain('shows somebody protected');
    expect(everything.join('\n')).not.toContain(`captures/${page.blobHash}`);
    for (const text of everything) expect(text).not.toMatch(/malee|5550177|555[- ]?0177/i);
    // What the recruiter gave is there.
    expect(await database.prisma.contact.findMany({ where: { value: '+12025550142' } })).toHaveLength(1);
  });

  it('knows who was protected before in a later file, where nobody said it again', async () => {
    await run('WhatsApp Chat with Malee Sample.txt', chat, answer);
    const later = [
      `[24/11/2026, 08:15:00] Malee Sample: they wrote to me: ${lure(11)}`,
      `[24/11/2026, 08:16:00] +1 202 555 0177: and again: ${lure(12)}`,
      `[24/11/2026, 08:17:00] Sample Agent: Dear malee, ${lure(13)}`,
      '',
    ].join('\n');
    const isNobody = { protection: { isNobody: true, basis: 'given by a relative on 24 November' } };
    const first = await open('WhatsApp Chat with Sample Agent.txt', later, isNobody);
    const again = await open('WhatsApp Chat with Sample Agent.txt', later, isNobody);
    expect(again.view).toMatchObject({ id: first.view.id, isNew: false });
    const view = await importFile(needs, again.work);
    expect(view?.counts).toMatchObject({ new: 1, protected: 2 });
    expect(await dump(database)).not.toMatch(/malee|5550177|555[- ]?0177/i);
  });

  it('keeps what a protected person forwarded of others, not what they wrote, nor who forwarded it', async () => {
    const message = (id: number, text: string, more: object = {}) => ({
      id,
      type: 'message',
      date: '2026-11-23T08:15:00',
      date_unixtime: String(1795421700 + id),
      from: 'Malee Sample',
      from_id: 'user900000077',
      text,
      text_entities: [],
      ...more,
    });
    const messages = [
      message(1, `I answered this: ${lure(1)}`),
      message(2, `${lure(2)} Dear Malee`, { forwarded_from: 'Overseas Work Channel' }),
      message(3, lure(3), { forwarded_from: 'Malee Sample' }),
      message(4, lure(4), { saved_from: 'Sample Agent' }),
    ];
    const content = JSON.stringify({ name: 'Sample Agent', type: 'personal_chat', id: 900000078, messages });
    const view = await run('result.json', content, {
      protection: { people: ['user900000077'], basis: 'given by the reporter on 23 November' },
    });
    expect(view.counts).toMatchObject({ new: 1, leads: 1, protected: 3 });
    const revision = await database.prisma.revision.findFirstOrThrow();
    expect(revision.fields).toMatchObject({
      remarks: ['supplied by a person', 'forwarded from Overseas Work Channel'],
    });
    expect(JSON.stringify(revision.fields)).toContain('Myawaddy 2');
    expect(await dump(database)).not.toMatch(/malee|900000077/i);
  });

  it('refuses imports under another key than the one that protects', async () => {
    await run('WhatsApp Chat with Malee Sample.txt', chat, answer);
    const before = await counts();
    const other = await mkdtemp(join(tmpdir(), 'lurewatch-other-key-'));
    const protection = openProtection(other);
    expect(await protectionKeyProblem(database.pool, needs.protection)).toBeNull();
    expect(await protectionKeyProblem(database.pool, protection)).toContain('Restore that file');
    const right = needs;
    needs = { ...right, protection, store: createImportStore(database, { protection }) };
    try {
      await expect(run('one.csv', table([1]))).rejects.toThrow('protection.key');
    } finally {
      needs = right;
      await rm(other, { recursive: true });
    }
    expect(await counts()).toEqual(before);
    expect((await run('one.csv', table([7]))).counts).toMatchObject({ new: 1 });
  });

  const publicPage = '<p>Typing work, write to <b>+1 202</b> 555 0177</p>';
  const keepCrawled = async () => {
    const text = 'Typing work, write to +1 202 555 0177';
    const contact = {
      type: 'phone' as const,
      value: '+12025550177',
      role: 'offer' as const,
      field: 'text',
      start: 22,
      end: 37,
      text: '+1 202 555 0177',
    };
    const posting = {
      itemKey: 'x',
      url: 'https://jobs.example/x',
      title: 'Job',
      text,
      contacts: [],
      images: [],
      links: [],
      remarks: [],
      fieldSources: {},
    };
    const body = Buffer.from(publicPage);
    const stored = await needs.blobs.put(body);
    const { captureOf } = await import('../../src/pipeline/import-item.ts');
    const capture = captureOf(needs, {
      url: posting.url,
      blobHash: stored.hash,
      bytes: stored.bytes,
      mediaType: 'text/html',
    });
    await createFrontier(database, { protection: needs.protection }).keepSupplied({
      capture,
      blobs: [{ ...stored, mediaType: 'text/html' }],
      postings: [
        assessPosting(posting, { ...quietAssessment, tier: 'high', score: 80, contacts: [contact] }),
      ],
      suppliedBy: null,
    });
    const revision = await database.prisma.revision.findFirstOrThrow({
      where: { posting: { site: 'https://jobs.example' } },
    });
    expect((revision.fields as { text: string }).text).toBe('Typing work, write to ███████████████');
    expect(await database.prisma.contactMention.count({ where: { revisionId: revision.id } })).toBe(0);
  };

  it('brings a picture in as an advert whose words are read later', async () => {
    const picture = await readFile('src/importers/image-folder/samples/poster.png');
    const view = await run('poster.png', picture);
    expect(view.counts).toMatchObject({ new: 1 });
    const image = await database.prisma.postingImage.findFirstOrThrow();
    expect(image.url).toBe(`urn:sha256:${image.blobHash}`);
    expect((await run('poster-again.png', picture)).counts).toMatchObject({ new: 0, known: 1 });
  });
});

/** Every row of every table as text. */
const dump = async (database: TestDatabase): Promise<string> => {
  const { rows } = await database.pool.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
  );
  const texts = await Promise.all(
    rows.map(async ({ name }) =>
      (await database.pool.query(`select to_jsonb(t)::text as text from ${name} t`)).rows
        .map((row) => row.text)
        .join('\n'),
    ),
  );
  return texts.join('\n');
};

const evidenceTexts = async (folder: string, _importId: string): Promise<string[]> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  return Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
};
