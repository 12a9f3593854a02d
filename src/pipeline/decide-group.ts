/** A person decides on a whole advert group, or takes the last decision back. */
import type { Access } from '../domain/account.ts';
import { BadInputError } from '../domain/failure.ts';
import { type DecisionInput, dismissReasons, type GroupState } from '../domain/review.ts';
import { ReviewConflict } from '../domain/review-conflict.ts';
import { type GroupReviewNeeds, type LockedGroup, requireUnchanged } from './group-review.ts';

export interface DecideInput {
  groupId: string;
  /** The group's version that the person read. */
  version: string;
  decision: DecisionInput;
  access: Access<'admin' | 'analyst'>;
}

const stateAfter: Record<DecisionInput['kind'], GroupState> = {
  pursue: 'pursued',
  dismiss: 'dismissed',
  refer: 'referred',
};

/** Resolves to the decision's id. */
export const decideGroup = async (needs: GroupReviewNeeds, input: DecideInput): Promise<string> => {
  const { access, decision } = input;
  requireReason(decision);
  return needs.groups.inGroup({ groupId: input.groupId, actorId: access.userId }, async (group, writes) => {
    requireUnchanged(group, input.version);
    requireNotOthers(group, access);
    const decisionId = await writes.addDecision({
      kind: decision.kind,
      reason: decision.reason,
      note: decision.note,
      before: group.state,
      undoesId: null,
    });
    await writes.setState(stateAfter[decision.kind], access.userId);
    await writes.audit('group.decided', { decisionId, kind: decision.kind, leads: group.leads.length });
    return decisionId;
  });
};

/** Takes back the latest decision that stands. Its maker may, and an admin. */
export const undoDecision = async (
  needs: GroupReviewNeeds,
  input: Omit<DecideInput, 'decision'>,
): Promise<string> => {
  const { access } = input;
  return needs.groups.inGroup({ groupId: input.groupId, actorId: access.userId }, async (group, writes) => {
    requireUnchanged(group, input.version);
    const last = group.lastDecision;
    if (!last)
      throw new ReviewConflict('nothing-to-undo', 'No decision stands here, so there is none to undo.');
    if (last.by.id !== access.userId && access.role !== 'admin')
      throw new ReviewConflict(
        'claimed-by-other',
        `${last.by.name} took this decision; only ${last.by.name} or an admin can undo it. You can decide anew instead.`,
      );
    const decisionId = await writes.addDecision({
      kind: 'undo',
      reason: '',
      note: '',
      before: group.state,
      undoesId: last.id,
    });
    await writes.setState(last.before, last.before === 'new' ? null : access.userId);
    await writes.audit('group.decision-undone', { decisionId, undoesId: last.id });
    return decisionId;
  });
};

const requireReason = (decision: DecisionInput): void => {
  if (decision.kind !== 'dismiss') return;
  if (!dismissReasons.some((reason) => reason === decision.reason))
    throw new BadInputError(`a dismissal needs one of these reasons: ${dismissReasons.join(', ')}`);
  if (decision.reason === 'other' && decision.note === '')
    throw new BadInputError('say the other reason in the note, so that the rules can learn from it');
};

const requireNotOthers = (group: LockedGroup, access: Access): void => {
  if (group.state !== 'claimed' || !group.claimedBy || group.claimedBy.id === access.userId) return;
  throw new ReviewConflict(
    'claimed-by-other',
    `${group.claimedBy.name} is working on this group. Take it over first, after asking.`,
  );
};
