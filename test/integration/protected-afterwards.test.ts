/** Somebody is protected: what comes afterwards shows nothing of them either. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { takeIn } from '../../src/pipeline/intake.ts';
import { newId } from '../../src/platform/ids.ts';
import { loadExportLeads } from '../../src/storage/bundles.ts';
import { createIntakeStore } from '../../src/storage/intake.ts';
import { createReviewStore } from '../../src/storage/review.ts';
import { emptyTables } from './open-test-database.ts';
import { openWeb } from './open-web.ts';
import { advert, openReviewWorld, type ReviewWorld, site, theirNumber } from './review-world.ts';

let world: ReviewWorld;
beforeAll(async () => {
  world = await openReviewWorld();
});
afterAll(() => world.close());
beforeEach(() => emptyTables(world.database));

it('withholds the picture of a lead’s page on which they stand', async () => {
  await world.protect();
  const text = `Typing work, write to ${theirNumber}`;
  const { lane, result } = await world.crawl(`${site}/a`, [advert('a', text)], { body: `<p>${text}` });
  const { captureId, pictureHash } = await world.render(lane, `${site}/a`);
  const reader = newId();
  await world.database.prisma.user.create({
    data: { id: reader, name: 'reader', role: 'analyst', passwordHash: 'x' },
  });
  const review = createReviewStore(world.database.prisma);
  expect(await review.screenshotHash(captureId, reader)).not.toBe(pictureHash);
  const view = await review.readLead(result.postings[0]?.leadId as string, reader);
  expect(view?.captures.map((one) => one.hasScreenshot)).toEqual([false, false]);
});

it('shows the picture of a lead’s page on which nobody protected stands', async () => {
  await world.protect();
  const { lane } = await world.crawl(`${site}/b`, [advert('b', 'Typing work, room paid')]);
  await world.render(lane, `${site}/b`);
  expect(
    await world.rows('select count(*)::int as count from blob where "quarantinedAt" is not null'),
  ).toEqual([{ count: 0 }]);
});

it('withholds every picture of a page, however far apart they were taken', async () => {
  const page = await world.blobs.put(Buffer.from(`<p>call ${theirNumber}`));
  const other = await world.blobs.put(Buffer.from('<p>nothing'));
  const pictures = [await world.blobs.put(Buffer.from('one')), await world.blobs.put(Buffer.from('two'))];
  for (const blob of [page, other, ...pictures])
    await world.database.prisma.blob.create({ data: { ...blob, mediaType: 'text/html' } });
  const row = (more: object) => {
    const { remoteAddress: _none, ...capture } = world.capture('https://x.example/');
    return { ...capture, ...more };
  };
  const [one, two] = pictures.map(({ hash }) => row({ blobHash: page.hash, screenshotHash: hash }));
  const between = Array.from({ length: 520 }, () => row({ blobHash: other.hash }));
  await world.database.prisma.capture.createMany({ data: [one, ...between, two] as never });
  await world.protect();
  const withheld = await world.rows('select hash from blob where "quarantinedAt" is not null');
  expect(withheld.map(({ hash }) => hash).sort()).toEqual([page, ...pictures].map(({ hash }) => hash).sort());
});

it('masks their number in addresses that are crawled again', async () => {
  const address = `${site}/ad?wa=12025550177`;
  const given = () => advert('c', `call ${theirNumber}`);
  const { result } = await world.crawl(address, [given()]);
  await world.protect();
  await world.crawl(address, [given()]);
  const leads = await loadExportLeads(world.database.prisma, [result.postings[0]?.leadId as string]);
  expect(leads).toHaveLength(1);
  expect(JSON.stringify(leads)).not.toContain('2025550177');
});

it('masks their number in what an analyst writes of a lead', async () => {
  await world.protect();
  const { result } = await world.crawl(`${site}/n`, [advert('n', 'Typing job')]);
  const leadId = result.postings[0]?.leadId as string;
  const { withoutProtected } = world;
  const web = await openWeb({ withoutProtected }, world.database);
  try {
    const ask = await web.signInAs('analyst');
    const { group } = (await ask('GET', `/api/leads/${leadId}`)).body;
    const decided = await ask('POST', `/api/groups/${group.id}/decisions`, {
      version: group.version,
      kind: 'refer',
      reason: 'police',
      note: `the reporter is at ${theirNumber}, the hotline at +1 202 555 0123`,
    });
    expect(decided.status).toBe(201);
    const [lead] = await loadExportLeads(world.database.prisma, [leadId]);
    expect(lead?.decisions.map((one) => one.note)).toEqual([
      'the reporter is at ███████████████, the hotline at +1 202 555 0123',
    ]);
  } finally {
    await web.app.close();
  }
});

it('keeps two hand-ins apart whose references name them', async () => {
  const { protection, blobs } = world;
  const intake = createIntakeStore(world.database, { protection });
  const partner = await intake.addPartner({ name: 'Shelter', tokenHash: 'h', actor: 'command' });
  const needs = { intake, protection, blobs, inspectImage: async () => ({ note: 'none' }) } as never;
  const handIn = (reference: string, text: string) =>
    takeIn(needs, partner, { reference, text, images: [], protect: [reference] } as never);
  const one = await handIn('+66 81 234 5678', 'The first advert');
  const two = await handIn('+66 89 999 1234', 'The second advert');
  expect(await handIn('+66 81 234 5678', 'The first advert')).toBe(one);
  expect(two).not.toBe(one);
  const stored = await world.rows('select reference, text from intake_item order by text');
  expect(stored.map(({ text }) => text)).toEqual(['The first advert', 'The second advert']);
  expect(JSON.stringify(stored)).not.toMatch(/234 ?5678|999 ?1234/);
});

it('keeps out of the audit log, which is never mended, on what basis a file was given', async () => {
  const basis = `given by her sister, ${theirNumber}`;
  await world.imports.open({
    name: 'chat',
    fileHash: newId(),
    importer: 'whatsapp',
    options: {},
    isPrivate: true,
    basis,
    protectionHash: '',
    protectedHashes: [],
    totalItems: null,
    suppliedBy: null,
  });
  expect(await world.rows('select basis from import')).toEqual([{ basis }]);
  const [entry] = await world.rows(`select details::text from audit_entry where action = 'import.started'`);
  expect(entry?.details).not.toContain('sister');
  expect(entry?.details).toMatch(/"basisHash": ?"[0-9a-f]{64}"/);
});
