import { z } from 'zod';
import type { Job } from '../job.ts';

export const visitPayload = z.object({ lane: z.string().min(1) });
export type VisitPayload = z.infer<typeof visitPayload>;

/** A hint that a lane has something due; the frontier says what. */
const visitJob: Job<VisitPayload> = {
  name: 'visit',
  payload: visitPayload,
  attempts: 1,
  backoffMs: 0,
  concurrency: 4,
  keyOf: ({ lane }) => lane,
};

export default visitJob;
