/** Runs, dead letters and the frontier's health, for the jobs page. */
import type { RunView } from '../domain/run-view.ts';
import type { DeadLetterView, JobsView, RunSummary } from '../domain/target-view.ts';
import { appendAudit } from './audit.ts';
import type { PrismaClient } from './generated/client.ts';
import { summariseRuns } from './run-summaries.ts';
import { readRunView } from './run-view.ts';

export interface DeadLetter {
  jobName: string;
  payload: unknown;
}

export interface JobStore {
  runs(limit: number): Promise<RunSummary[]>;
  /** Null when there is none. */
  run(id: string): Promise<RunView | null>;
  deadLetters(limit: number): Promise<DeadLetterView[]>;
  frontier(): Promise<JobsView['frontier']>;
  /**
   * Queues again what a dead letter carried; it counts as tried again only once that went through. False when it was
   * tried again already, or is not there.
   */
  retryDeadLetter(id: string, actor: string, queue: (letter: DeadLetter) => Promise<void>): Promise<boolean>;
}

/** Queues that are away answer late; a started run has its own transaction. */
const queueingTime = { timeout: 30_000 };

export const createJobStore = (database: PrismaClient): JobStore => ({
  runs: (limit) => summariseRuns(database, { limit }),

  run: (id) => readRunView(database, id),

  async deadLetters(limit) {
    const rows = await database.deadLetter.findMany({
      orderBy: [{ retriedAt: { sort: 'asc', nulls: 'first' } }, { failedAt: 'desc' }],
      take: limit,
    });
    return rows.map(({ id, jobName, error, attempts, failedAt, retriedAt }) => ({
      id,
      jobName,
      error,
      attempts,
      failedAt: failedAt.toISOString(),
      retriedAt: retriedAt?.toISOString() ?? null,
    }));
  },

  async frontier() {
    const [urls, lanesBackingOff] = await Promise.all([
      database.url.groupBy({ by: ['state'], where: { state: { in: ['waiting', 'leased'] } }, _count: true }),
      database.lane.count({ where: { backOffUntil: { gt: new Date() } } }),
    ]);
    const countOf = (state: string): number => urls.find((row) => row.state === state)?._count ?? 0;
    return { waitingUrls: countOf('waiting'), leasedUrls: countOf('leased'), lanesBackingOff };
  },

  retryDeadLetter: (id, actor, queue) =>
    database.$transaction(async (tx) => {
      // Holds the row, so that a second click waits; undone with the transaction when queueing fails.
      const taken = await tx.deadLetter.updateMany({
        where: { id, retriedAt: null },
        data: { retriedAt: new Date() },
      });
      if (taken.count === 0) return false;
      const { jobName, payload } = await tx.deadLetter.findUniqueOrThrow({ where: { id } });
      await queue({ jobName, payload });
      await appendAudit(tx, {
        actor,
        action: 'dead-letter.retried',
        subjectType: 'dead-letter',
        subjectId: id,
      });
      return true;
    }, queueingTime),
});
