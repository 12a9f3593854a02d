/** What a worker tells of itself every few seconds. Counts only: no address and nobody's data. */
import { z } from 'zod';

export const fetchOutcomes = [
  'done',
  'unchanged',
  'again',
  'gone',
  'refused',
  'blocked',
  'failed',
  'unreadable',
] as const;
export type FetchOutcome = (typeof fetchOutcomes)[number];

/** Since the worker started; they only grow. */
export const workerCounts = z.object({
  fetches: z.partialRecord(z.enum(fetchOutcomes), z.number()),
  rendered: z.number(),
  postings: z.number(),
});
export type WorkerCounts = z.infer<typeof workerCounts>;

export interface WorkerReport {
  name: string;
  startedAt: Date;
  memoryBytes: number;
  /** Open in its browser now. */
  browserPages: number;
  counts: WorkerCounts;
}

export const noCounts = (): WorkerCounts => ({ fetches: {}, rendered: 0, postings: 0 });

export const addCounts = (one: WorkerCounts, other: WorkerCounts): WorkerCounts => ({
  fetches: Object.fromEntries(
    fetchOutcomes
      .map((outcome) => [outcome, (one.fetches[outcome] ?? 0) + (other.fetches[outcome] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  ),
  rendered: one.rendered + other.rendered,
  postings: one.postings + other.postings,
});
