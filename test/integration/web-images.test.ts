/** Pictures of leads through the API: drawn anew, audited, and only those of leads. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { openWeb, type TestWeb } from './open-web.ts';
import { type SeededLead, seedLead } from './seed-leads.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb({ imageLanguages: () => ['en'] });
});
afterAll(() => web.close());

/** A lead whose only image is this file. */
const withImage = async (content: Buffer, perceptualHash: string | null): Promise<SeededLead> => {
  const { prisma } = web.database;
  const lead = await seedLead(prisma);
  const { hash } = await (
    web.needs.blobs as unknown as { put(bytes: Buffer): Promise<{ hash: string }> }
  ).put(
    content, // the folder store of open-web.ts
  );
  const url = `https://cdn.example/${hash}.jpg`;
  const captureId = newId();
  const {
    urlId: _urlId,
    runId: _runId,
    ...page
  } = await prisma.capture.findUniqueOrThrow({
    where: { id: lead.captureId },
  });
  await prisma.blob.create({ data: { hash, bytes: content.length, mediaType: 'image/jpeg' } });
  await prisma.capture.create({
    data: { ...page, id: captureId, headers: {}, redirects: [], blobHash: hash, mediaType: 'image/jpeg' },
  });
  const revision = await prisma.revision.findUniqueOrThrow({ where: { id: lead.revisionId } });
  await prisma.revision.update({
    where: { id: lead.revisionId },
    data: { fields: { ...(revision.fields as object), images: [{ url, alt: 'poster' }] } },
  });
  await prisma.postingImage.create({
    data: { id: newId(), postingId: lead.postingId, url, fetchedUrl: url, captureId, blobHash: hash },
  });
  await prisma.imageReading.create({
    data: {
      blobHash: hash,
      perceptualHash,
      width: 300,
      height: 200,
      format: 'jpeg',
      text: perceptualHash ? 'Free flight\n' : null,
      words: [{ start: 0, end: 4, left: 0.1, top: 0.1, width: 0.2, height: 0.1 }],
      note: perceptualHash ? null : 'the file is no image that can be read, or a broken one',
      madeWith: 'test',
      readAt: new Date(),
    },
  });
  return { ...lead, captureId };
};

const photo = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'an invented camera' } })
    .toBuffer();

describe('pictures of leads', () => {
  it('are drawn anew for those who may read leads, and every look is audited', async () => {
    const { prisma } = web.database;
    const lead = await withImage(await photo('teal'), '00ff00ff00ff00ff');
    const ana = await web.signInAs('analyst');
    const answer = await ana('GET', `/api/captures/${lead.captureId}/image`);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
    const audited = await prisma.auditEntry.findMany({ where: { action: 'image.read' } });
    expect(audited).toMatchObject([{ actor: ana.userId, subjectId: lead.captureId }]);
    const stranger = await web.app.inject({
      url: `/api/captures/${lead.captureId}/image`,
      headers: { host: 'localhost:3000' },
    });
    expect(stranger.statusCode).toBe(401);
  });

  it('come with text, words and note, and with the other leads that show them', async () => {
    const one = await withImage(await photo('navy'), '0123456789abcdef');
    const near = await withImage(await photo('purple'), '0123456789abcde0');
    const far = await withImage(await photo('olive'), 'fedcba9876543210');
    const ana = await web.signInAs('analyst');
    const { body } = await ana('GET', `/api/leads/${one.leadId}`);
    expect(body.images).toMatchObject([
      { number: 0, alt: 'poster', isShown: true, text: 'Free flight\n', note: null },
    ]);
    expect(body.images[0].words).toHaveLength(1);
    expect(body.samePictures).toMatchObject([{ leadId: near.leadId, isExact: false }]);
    expect((await ana('GET', `/api/leads/${far.leadId}`)).body.samePictures).toEqual([]);
    expect((await ana('GET', '/api/image-languages')).body).toEqual({ installed: ['en'] });
  });

  it('are not sent when they are no image, withdrawn, a page, or of no lead', async () => {
    const { prisma } = web.database;
    const ana = await web.signInAs('analyst');
    const status = async (captureId: string) => (await ana('GET', `/api/captures/${captureId}/image`)).status;
    const trick = await withImage(Buffer.from('<script>alert(1)</script>'), null);
    expect(await status(trick.captureId)).toBe(404);
    const page = await seedLead(prisma);
    expect(await status(page.captureId)).toBe(404);
    const lead = await withImage(await photo('maroon'), 'aaaaaaaaaaaaaaaa');
    const plea = await withImage(await photo('black'), 'bbbbbbbbbbbbbbbb');
    expect(await status(plea.captureId)).toBe(200);
    await prisma.assessment.updateMany({ where: { revisionId: plea.revisionId }, data: { kind: 'plea' } });
    expect(await status(plea.captureId)).toBe(404);
    expect(await status(lead.captureId)).toBe(200);
    const { blobHash } = await prisma.capture.findUniqueOrThrow({ where: { id: lead.captureId } });
    await prisma.blob.update({ where: { hash: blobHash ?? '' }, data: { quarantinedAt: new Date() } });
    expect(await status(lead.captureId)).toBe(404);
    const { body } = await ana('GET', `/api/leads/${lead.leadId}`);
    expect(body.images).toMatchObject([{ isShown: false, text: null, note: 'the picture was withdrawn' }]);
  });
});
