/** The contract of a job: what it carries, how often it is tried, and what makes two of them one. */
import type { z } from 'zod';

export interface Job<Payload> {
  /** Also the name of its queue. */
  name: string;
  payload: z.ZodType<Payload>;
  /** Tries in all. Visits have one: the frontier itself brings their urls back. */
  attempts: number;
  /** Wait before the second try; doubles with each. */
  backoffMs: number;
  /** Jobs of one process at a time. PostgreSQL deadlocked at ten and more. */
  concurrency: number;
  /** Jobs with equal keys are one as long as one of them waits or runs. Undefined: each stands alone. */
  keyOf(payload: Payload): string | undefined;
}
