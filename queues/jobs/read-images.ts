import { z } from 'zod';
import type { Job } from '../job.ts';

export const readImagesPayload = z.object({ task: z.literal('read-images') });
export type ReadImagesPayload = z.infer<typeof readImagesPayload>;

/** A hint that there are images to read; the database says which. Done again, it finds nothing to do. */
const readImagesJob: Job<ReadImagesPayload> = {
  name: 'read-images',
  payload: readImagesPayload,
  attempts: 3,
  backoffMs: 10_000,
  concurrency: 1,
  keyOf: ({ task }) => task,
};

export default readImagesJob;
