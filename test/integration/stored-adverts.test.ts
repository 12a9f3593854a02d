import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStoredAdverts, recordBulkRead } from '../../src/storage/stored-adverts.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';
import { seedLead } from './seed-leads.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.stop());

it('reads current adverts newest first, as many as asked for, and puts the read on record', async () => {
  const seeded = [];
  for (const name of ['one', 'two', 'three'])
    seeded.push(await seedLead(database.prisma, { title: name, text: `Text of ${name}` }));
  const read = async (limit: number): Promise<string[]> => {
    const found = [];
    for await (const { input } of readStoredAdverts(database, limit))
      found.push(`${input.title}: ${input.text}`);
    return found;
  };
  expect(await read(10)).toEqual(['three: Text of three', 'two: Text of two', 'one: Text of one']);
  expect(await read(2)).toEqual(['three: Text of three', 'two: Text of two']);
  await recordBulkRead(database, { purpose: 'lexicon try', adverts: 3 });
  expect(await database.prisma.auditEntry.findFirst({ orderBy: { sequence: 'desc' } })).toMatchObject({
    actor: 'command',
    action: 'adverts.read',
    details: { adverts: 3 },
  });
  expect(seeded).toHaveLength(3);
});
