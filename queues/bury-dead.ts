import type { Job as BullJob } from 'bullmq';
import type { DeadLetters } from '../src/storage/frontier-contract.ts';
import type { Job } from './job.ts';

/**
 * Runs a job; when its last try fails it becomes a dead letter before the queue forgets it, so that a process
 * killed in between leaves it in one of the two places.
 */
export const buryDead = async (
  input: { job: Job<never> | Job<unknown>; taken: BullJob; deadLetters: DeadLetters },
  run: () => Promise<void>,
): Promise<void> => {
  const { job, taken, deadLetters } = input;
  try {
    await run();
  } catch (error) {
    const attempts = taken.attemptsMade + 1;
    if (attempts >= job.attempts)
      await deadLetters.add({
        queue: job.name,
        jobName: job.name,
        payload: taken.data,
        error: describe(error),
        attempts,
      });
    throw error;
  }
};

/** A job whose worker died under it too often is failed by BullMQ itself, without its handler. */
export const buryStalled = async (input: {
  job: { name: string };
  taken: BullJob | undefined;
  error: Error;
  deadLetters: DeadLetters;
}): Promise<void> => {
  const { job, taken, error, deadLetters } = input;
  if (!/stalled more than/.test(error.message)) return;
  await deadLetters.add({
    queue: job.name,
    jobName: job.name,
    payload: taken?.data ?? null,
    error: describe(error),
    attempts: taken?.attemptsStarted ?? 0,
  });
};

const describe = (error: unknown): string => {
  const known = error instanceof Error ? error : new Error(String(error));
  const cause = known.cause instanceof Error ? ` (${known.cause.message})` : '';
  return `${known.name}: ${known.message}${cause}`.slice(0, 2000);
};
