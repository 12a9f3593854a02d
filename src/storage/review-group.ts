/** An advert group as the verbs of review see it. */
import { createHash } from 'node:crypto';
import type { DecisionKind, GroupState } from '../domain/review.ts';
import type { LockedGroup, ReadLead } from '../pipeline/group-review.ts';
import type { Prisma } from './generated/client.ts';
import { isNoPlea } from './hide-pleas.ts';

/** What a decision is based on, as one short text: state, claim, last decision and every lead as it was read. */
export const groupVersion = (group: {
  state: string;
  claimedById: string | null;
  lastDecisionId: string | null;
  leads: ReadLead[];
}): string => {
  const leads = group.leads.map((lead) => `${lead.leadId} ${lead.revisionId} ${lead.assessmentId}`).sort();
  const parts = [group.state, group.claimedById, group.lastDecisionId, ...leads];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
};

export const loadGroup = async (tx: Prisma.TransactionClient, groupId: string): Promise<LockedGroup> => {
  const group = await tx.leadGroup.findUniqueOrThrow({
    where: { id: groupId },
    include: {
      claimedBy: true,
      leads: { where: isNoPlea, select: { id: true, revisionId: true, assessmentId: true } },
      decisions: { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], include: { user: true } },
    },
  });
  const undone = new Set(group.decisions.map((decision) => decision.undoesId));
  const last = group.decisions.find((decision) => decision.kind !== 'undo' && !undone.has(decision.id));
  const leads = group.leads.map(({ id, revisionId, assessmentId }) => ({
    leadId: id,
    revisionId,
    assessmentId,
  }));
  return {
    id: group.id,
    state: group.state as GroupState,
    claimedBy: group.claimedBy && { id: group.claimedBy.id, name: group.claimedBy.name },
    leads,
    version: groupVersion({
      state: group.state,
      claimedById: group.claimedById,
      lastDecisionId: group.decisions[0]?.id ?? null,
      leads,
    }),
    lastDecision: last
      ? {
          id: last.id,
          kind: last.kind as DecisionKind,
          before: last.before as GroupState,
          by: { id: last.user.id, name: last.user.name },
        }
      : null,
  };
};
