/** A folder for what a crawl throws away, and an end to those that a killed crawl left behind. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'lurewatch-crawl-';

export const makeTemporaryFolder = async (parent = tmpdir()): Promise<string> => {
  await sweepLeftovers(parent);
  return mkdtemp(join(parent, `${prefix}${process.pid}-`));
};

const sweepLeftovers = async (parent: string): Promise<void> => {
  for (const name of await readdir(parent)) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true });
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is somebody else's, so it lives.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
};
