/** The audit log as a chain: each entry's hash covers its content and the hash before it. */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

export interface AuditContent {
  /** Decimal; a bigint in the database. */
  sequence: string;
  /** ISO 8601, UTC, milliseconds. */
  at: string;
  actor: string;
  action: string;
  subjectType: string;
  subjectId: string;
  details: unknown;
}

export interface ChainedEntry extends AuditContent {
  previousHash: string;
  hash: string;
}

export const firstPreviousHash = '0'.repeat(64);

/** SHA-256, hex, of the canonical JSON of the entry with the hash before it. */
export const auditHash = (content: AuditContent, previousHash: string): string => {
  const { sequence, at, actor, action, subjectType, subjectId, details } = content;
  const covered = { sequence, at, actor, action, subjectType, subjectId, details, previousHash };
  return createHash('sha256').update(canonicalJson(covered)).digest('hex');
};

export interface AuditProblem {
  sequence: string;
  problem: string;
}

/** Checks entries in order of their sequence; `before` is the hash of the entry before the first. */
export const checkChain = (entries: Iterable<ChainedEntry>, before = firstPreviousHash): AuditProblem[] => {
  const problems: AuditProblem[] = [];
  let previous = before;
  for (const entry of entries) {
    if (entry.previousHash !== previous)
      problems.push({
        sequence: entry.sequence,
        problem: 'an entry before it was removed, added or replaced',
      });
    if (auditHash(entry, entry.previousHash) !== entry.hash)
      problems.push({ sequence: entry.sequence, problem: 'its content was changed' });
    previous = entry.hash;
  }
  return problems;
};
