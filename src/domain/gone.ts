/** How it is known that an advert is no longer online. */
import { z } from 'zod';

export const goneReason = z.enum(['not-found', 'expired', 'removed']);
export type GoneReason = z.infer<typeof goneReason>;

export const goneReasonWords: Record<GoneReason, string> = {
  'not-found': 'its page is not there any more',
  expired: 'the page says that the advert is over',
  removed: 'it is no longer on the lists of its place',
};
