/** What the rest of Lurewatch sees of the queues. */
import type { Job } from './job.ts';

export interface WorkOptions<Payload> {
  concurrency?: number;
  /** Called after a job is done and its key is free again. */
  onDone?(payload: Payload): void;
}

export interface JobWorker {
  /** Takes no new job and waits for those in hand; `signal` of their handlers is aborted first. */
  close(): Promise<void>;
}

export interface JobCounts {
  waiting: number;
  active: number;
  delayed: number;
}

export interface Queues {
  /** `postgres` or `redis`. */
  readonly backend: string;
  add<Payload>(job: Job<Payload>, payload: Payload): Promise<void>;
  /** A handler that throws is tried again as its job says, then ends as a dead letter. */
  work<Payload>(
    job: Job<Payload>,
    handle: (payload: Payload, signal: AbortSignal) => Promise<void>,
    options?: WorkOptions<Payload>,
  ): Promise<JobWorker>;
  /** Adds the job now and again every `everyMs`, however many processes ask for it. */
  repeat<Payload>(job: Job<Payload>, payload: Payload, everyMs: number): Promise<void>;
  counts(job: Pick<Job<never>, 'name'>): Promise<JobCounts>;
  close(): Promise<void>;
}
