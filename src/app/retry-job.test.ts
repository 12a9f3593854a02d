import { describe, expect, it } from 'vitest';
import { loadJobs } from '../../queues/load-jobs.ts';
import type { Queues } from '../../queues/queue-contract.ts';
import type { DispatchNeeds } from '../pipeline/dispatch-visits.ts';
import { retryJob } from './retry-job.ts';

const openNeeds = async () => {
  const added: { name: string; payload: unknown }[] = [];
  const queues = {
    add: async (job, payload) => void added.push({ name: job.name, payload }),
  } as Pick<Queues, 'add'> as Queues;
  return {
    added,
    needs: {
      queues,
      jobs: await loadJobs(),
      dispatch: {} as DispatchNeeds,
      targets: { byId: async () => null },
    },
  };
};

describe('retryJob', () => {
  it('puts the job of a dead letter back with what it carried', async () => {
    const { needs, added } = await openNeeds();
    await retryJob(needs, { jobName: 'visit', payload: { lane: 'a.example' } });
    expect(added).toEqual([{ name: 'visit', payload: { lane: 'a.example' } }]);
  });

  it('says that a target whose run could not be started was removed meanwhile', async () => {
    const { needs } = await openNeeds();
    const letter = { jobName: 'start-run', payload: { targetId: '0192f0c1-2222-7000-8000-000000000001' } };
    await expect(retryJob(needs, letter)).rejects.toThrow(
      'the crawl target of this job is not there any more',
    );
  });

  it('says that a job of an older version is not known any more', async () => {
    const { needs } = await openNeeds();
    await expect(retryJob(needs, { jobName: 'gone', payload: {} })).rejects.toThrow("no job 'gone' any more");
  });
});
