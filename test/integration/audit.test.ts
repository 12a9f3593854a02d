import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { appendAudit, appendAuditRow, verifyAudit } from '../../src/storage/audit.ts';
import { inTransaction } from '../../src/storage/database.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';

describe('the audit log', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    // Another zone than UTC: times are part of what the chain covers.
    database = await openTestDatabase({ settings: { timezone: 'Asia/Bangkok' } });
  });
  afterAll(() => database.stop());

  const entry = (details?: Record<string, unknown>) => ({
    actor: 'system',
    action: 'target.added',
    subjectType: 'target',
    subjectId: newId(),
    ...(details ? { details } : {}),
  });

  it('chains what many append at once, by Prisma and by plain SQL, without a gap in the chain', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0
          ? database.prisma.$transaction((tx) =>
              appendAudit(tx, entry({ index, text: 'a\u0000b', at: new Date(0) })),
            )
          : inTransaction(database.pool, (client) =>
              appendAuditRow(client, entry({ index, nested: { b: 1, a: [1.5, null] } })),
            ),
      ),
    );
    const verified = await verifyAudit(database.prisma);
    expect(verified).toMatchObject({ entries: 20, problems: [] });
    const newest = await database.prisma.auditEntry.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
    expect(verified.lastHash).toBe(newest.hash);
    expect(Math.abs(newest.at.getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('keeps no record of a deed that was rolled back', async () => {
    const failing = database.prisma.$transaction(async (tx) => {
      await appendAudit(tx, entry());
      throw new Error('the deed failed');
    });
    await expect(failing).rejects.toThrow('the deed failed');
    await database.prisma.$transaction((tx) => appendAudit(tx, entry()));
    expect(await verifyAudit(database.prisma)).toMatchObject({ entries: 21, problems: [] });
  });

  it('shows what was changed, and where an entry was taken away', async () => {
    const rows = await database.prisma.auditEntry.findMany({ orderBy: { sequence: 'asc' } });
    const [changed, removed] = [rows[3], rows[10]];
    await database.pool.query(`update audit_entry set actor = 'somebody' where sequence = $1`, [
      String(changed?.sequence),
    ]);
    await database.pool.query('delete from audit_entry where sequence = $1', [String(removed?.sequence)]);
    const { problems } = await verifyAudit(database.prisma);
    expect(problems).toEqual([
      { sequence: String(changed?.sequence), problem: 'its content was changed' },
      { sequence: String(rows[11]?.sequence), problem: 'an entry before it was removed, added or replaced' },
    ]);
  });
});
