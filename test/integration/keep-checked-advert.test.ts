import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkAdvert } from '../../src/pipeline/check-advert.ts';
import { newId } from '../../src/platform/ids.ts';
import { verifyAudit } from '../../src/storage/audit.ts';
import { createFrontier } from '../../src/storage/frontier.ts';
import { openSmallWorld, quietAssessment } from '../fixtures/pipeline/small-world.ts';
import { emptyTables, openTestDatabase, type TestDatabase } from './open-test-database.ts';

describe('an advert kept through Check this', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(() => emptyTables(database));
  afterAll(() => database.stop());

  const check = (keep?: { suppliedBy: string | null }) =>
    checkAdvert(
      {
        ...openSmallWorld({ urls: [] }).needs,
        targetTypes: new Map(),
        assess: async () => ({ ...quietAssessment, tier: 'high', score: 70 }),
        supplied: createFrontier(database),
      },
      { text: 'Typing job, call +1 202 555 0143', keep },
    );

  it('is audited with who handed it in, and without what it says', async () => {
    const { prisma } = database;
    const suppliedBy = newId();
    const [kept] = await check({ suppliedBy });
    const { id: captureId } = await prisma.capture.findFirstOrThrow();
    const entries = await prisma.auditEntry.findMany();
    expect(entries).toMatchObject([
      {
        actor: suppliedBy,
        action: 'advert.kept',
        subjectType: 'capture',
        subjectId: captureId,
        details: { postings: [kept?.postingId] },
      },
    ]);
    await check({ suppliedBy: null });
    expect(await prisma.auditEntry.count({ where: { actor: 'command' } })).toBe(1);
    expect((await verifyAudit(prisma)).problems).toEqual([]);
  });

  it('leaves no entry when it is only looked at', async () => {
    await check();
    expect(await database.prisma.auditEntry.count()).toBe(0);
  });
});
