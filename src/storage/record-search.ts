/** Who looked for what: a search for a number or a handle is a look at a person's data. */
import { createHash } from 'node:crypto';
import { foldText } from '../domain/search-terms.ts';
import { appendAudit } from './audit.ts';
import type { PrismaClient } from './generated/client.ts';

/** A page that is open asks again and again; that is one search. */
const sameSearchMs = 3_600_000;

/** The words themselves may be somebody's number: the entry holds their SHA-256, by which a known one can be found. */
export const recordSearch = (
  database: PrismaClient,
  { actor, text }: { actor: string; text: string },
): Promise<void> =>
  database.$transaction(async (tx) => {
    const subjectId = createHash('sha256').update(foldText(text)).digest('hex');
    const before = await tx.auditEntry.findFirst({
      where: { subjectType: 'search', subjectId, actor, at: { gt: new Date(Date.now() - sameSearchMs) } },
      select: { sequence: true },
    });
    if (!before) await appendAudit(tx, { actor, action: 'lead.search', subjectType: 'search', subjectId });
  });
