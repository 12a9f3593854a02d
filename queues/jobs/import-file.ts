import { z } from 'zod';
import type { Job } from '../job.ts';

export const importFilePayload = z.object({ importId: z.uuid() });
export type ImportFilePayload = z.infer<typeof importFilePayload>;

/** A hint that an import is to go on; the database says where. Done again, it finds nothing to do. */
const importFileJob: Job<ImportFilePayload> = {
  name: 'import-file',
  payload: importFilePayload,
  attempts: 3,
  backoffMs: 10_000,
  concurrency: 1,
  keyOf: ({ importId }) => importId,
};

export default importFileJob;
