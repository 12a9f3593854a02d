/** The queues of one process on whichever back end there is. */
import { type Job as BullJob, Queue, Worker } from 'bullmq';
import { joinSignals } from '../src/platform/join-signals.ts';
import { createLogger } from '../src/platform/log.ts';
import { loggableMessage } from '../src/platform/loggable-error.ts';
import type { DeadLetters } from '../src/storage/frontier-contract.ts';
import type { Backend } from './backends/backend.ts';
import { openPostgresBackend } from './backends/postgres.ts';
import { openRedisBackend } from './backends/redis.ts';
import { buryDead, buryStalled } from './bury-dead.ts';
import type { Job } from './job.ts';
import type { JobWorker, Queues, WorkOptions } from './queue-contract.ts';

/** Found by killing workers: all jobs were back within 10 s; with BullMQ's defaults it took 60 s. */
const recovery = { lockDuration: 5000, stalledInterval: 2000, maxStalledCount: 20 } as const;

const log = createLogger('queues');

export const openQueues = async (input: {
  connectionString: string;
  redisUrl: string | undefined;
  deadLetters: DeadLetters;
}): Promise<Queues> => {
  const backend = input.redisUrl
    ? await openRedisBackend({ redisUrl: input.redisUrl, log })
    : await openPostgresBackend({ connectionString: input.connectionString, log });
  return createQueues(backend, input.deadLetters);
};

const createQueues = (backend: Backend, deadLetters: DeadLetters): Queues => {
  const queues = new Map<string, Queue>();
  const workers = new Set<JobWorker>();
  let isClosing = false;
  const report =
    (name: string) =>
    (error: Error): void => {
      if (!isClosing) log.warn({ queue: name, reason: loggableMessage(error) }, 'a queue reports');
    };

  const queueOf = (job: Pick<Job<never>, 'name'>): Queue => {
    const known = queues.get(job.name);
    if (known) return known;
    const opened = new Queue(job.name, { connection: backend.connection }, backend.factory as never);
    opened.on('error', report(job.name));
    queues.set(job.name, opened);
    return opened;
  };

  const startWorker = async <Payload>(
    job: Job<Payload>,
    handle: (payload: Payload, signal: AbortSignal) => Promise<void>,
    options: WorkOptions<Payload>,
  ): Promise<JobWorker> => {
    const stop = new AbortController();
    const processJob = async (taken: BullJob, _token?: string, cancelled?: AbortSignal): Promise<void> => {
      const { signal, release } = joinSignals(stop.signal, cancelled);
      try {
        await buryDead({ job, taken, deadLetters }, () => handle(job.payload.parse(taken.data), signal));
      } finally {
        release();
      }
    };
    const worker = new Worker(
      job.name,
      processJob,
      {
        connection: backend.connection,
        concurrency: options.concurrency ?? job.concurrency,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
        ...recovery,
      },
      backend.factory as never,
    );
    worker.on('error', report(job.name));
    worker.on('completed', (taken) => options.onDone?.(taken.data as Payload));
    worker.on('failed', (taken, error) =>
      buryStalled({ job, taken, error, deadLetters }).catch(report(job.name)),
    );
    await worker.waitUntilReady();
    const running: JobWorker = {
      close: async () => {
        workers.delete(running);
        stop.abort();
        await worker.close();
      },
    };
    workers.add(running);
    return running;
  };

  return {
    backend: backend.id,
    async add(job, payload) {
      const key = job.keyOf(payload);
      await queueOf(job).add(job.name, job.payload.parse(payload), {
        attempts: job.attempts,
        backoff: { type: 'exponential', delay: job.backoffMs },
        removeOnComplete: true,
        removeOnFail: true,
        ...(key === undefined ? {} : { deduplication: { id: key } }),
      });
    },
    work: (job, handle, options = {}) => startWorker(job, handle, options),
    async repeat(job, payload, everyMs) {
      // No deduplication id here: inside a scheduler it stops the scheduler (BullMQ issue 2954).
      await queueOf(job).upsertJobScheduler(
        `${job.name} ${job.keyOf(payload) ?? ''}`,
        { every: everyMs },
        {
          name: job.name,
          data: payload,
          opts: {
            attempts: job.attempts,
            backoff: { type: 'exponential', delay: job.backoffMs },
            removeOnComplete: true,
            removeOnFail: true,
          },
        },
      );
    },
    async counts(job) {
      const { waiting = 0, active = 0, delayed = 0, prioritized = 0 } = await queueOf(job).getJobCounts();
      return { waiting: waiting + prioritized, active, delayed };
    },
    async close() {
      await Promise.all([...workers].map((worker) => worker.close()));
      isClosing = true;
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await backend.close();
    },
  };
};
