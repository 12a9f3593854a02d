/** The restricted list; every look at it is audited. */
import { storedPosting } from '../domain/lead-view.ts';
import { type PersonAtRiskView, personAtRiskState } from '../domain/person-at-risk.ts';
import { appendAudit } from './audit.ts';
import type { PrismaClient } from './generated/client.ts';

export interface PersonAtRiskStore {
  list(readerId: string): Promise<PersonAtRiskView[]>;
  /** False when there is no such entry. */
  setHandled(input: { id: string; isHandled: boolean; note: string; actor: string }): Promise<boolean>;
}

const shown = 500;

export const createPersonAtRiskStore = (database: PrismaClient): PersonAtRiskStore => ({
  list: (readerId) =>
    database.$transaction(async (tx) => {
      const rows = await tx.personAtRisk.findMany({
        orderBy: [{ state: 'desc' }, { createdAt: 'desc' }],
        take: shown,
      });
      const assessments = await tx.assessment.findMany({
        where: { id: { in: rows.map((row) => row.assessmentId) } },
        include: { revision: { include: { posting: true } } },
      });
      const users = await tx.user.findMany({
        where: { id: { in: rows.flatMap((row) => row.handledById ?? []) } },
      });
      await appendAudit(tx, {
        actor: readerId,
        action: 'persons-at-risk.read',
        subjectType: 'list',
        subjectId: 'persons-at-risk',
        details: { ids: rows.map((row) => row.id) },
      });
      return rows.flatMap((row) => {
        const found = assessments.find((one) => one.id === row.assessmentId);
        if (!found) return [];
        const { title, text } = storedPosting.parse(found.revision.fields);
        const { url, site, isDemonstration } = found.revision.posting;
        return {
          id: row.id,
          title,
          text,
          url,
          site,
          isDemonstration,
          gist: found.gist,
          state: personAtRiskState.parse(row.state),
          note: row.note,
          handledBy: users.find((user) => user.id === row.handledById)?.name ?? null,
          handledAt: row.handledAt?.toISOString() ?? null,
          createdAt: row.createdAt.toISOString(),
        };
      });
    }),

  setHandled: ({ id, isHandled, note, actor }) =>
    database.$transaction(async (tx) => {
      const changed = await tx.personAtRisk.updateMany({
        where: { id },
        data: {
          state: isHandled ? 'handled' : 'new',
          note,
          handledAt: isHandled ? new Date() : null,
          handledById: isHandled ? actor : null,
        },
      });
      if (changed.count === 0) return false;
      await appendAudit(tx, {
        actor,
        action: isHandled ? 'person-at-risk.handled' : 'person-at-risk.reopened',
        subjectType: 'person-at-risk',
        subjectId: id,
      });
      return true;
    }),
});
