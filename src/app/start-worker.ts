/** Takes visits from the queue and makes them. */
import type { Job } from '../../queues/job.ts';
import browserVisitJob from '../../queues/jobs/browser-visit.ts';
import visitJob, { type VisitPayload } from '../../queues/jobs/visit.ts';
import type { JobWorker, Queues } from '../../queues/queue-contract.ts';
import { visitLimits } from '../domain/visit.ts';
import { makeVisit, type VisitReport } from '../pipeline/make-visit.ts';
import type { VisitNeeds } from '../pipeline/visit-needs.ts';

export interface RunningWorker {
  name: string;
  /** Lets visits in hand write what they have, and takes no new one. */
  close(): Promise<void>;
}

export interface WorkerOptions {
  concurrency?: number;
  /** A lane was given back; it, or another, may be due. */
  onVisitDone?: () => void;
}

const isMoreDueAtOnce = (report: VisitReport | null): boolean =>
  report !== null && report.isMoreLikely && !report.isLost && report.nextAllowedInMs === 0;

/** A lane that is due at once is visited again without a turn through the queue, for as long as one visit may take. */
export const startWorker = async (
  needs: { visit: VisitNeeds; queues: Queues; name: string },
  options: WorkerOptions,
): Promise<RunningWorker> => {
  const { visit, queues, name } = needs;
  /** Lanes whose visit left something that is due at once: asked for again when the queue has let go of the first hint. */
  const again = new Set<string>();

  const work = (job: Job<VisitPayload>, needsBrowser: boolean): Promise<JobWorker> =>
    queues.work(
      job,
      async ({ lane }, signal) => {
        const startedAt = Date.now();
        let isMoreDue = true;
        while (isMoreDue && !signal.aborted && Date.now() - startedAt < visitLimits.maxMs)
          isMoreDue = isMoreDueAtOnce(await makeVisit(visit, { lane, worker: name, needsBrowser, signal }));
        if (isMoreDue) again.add(lane);
      },
      {
        ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
        onDone: ({ lane }) => {
          if (again.delete(lane))
            queues
              .add(job, { lane })
              .catch((error: unknown) => visit.log.warn({ lane, err: error }, 'a hint was not added'));
          options.onVisitDone?.();
        },
      },
    );

  const workers = [await work(visitJob, false)];
  if (visit.renderPage) workers.push(await work(browserVisitJob, true));
  return {
    name,
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
};
