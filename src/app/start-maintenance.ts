/** Re-scores after the rules have changed, and lets go of what need not be kept. */
import maintainJob, { type MaintainPayload } from '../../queues/jobs/maintain.ts';
import type { JobWorker, Queues } from '../../queues/queue-contract.ts';
import type { AdvertInput, Assessment } from '../domain/assessment.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import { removeUnfinished } from '../evidence/unfinished-blobs.ts';
import { deleteLeftFiles, dropUnneededBlobs, type MaintenanceStore, reScore } from '../pipeline/maintain.ts';
import type { Logger } from '../platform/log.ts';

const hourMs = 3_600_000;

export interface MaintenanceNeeds {
  queues: Queues;
  store: MaintenanceStore;
  blobs: BlobStore;
  evidenceFolder: string;
  assess(advert: AdvertInput): Promise<Assessment>;
  rulesVersion(): Promise<string>;
  log: Logger;
}

export const startMaintenance = async (needs: MaintenanceNeeds): Promise<JobWorker> => {
  const tasks: Record<MaintainPayload['task'], (signal: AbortSignal) => Promise<void>> = {
    're-score': async (signal) => {
      const report = await reScore(needs, signal);
      if (report.revisions > 0) needs.log.info(report, 'postings were assessed by the new rules');
    },
    retention: async (signal) => {
      await deleteLeftFiles(needs, signal);
      const dropped = await dropUnneededBlobs(needs, signal);
      if (dropped > 0) needs.log.info({ dropped }, 'blobs that nobody needs were deleted');
    },
  };
  const worker = await needs.queues.work(maintainJob, ({ task }, signal) => tasks[task](signal));
  await needs.queues.repeat(maintainJob, { task: 're-score' }, hourMs);
  await needs.queues.repeat(maintainJob, { task: 'retention' }, 6 * hourMs);
  const stop = new AbortController();
  const sweeping = sweep(needs, stop.signal);
  return {
    close: async () => {
      stop.abort();
      await sweeping;
      await worker.close();
    },
  };
};

/** What was half written when the last process was killed. Nothing waits for it, and a fault of the disk ends nothing. */
const sweep = async (
  { evidenceFolder, log }: Pick<MaintenanceNeeds, 'evidenceFolder' | 'log'>,
  signal: AbortSignal,
): Promise<void> => {
  try {
    const removed = await removeUnfinished(evidenceFolder, signal);
    if (removed > 0) log.info({ removed }, 'files that were half written when a process ended were deleted');
  } catch (error) {
    log.warn({ err: error }, 'the evidence folder could not be looked through for half-written files');
  }
};
