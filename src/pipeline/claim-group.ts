/** A person takes a group to work on, or gives it back. */
import type { Access } from '../domain/account.ts';
import { ReviewConflict } from '../domain/review-conflict.ts';
import { type GroupReviewNeeds, requireUnchanged } from './group-review.ts';

export interface ClaimInput {
  groupId: string;
  /** The group's version that the person saw. */
  version: string;
  access: Access<'admin' | 'analyst'>;
  /** Takes it although somebody else has it. */
  takeOver?: boolean;
}

export const claimGroup = async (needs: GroupReviewNeeds, input: ClaimInput): Promise<void> => {
  const { access } = input;
  await needs.groups.inGroup({ groupId: input.groupId, actorId: access.userId }, async (group, writes) => {
    if (group.state === 'claimed' && group.claimedBy?.id === access.userId) return;
    requireUnchanged(group, input.version);
    if (group.state === 'claimed' && group.claimedBy && !input.takeOver)
      throw new ReviewConflict(
        'claimed-by-other',
        `${group.claimedBy.name} is working on this group. Take it over only after asking.`,
      );
    if (group.state !== 'new' && group.state !== 'claimed')
      throw new ReviewConflict(
        'changed-meanwhile',
        'This group is decided already; undo the decision to open it again.',
      );
    await writes.setState('claimed', access.userId);
    await writes.audit('group.claimed', group.claimedBy ? { takenFrom: group.claimedBy.id } : {});
  });
};

export const releaseGroup = async (
  needs: GroupReviewNeeds,
  input: Omit<ClaimInput, 'takeOver'>,
): Promise<void> => {
  const { access } = input;
  await needs.groups.inGroup({ groupId: input.groupId, actorId: access.userId }, async (group, writes) => {
    requireUnchanged(group, input.version);
    if (group.state !== 'claimed' || group.claimedBy?.id !== access.userId)
      throw new ReviewConflict(
        'not-claimed',
        'You have not claimed this group, so there is nothing to give back.',
      );
    await writes.setState('new', null);
    await writes.audit('group.released', {});
  });
};
