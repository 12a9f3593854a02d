/** The queue as it was last seen, so that a lead page knows its neighbours and the way back. */
import type { QueueSearch } from '../router.tsx';

const memory: { leadIds: string[]; search: QueueSearch } = { leadIds: [], search: {} };

export const rememberQueue = (leadIds: string[], search: QueueSearch): void => {
  memory.leadIds = leadIds;
  memory.search = search;
};

export const queueSearchBefore = (): QueueSearch => memory.search;

export const neighbourOf = (leadId: string, step: 1 | -1): string | undefined => {
  const at = memory.leadIds.indexOf(leadId);
  return at < 0 ? undefined : memory.leadIds[at + step];
};
