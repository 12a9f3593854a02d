/** The append-only record of who did what, chained by hash. It holds ids and hashes, never a person's data. */
import {
  type AuditProblem,
  auditHash,
  type ChainedEntry,
  checkChain,
  firstPreviousHash,
} from '../integrity/audit-chain.ts';
import type { Transaction } from './database.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

export interface NewAuditEntry {
  /** User id, or `system`, or `command`. */
  actor: string;
  /** A verb with its noun: `group.dismiss`, `lead.read`. */
  action: string;
  subjectType: string;
  subjectId: string;
  details?: Record<string, unknown>;
}

/** Any number; the same for every Lurewatch: entries are chained one after the other. */
const auditLock = 7_265_302;

/**
 * Appends within the caller's transaction, so that the deed and its record stand or fall together.
 * Holds a lock until that transaction ends: call it last.
 */
export const appendAudit = async (tx: Transaction, entry: NewAuditEntry): Promise<void> => {
  await tx.$executeRaw`select pg_advisory_xact_lock(${auditLock}::bigint)`;
  const [next] = await tx.$queryRaw<{ sequence: bigint; at: Date }[]>`
    select nextval(pg_get_serial_sequence('audit_entry', 'sequence')) as sequence,
           date_trunc('milliseconds', clock_timestamp()) as at`;
  if (!next) throw new Error('the audit log gave no number');
  const last = await tx.auditEntry.findFirst({ orderBy: { sequence: 'desc' }, select: { hash: true } });
  const previousHash = last?.hash ?? firstPreviousHash;
  const details = asStored(entry.details ?? {});
  const content = { ...entry, details, sequence: String(next.sequence), at: next.at.toISOString() };
  await tx.auditEntry.create({
    data: {
      ...entry,
      details,
      sequence: next.sequence,
      at: next.at,
      previousHash,
      hash: auditHash(content, previousHash),
    },
  });
};

/** What the database will give back: undefined members gone, dates as text. */
const asStored = (details: Record<string, unknown>): Prisma.InputJsonObject =>
  JSON.parse(JSON.stringify(details)) as Prisma.InputJsonObject;

/** Reads the whole log in parts; empty when the chain holds. */
export const verifyAudit = async (
  prisma: PrismaClient,
): Promise<{ entries: number; lastHash: string; problems: AuditProblem[] }> => {
  const problems: AuditProblem[] = [];
  let entries = 0;
  let lastHash = firstPreviousHash;
  let after = -1n;
  for (;;) {
    const rows = await prisma.auditEntry.findMany({
      where: { sequence: { gt: after } },
      orderBy: { sequence: 'asc' },
      take: 1000,
    });
    const last = rows.at(-1);
    if (!last) return { entries, lastHash, problems };
    problems.push(...checkChain(rows.map(chained), lastHash));
    entries += rows.length;
    lastHash = last.hash;
    after = last.sequence;
  }
};

const chained = (row: {
  sequence: bigint;
  at: Date;
  actor: string;
  action: string;
  subjectType: string;
  subjectId: string;
  details: unknown;
  previousHash: string;
  hash: string;
}): ChainedEntry => ({ ...row, sequence: String(row.sequence), at: row.at.toISOString() });
