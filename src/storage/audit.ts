/** The append-only record of who did what, chained by hash. It holds ids and hashes, never a person's data. */
import {
  type AuditProblem,
  auditHash,
  type ChainedEntry,
  checkChain,
  firstPreviousHash,
} from '../integrity/audit-chain.ts';
import type { Queryable, Transaction } from './database.ts';
import type { PrismaClient } from './generated/client.ts';
import { storableJson } from './insert-rows.ts';

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

type RunSql = (sql: string, values: unknown[]) => Promise<unknown[]>;

/**
 * Appends within the caller's transaction, so that the deed and its record stand or fall together.
 * Holds a lock until that transaction ends: call it last.
 */
export const appendAudit = (tx: Transaction, entry: NewAuditEntry): Promise<void> =>
  append((sql, values) => tx.$queryRawUnsafe<unknown[]>(sql, ...values), entry);

/** The same for a transaction in plain SQL. */
export const appendAuditRow = (client: Queryable, entry: NewAuditEntry): Promise<void> =>
  append(async (sql, values) => (await client.query(sql, values)).rows, entry);

const append = async (run: RunSql, entry: NewAuditEntry): Promise<void> => {
  await run(`select pg_advisory_xact_lock(${auditLock})::text`, []);
  const [next] = (await run(
    `select nextval(pg_get_serial_sequence('audit_entry', 'sequence'))::text as sequence,
       to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
       coalesce((select hash from audit_entry order by sequence desc limit 1), $1) as "previousHash"`,
    [firstPreviousHash],
  )) as { sequence: string; at: string; previousHash: string }[];
  if (!next) throw new Error('the audit log gave no number');
  const { actor, action, subjectType, subjectId } = entry;
  const details = asStored(entry.details ?? {});
  const hash = auditHash({ actor, action, subjectType, subjectId, details, ...next }, next.previousHash);
  await run(
    `insert into audit_entry (sequence, at, actor, action, "subjectType", "subjectId", details, "previousHash", hash)
     values ($1::text::bigint, $2::text::timestamptz, $3, $4, $5, $6, $7::text::jsonb, $8, $9)`,
    [
      next.sequence,
      next.at,
      actor,
      action,
      subjectType,
      subjectId,
      JSON.stringify(details),
      next.previousHash,
      hash,
    ],
  );
};

/** What the database will give back: undefined members gone, dates as text, only characters that it can hold. */
const asStored = (details: Record<string, unknown>): unknown => JSON.parse(storableJson(details));

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
