/** What the verbs of review need of storage: a group that stays as it is while they work, and the writes they may make. */
import type { DecisionKind, GroupState } from '../domain/review.ts';
import { ReviewConflict } from '../domain/review-conflict.ts';
import { groupStateWords } from '../domain/words.ts';

export interface ReadLead {
  leadId: string;
  revisionId: string;
  assessmentId: string;
}

export interface LockedGroup {
  id: string;
  state: GroupState;
  claimedBy: { id: string; name: string } | null;
  version: string;
  leads: ReadLead[];
  /** The latest decision that is not undone. */
  lastDecision: {
    id: string;
    kind: DecisionKind;
    before: GroupState;
    by: { id: string; name: string };
  } | null;
}

export interface NewDecision {
  kind: DecisionKind;
  reason: string;
  note: string;
  before: GroupState;
  undoesId: string | null;
}

export interface GroupWrites {
  setState(state: GroupState, claimedById: string | null): Promise<void>;
  addDecision(decision: NewDecision): Promise<string>;
  audit(action: string, details: Record<string, unknown>): Promise<void>;
}

export interface GroupReview {
  /**
   * Runs `work` in one transaction on the locked group; everything it writes is in `actorId`'s name.
   * Rejects with BadInputError when there is no such group.
   */
  inGroup<Result>(
    input: { groupId: string; actorId: string },
    work: (group: LockedGroup, writes: GroupWrites) => Promise<Result>,
  ): Promise<Result>;
}

export interface GroupReviewNeeds {
  groups: GroupReview;
}

/** Rejects when the group is no longer what the person had before them. */
export const requireUnchanged = (group: LockedGroup, seenVersion: string): void => {
  if (group.version === seenVersion) return;
  const by = group.lastDecision?.by.name ?? group.claimedBy?.name;
  const who = by ? ` (last: ${by})` : '';
  throw new ReviewConflict(
    'changed-meanwhile',
    `This advert group was changed meanwhile: it is now ${groupStateWords[group.state]}${who} and has ${group.leads.length} advert(s). Look at it again, then decide.`,
  );
};
