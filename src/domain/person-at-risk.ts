/** A text of somebody held inside or of a relative searching: shown only to those who may help. */
import { z } from 'zod';

export const personAtRiskState = z.enum(['new', 'handled']);

export const personAtRiskView = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  url: z.string(),
  site: z.string(),
  gist: z.string(),
  state: personAtRiskState,
  note: z.string(),
  handledBy: z.string().nullable(),
  handledAt: z.string().nullable(),
  createdAt: z.string(),
  isDemonstration: z.boolean(),
});
export type PersonAtRiskView = z.infer<typeof personAtRiskView>;
