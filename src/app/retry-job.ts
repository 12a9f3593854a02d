import { z } from 'zod';
import type { Job } from '../../queues/job.ts';
import { browserVisitJob } from '../../queues/jobs/browser-visit.ts';
import { maintainJob } from '../../queues/jobs/maintain.ts';
import { visitJob } from '../../queues/jobs/visit.ts';
import type { Queues } from '../../queues/queue-contract.ts';
import { BadInputError } from '../domain/failure.ts';
import type { DispatchNeeds } from '../pipeline/dispatch-visits.ts';
import { startRun } from '../pipeline/start-run.ts';
import type { TargetStore } from '../storage/targets.ts';

type Retry = (payload: unknown) => Promise<void>;

const startRunPayload = z.object({ targetId: z.uuid() });

/** Does again what ended as a dead letter. */
export const retryJob = async (
  needs: { queues: Queues; dispatch: DispatchNeeds; targets: Pick<TargetStore, 'byId'> },
  letter: { jobName: string; payload: unknown },
): Promise<void> => {
  const { queues, dispatch, targets } = needs;
  const putBack =
    <Payload>(job: Job<Payload>): Retry =>
    (payload) =>
      queues.add(job, job.payload.parse(payload));
  const retries = new Map<string, Retry>([
    [visitJob.name, putBack(visitJob)],
    [browserVisitJob.name, putBack(browserVisitJob)],
    [maintainJob.name, putBack(maintainJob)],
    [
      'start-run',
      async (payload) => {
        const target = await targets.byId(startRunPayload.parse(payload).targetId);
        if (!target) throw new BadInputError('the crawl target of this job is not there any more');
        await startRun(dispatch, { target, trigger: 'person' });
      },
    ],
  ]);
  const retry = retries.get(letter.jobName);
  if (!retry)
    throw new BadInputError(`there is no job '${letter.jobName}' any more; it can't be tried again`);
  await retry(letter.payload);
};
