/** The running PostgreSQL of a data folder, found by its own postmaster.pid, whoever started it. */
import { readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, processStart } from '../process-identity.ts';
import { readIfThere } from '../read-if-there.ts';

export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

/** Lines of postmaster.pid: pid, data folder, start time, port, socket folder, address, shared memory, status. */
export const parsePostmasterFile = (text: string): Postmaster | undefined => {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]) || 0, isReady: lines[7] === 'ready' };
};

/** Undefined when none runs. A file left by a crash whose pid now belongs to somebody else is removed. */
export const findPostmaster = (cluster: string): Postmaster | undefined => {
  const path = join(cluster, 'postmaster.pid');
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  const postmaster = parsePostmasterFile(text);
  if (!postmaster) return undefined;
  if (isPostmasterOf(postmaster.pid, cluster)) return postmaster;
  // PostgreSQL itself would refuse to start while any process has this number.
  rmSync(path, { force: true });
  return undefined;
};

const isPostmasterOf = (pid: number, cluster: string): boolean => {
  if (processStart(pid) === undefined) return false;
  if (process.platform !== 'linux') return isAlive(pid);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    // The process of another user, or one that has just ended: the former can't be ours.
    return false;
  }
};

const settleLimitMs = 120_000;

/**
 * One that takes connections, or none: a starting one (it may be recovering) and a stopping one are waited for, and
 * one that does neither in two minutes is stopped.
 */
export const settledPostmaster = async (cluster: string): Promise<Postmaster | undefined> => {
  const deadline = Date.now() + settleLimitMs;
  for (;;) {
    const found = findPostmaster(cluster);
    if (!found || found.isReady) return found;
    if (Date.now() > deadline) await stopPostmaster(found.pid);
    else await wait(50);
  }
};

export const waitUntilGone = async (pid: number, timeoutMs: number): Promise<boolean> => {
  const deadline = Date.now() + timeoutMs;
  while (processStart(pid) !== undefined) {
    if (Date.now() > deadline) return false;
    await wait(20);
  }
  return true;
};

/** Fast shutdown (SIGINT: open transactions are rolled back), then immediate (SIGQUIT), then SIGKILL. */
export const stopPostmaster = async (pid: number): Promise<void> => {
  for (const [signal, timeoutMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5000],
  ] as const) {
    if (!sendSignal(pid, signal)) return;
    if (await waitUntilGone(pid, timeoutMs)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) can't be stopped`);
};

const sendSignal = (pid: number, signal: NodeJS.Signals): boolean => {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
};
