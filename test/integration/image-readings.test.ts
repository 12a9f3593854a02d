import { afterAll, beforeAll, expect, it } from 'vitest';
import { createImageStore } from '../../src/storage/images.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.stop());

it('keeps what an image said when a later reading of it fails', async () => {
  const blobHash = 'a'.repeat(64);
  await database.prisma.blob.create({ data: { hash: blobHash, bytes: 1, mediaType: 'image/png' } });
  const store = createImageStore(database);
  const made = { blobHash, languages: ['eng'], madeWith: 'test' };
  const hash = '0123456789abcdef';
  const image = { format: 'png', width: 1, height: 1 } as const;
  const read = { image, hash, words: [], confidence: 90 };
  await store.saveImageReading({ ...made, ...read, installed: ['eng'], text: 'Write to @recruiter' });
  const installed = ['eng', 'tha'];
  await store.saveImageReading({ ...made, installed, note: 'it could not be read: the thread was lost' });
  const stored = () => database.prisma.imageReading.findUniqueOrThrow({ where: { blobHash } });
  expect(await stored()).toMatchObject({ text: 'Write to @recruiter', perceptualHash: hash, installed });
  await store.saveImageReading({ ...made, ...read, installed, text: 'Write to @recruiter now' });
  expect(await stored()).toMatchObject({ text: 'Write to @recruiter now' });
});
