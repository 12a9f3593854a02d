import { z } from 'zod';
import type { Job } from '../../queues/job.ts';
import type { Queues } from '../../queues/queue-contract.ts';
import { BadInputError } from '../domain/failure.ts';
import { type DispatchNeeds, startRunJobName } from '../pipeline/dispatch-visits.ts';
import { startRun } from '../pipeline/start-run.ts';
import type { TargetStore } from '../storage/targets.ts';

const startRunPayload = z.object({ targetId: z.uuid() });

/** Does again what ended as a dead letter: a job of a queue, or the start of a run that the dispatcher could not make. */
export const retryJob = async (
  needs: {
    queues: Queues;
    jobs: ReadonlyMap<string, Job<unknown>>;
    dispatch: DispatchNeeds;
    targets: Pick<TargetStore, 'byId'>;
  },
  letter: { jobName: string; payload: unknown },
): Promise<void> => {
  const { queues, jobs, dispatch, targets } = needs;
  if (letter.jobName === startRunJobName) {
    const target = await targets.byId(startRunPayload.parse(letter.payload).targetId);
    if (!target) throw new BadInputError('the crawl target of this job is not there any more');
    await startRun(dispatch, { target, trigger: 'person' });
    return;
  }
  const job = jobs.get(letter.jobName);
  if (!job) throw new BadInputError(`there is no job '${letter.jobName}' any more; it can't be tried again`);
  await queues.add(job, letter.payload);
};
