/** Crawling pauses before the disk is full: the database must always be able to write. */
import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { declareSetting } from './settings.ts';

const gigabyte = 1e9;

const gigabyteCount = (fallback: number) =>
  z.coerce.number('it must be a number of GB').min(0).default(fallback) as z.ZodType<
    number,
    string | undefined
  >;

export const diskFreeSetting = declareSetting({
  name: 'LUREWATCH_DISK_FREE_GB',
  schema: gigabyteCount(2),
  defaultText: '2',
  sentence: 'Crawling pauses while less than this many GB of the data folder’s disk are free.',
});

export const diskBudgetSetting = declareSetting({
  name: 'LUREWATCH_DISK_BUDGET_GB',
  schema: gigabyteCount(30),
  defaultText: '30',
  sentence: 'Crawling pauses while the data folder holds more than this many GB.',
});

export interface DiskUse {
  freeBytes: number;
  usedBytes: number;
}

/** Free bytes of the disk, and what the folder takes up. Files that vanish meanwhile count as nothing. */
export const readDiskUse = async (folder: string): Promise<DiskUse> => {
  const disk = await statfs(folder);
  return { freeBytes: disk.bavail * disk.bsize, usedBytes: await folderBytes(folder) };
};

const folderBytes = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(ignoreGone([]));
  let bytes = 0;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await folderBytes(path);
    // On disk, not by length: what PostgreSQL sets aside for later counts only when it is there.
    else if (entry.isFile()) bytes += await stat(path).then((file) => file.blocks * 512, ignoreGone(0));
  }
  return bytes;
};

const ignoreGone =
  <Value>(value: Value) =>
  (error: NodeJS.ErrnoException): Value => {
    if (error.code === 'ENOENT' || error.code === 'EACCES') return value;
    throw error;
  };

const gigabytes = (bytes: number): string => (bytes / gigabyte).toFixed(1);

/** In words with what to do; undefined when there is room. */
export const diskProblem = (
  use: DiskUse,
  limits: { freeGb: number; budgetGb: number },
): string | undefined => {
  if (use.freeBytes < limits.freeGb * gigabyte)
    return `only ${gigabytes(use.freeBytes)} GB are free on the data folder's disk and ${limits.freeGb} GB are kept free: make room, or lower LUREWATCH_DISK_FREE_GB`;
  if (use.usedBytes > limits.budgetGb * gigabyte)
    return `the data folder holds ${gigabytes(use.usedBytes)} GB and may hold ${limits.budgetGb} GB: remove old captures, or raise LUREWATCH_DISK_BUDGET_GB`;
  return undefined;
};

/** Free space is asked each time; the folder is counted again at most this often. */
const recountMs = 60_000;

/** Why crawling must pause now; undefined when it need not. Cheap enough for every tick. */
export const createDiskBudget = (folder: string): (() => Promise<string | undefined>) => {
  const limits = { freeGb: diskFreeSetting.read(), budgetGb: diskBudgetSetting.read() };
  let counted: Promise<number> | undefined;
  let countedAt = 0;
  return async () => {
    if (!counted || Date.now() - countedAt > recountMs) {
      countedAt = Date.now();
      counted = folderBytes(folder);
    }
    const disk = await statfs(folder);
    return diskProblem({ freeBytes: disk.bavail * disk.bsize, usedBytes: await counted }, limits);
  };
};
