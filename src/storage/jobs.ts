/** Runs, dead letters and the frontier's health, for the jobs page. */
import type { DeadLetterView, JobsView, RunSummary } from '../domain/target-view.ts';
import { appendAudit } from './audit.ts';
import type { PrismaClient } from './generated/client.ts';
import { summariseRuns } from './run-summaries.ts';

export interface JobStore {
  runs(limit: number): Promise<RunSummary[]>;
  deadLetters(limit: number): Promise<DeadLetterView[]>;
  frontier(): Promise<JobsView['frontier']>;
  /** Marks a dead letter as tried again and returns what it carried; null when it was already, or is not there. */
  takeDeadLetter(id: string, actor: string): Promise<{ jobName: string; payload: unknown } | null>;
}

export const createJobStore = (database: PrismaClient): JobStore => ({
  runs: (limit) => summariseRuns(database, { limit }),

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

  takeDeadLetter: (id, actor) =>
    database.$transaction(async (tx) => {
      const taken = await tx.deadLetter.updateMany({
        where: { id, retriedAt: null },
        data: { retriedAt: new Date() },
      });
      if (taken.count === 0) return null;
      const { jobName, payload } = await tx.deadLetter.findUniqueOrThrow({ where: { id } });
      await appendAudit(tx, {
        actor,
        action: 'dead-letter.retried',
        subjectType: 'dead-letter',
        subjectId: id,
      });
      return { jobName, payload };
    }),
});
