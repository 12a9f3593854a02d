import { z } from 'zod';
import type { Job } from '../job.ts';

export const maintainPayload = z.object({ task: z.enum(['re-score', 'retention']) });
export type MaintainPayload = z.infer<typeof maintainPayload>;

/** Work on what is already there: re-scoring after the rules changed, retention. Done again, it finds nothing to do. */
const maintainJob: Job<MaintainPayload> = {
  name: 'maintain',
  payload: maintainPayload,
  attempts: 3,
  backoffMs: 10_000,
  concurrency: 1,
  keyOf: ({ task }) => task,
};

export default maintainJob;
