/** What BullMQ must do for us, on a real PostgreSQL and a real Redis alike. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Job } from '../../queues/job.ts';
import visitJob from '../../queues/jobs/visit.ts';
import { openQueues } from '../../queues/open-queues.ts';
import type { Queues } from '../../queues/queue-contract.ts';
import { startEmbeddedDatabase } from '../../src/platform/database/start-embedded-database.ts';
import { projectRoot } from '../../src/platform/discover.ts';
import type { DeadLetters } from '../../src/storage/frontier-contract.ts';
import { hasRedis, startRedis } from '../fixtures/queues/start-redis.ts';

type Letter = Parameters<DeadLetters['add']>[0];

interface Place {
  connectionString: string;
  redisUrl: string | undefined;
  stop(): Promise<void>;
}

const openPostgres = async (): Promise<Place> => {
  const database = await startEmbeddedDatabase({ isThrowaway: true });
  return { connectionString: database.connectionString, redisUrl: undefined, stop: () => database.stop() };
};

const openRedis = async (): Promise<Place> => {
  const redis = await startRedis();
  return { connectionString: '', redisUrl: redis.url, stop: () => redis.stop() };
};

const retryingJob: Job<{ number: number }> = {
  name: 'retrying',
  payload: z.object({ number: z.int() }),
  attempts: 3,
  backoffMs: 10,
  concurrency: 2,
  keyOf: () => undefined,
};

const until = async (isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  for (let tries = 0; tries < 1500; tries += 1) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never happened: ${what}`);
};

const backends = [
  { id: 'postgres', open: openPostgres, skipReason: '' },
  { id: 'redis', open: openRedis, skipReason: hasRedis() ? '' : 'there is no redis-server here' },
];

for (const backend of backends)
  describe(`queues on ${backend.id}`, () => {
    let place: Place | undefined;
    let queues: Queues;
    let letters: Letter[];
    const children: ChildProcess[] = [];

    beforeAll(async () => {
      if (!backend.skipReason) place = await backend.open();
    }, 60_000);
    afterAll(() => place?.stop());

    beforeEach(async (test) => {
      if (!place) return test.skip(backend.skipReason);
      letters = [];
      queues = await openQueues({
        ...place,
        deadLetters: { add: async (letter) => void letters.push(letter) },
      });
    });
    afterEach(async () => {
      for (const child of children.splice(0)) child.kill('SIGKILL');
      if (place) await queues.close();
    });

    it('names its back end', () => expect(queues.backend).toBe(backend.id));

    it('takes two hints of one lane as one while the first waits or runs', async () => {
      const seen: string[] = [];
      let letGo: () => void = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await queues.add(visitJob, { lane: 'a.example' });
      await queues.add(visitJob, { lane: 'a.example' });
      await queues.add(visitJob, { lane: 'b.example' });
      expect((await queues.counts(visitJob)).waiting).toBe(2);
      await queues.work(visitJob, async ({ lane }) => {
        seen.push(lane);
        await held;
      });
      await until(() => seen.length === 2, 'both lanes taken');
      await queues.add(visitJob, { lane: 'a.example' });
      expect((await queues.counts(visitJob)).waiting).toBe(0);
      letGo();
      await until(async () => (await queues.counts(visitJob)).active === 0, 'both done');
      expect(seen.sort()).toEqual(['a.example', 'b.example']);
    });

    it('takes the same lane again after its visit, from within onDone', async () => {
      let visits = 0;
      await queues.work(
        visitJob,
        async () => {
          visits += 1;
        },
        {
          onDone: () => {
            if (visits < 3) void queues.add(visitJob, { lane: 'again.example' });
          },
        },
      );
      await queues.add(visitJob, { lane: 'again.example' });
      await until(() => visits === 3, 'three visits');
    });

    it('tries a failing job as often as it says, then keeps it as a dead letter', async () => {
      let tries = 0;
      await queues.work(retryingJob, async () => {
        tries += 1;
        throw new Error('the disk is full', { cause: new Error('ENOSPC') });
      });
      await queues.add(retryingJob, { number: 7 });
      await until(() => letters.length === 1, 'a dead letter');
      expect(tries).toBe(3);
      expect(letters[0]).toMatchObject({ queue: 'retrying', payload: { number: 7 }, attempts: 3 });
      expect(letters[0]?.error).toContain('the disk is full (ENOSPC)');
      await until(async () => {
        const { waiting, active, delayed } = await queues.counts(retryingJob);
        return waiting + active + delayed === 0;
      }, 'the queue to forget it');
    });

    it('goes on when a later try succeeds', async () => {
      let tries = 0;
      await queues.work(retryingJob, async () => {
        tries += 1;
        if (tries === 1) throw new Error('once');
      });
      await queues.add(retryingJob, { number: 1 });
      await until(() => tries === 2, 'a second try');
      expect(letters).toEqual([]);
    });

    it('refuses a payload that does not fit its job', async () => {
      await expect(queues.add(visitJob, { lane: '' })).rejects.toThrow();
    });

    it('gives a job of a killed process to another one', async () => {
      const child = spawn(
        process.execPath,
        [
          '--import',
          'tsx',
          'test/fixtures/queues/dying-worker.ts',
          place?.connectionString ?? '',
          place?.redisUrl ?? '',
        ],
        { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
      );
      children.push(child);
      await queues.add(visitJob, { lane: 'killed.example' });
      await once(child.stdout as NodeJS.EventEmitter, 'data');
      child.kill('SIGKILL');
      const seen: string[] = [];
      await queues.work(visitJob, async ({ lane }) => {
        seen.push(lane);
      });
      await until(() => seen.includes('killed.example'), 'the job to come back');
      expect(letters).toEqual([]);
    });

    it('repeats a job, and once only however many ask for it', async () => {
      let runs = 0;
      await queues.repeat(retryingJob, { number: 1 }, 100);
      await queues.repeat(retryingJob, { number: 1 }, 100);
      const { waiting, delayed } = await queues.counts(retryingJob);
      expect(waiting + delayed).toBe(1);
      const worker = await queues.work(retryingJob, async () => {
        runs += 1;
      });
      await until(() => runs >= 3, 'three runs');
      await worker.close();
    });

    it('closes while a job runs: its signal is aborted and it is waited for', async () => {
      let isAborted = false;
      let isTaken = false;
      const worker = await queues.work(visitJob, async (_payload, signal) => {
        isTaken = true;
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        isAborted = true;
      });
      await queues.add(visitJob, { lane: 'closing.example' });
      await until(() => isTaken, 'the job taken');
      await worker.close();
      expect(isAborted).toBe(true);
    });
  });
