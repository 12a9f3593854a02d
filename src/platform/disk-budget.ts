/** Says when crawling must pause so that the database never meets a full disk. */
import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import { declareSetting } from './settings.ts';

const minFreeGb = declareSetting({
  name: 'LUREWATCH_MIN_FREE_GB',
  schema: z.coerce.number().min(0).default(2) as z.ZodType<number, string | undefined>,
  defaultText: '2',
  sentence:
    'Gigabytes that must stay free on the data folder’s disk; below it crawling pauses until there is room.',
});

/** statfs is cheap, but not worth asking at each tick. */
const askAgainMs = 5000;

export const createDiskBudget = (folder: string): (() => Promise<string | undefined>) => {
  const minFreeBytes = minFreeGb.read() * 1024 ** 3;
  let askedAt = 0;
  let reason: string | undefined;
  return async () => {
    if (Date.now() - askedAt < askAgainMs) return reason;
    askedAt = Date.now();
    const disk = await statfs(folder);
    const freeBytes = disk.bavail * disk.bsize;
    reason =
      freeBytes < minFreeBytes
        ? `only ${(freeBytes / 1024 ** 3).toFixed(1)} GB are free on the disk of ${folder}; ` +
          `make room or lower LUREWATCH_MIN_FREE_GB`
        : undefined;
    return reason;
  };
};
