/** Writes the outcomes of a visit in batches while the visit goes on: about 16 pages or one second at a time. */
import { RetryableError } from '../domain/failure.ts';
import type { Frontier, LaneAfter, UrlOutcome, VisitLease } from '../storage/frontier-contract.ts';
import { outcomeOf } from './url-outcome.ts';
import type { VisitNeeds } from './visit-needs.ts';

export const flushLimits = { batchPages: 16, everyMs: 1000, maxPending: 40 } as const;

export interface Flusher {
  add(outcome: Promise<UrlOutcome>): void;
  /** Resolves when another page may be taken on: pages held in memory are bounded. */
  room(): Promise<void>;
  /** Writes what is left and gives the lane back. Throws what a write threw. */
  finish(lane: Omit<LaneAfter, 'isDone'>): Promise<void>;
  readonly isLost: boolean;
  readonly pages: number;
  readonly postings: number;
  /** Urls that the frontier did not have to visit before. */
  readonly newUrls: number;
}

export const openFlusher = (
  needs: Pick<VisitNeeds, 'onVisited' | 'onImageWork' | 'log'> & { frontier: Pick<Frontier, 'flushVisit'> },
  lease: VisitLease,
): Flusher => {
  const reading = new Set<Promise<void>>();
  let read: UrlOutcome[] = [];
  let writing: Promise<void> = Promise.resolve();
  let beingWritten = 0;
  let failure: unknown;
  let isLost = false;
  let lastFlushAt = Date.now();
  const counts = { pages: 0, postings: 0, newUrls: 0 };

  const write = async (outcomes: UrlOutcome[], lane: LaneAfter): Promise<void> => {
    if (isLost || failure) return;
    const result = await needs.frontier.flushVisit(lease, outcomes, lane);
    if (!result.isAccepted) {
      isLost = true;
      return;
    }
    counts.newUrls += result.newUrls;
    if (result.hasImageWork) needs.onImageWork?.();
    for (const outcome of outcomes) {
      counts.pages += 1;
      counts.postings += outcome.postings.length;
      needs.onVisited?.({
        url: outcome.url.url,
        state: outcome.state,
        problem: outcome.problem,
        capture: outcome.capture,
        postings: outcome.postings,
      });
    }
  };

  const enqueue = (lane: LaneAfter): void => {
    const batch = read;
    read = [];
    beingWritten += batch.length;
    lastFlushAt = Date.now();
    writing = writing
      .then(() => write(batch, lane))
      .catch((error: unknown) => writeOneByOne(batch, lane, error))
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => {
        beingWritten -= batch.length;
      });
  };

  /**
   * One outcome that storage can't take must not hold back the others of its batch. Storage that is away takes none:
   * the lease lapses then, and its pages are visited again.
   */
  const writeOneByOne = async (batch: UrlOutcome[], lane: LaneAfter, cause: unknown): Promise<void> => {
    if (batch.length === 0 || cause instanceof RetryableError) throw cause;
    needs.log.warn(
      { lane: lease.lane, urls: batch.length, err: cause },
      'a batch was not written; one by one now',
    );
    const staying = { ...lane, isDone: false };
    for (const outcome of batch)
      await write([outcome], staying).catch((error: unknown) => {
        if (error instanceof RetryableError) throw error;
        return write([unstorable(outcome, error)], staying);
      });
    if (lane.isDone) await write([], lane);
  };

  const addRead = (outcome: UrlOutcome): void => {
    read.push(outcome);
    if (read.length >= flushLimits.batchPages || Date.now() - lastFlushAt >= flushLimits.everyMs)
      enqueue({ nextAllowedInMs: 0, isDone: false });
  };

  return {
    get isLost() {
      return isLost || failure !== undefined;
    },
    get pages() {
      return counts.pages;
    },
    get newUrls() {
      return counts.newUrls;
    },
    get postings() {
      return counts.postings;
    },
    add(outcome) {
      const tracked: Promise<void> = outcome
        .then(addRead, (error: unknown) => {
          failure ??= error;
        })
        .finally(() => reading.delete(tracked));
      reading.add(tracked);
    },
    async room() {
      while (reading.size + read.length + beingWritten >= flushLimits.maxPending && !isLost && !failure) {
        if (reading.size > 0) await Promise.race(reading);
        else await writing;
      }
    },
    async finish(lane) {
      await Promise.all(reading);
      enqueue({ ...lane, isDone: true });
      await writing;
      if (failure) throw failure;
    },
  };
};

const unstorable = (outcome: UrlOutcome, error: unknown): UrlOutcome =>
  outcomeOf(outcome.url, 'failed', {
    status: outcome.status,
    problem: `it could not be stored: ${error instanceof Error ? error.message : String(error)}`.slice(
      0,
      500,
    ),
  });
