/** Claim, release, decide and undo for the lead at hand. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { LeadView } from '../../../domain/lead-view.ts';
import type { DecisionInput } from '../../../domain/review.ts';
import { ApiProblem, ask } from '../api.ts';
import { messageOf, tell, tellProblem } from './notices.tsx';

export const leadKey = (leadId: string) => ['lead', leadId] as const;

type Step =
  | { step: 'claim'; takeOver?: boolean }
  | { step: 'release' }
  | { step: 'undo' }
  | { step: 'decisions'; decision: DecisionInput };

const doneWords: Record<Step['step'], string> = {
  claim: 'You have claimed this group.',
  release: 'Given back to the queue.',
  undo: 'The decision is taken back.',
  decisions: 'Decided for the whole group. Press u to undo, j for the next.',
};

export const useReview = (lead: LeadView) => {
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: leadKey(lead.id) }),
      queries.invalidateQueries({ queryKey: ['queue'] }),
    ]);
  return useMutation({
    mutationFn: (input: Step) => {
      const { step, ...more } = input;
      const body = {
        version: lead.group.version,
        ...('decision' in more ? more.decision : more),
      };
      return ask('POST', `/api/groups/${lead.group.id}/${step}`, body);
    },
    onSuccess: async (_answer, { step }) => {
      tell(doneWords[step]);
      await refresh();
    },
    onError: async (error) => {
      // Somebody else was faster: say so, and show how it stands now. An open dialog keeps what was typed.
      if (error instanceof ApiProblem && error.status === 409) {
        tellProblem(new Error(messageOf(error)));
        await refresh();
      } else tellProblem(error);
    },
  });
};
