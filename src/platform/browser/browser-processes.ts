/** The processes of one browser; where the system has no /proc, none are found. */
import { readdirSync, readFileSync } from 'node:fs';

export interface BrowserProcess {
  pid: number;
  /** Without what it shares with others. */
  ownBytes: number;
  /** New pages are forked from it: a browser that has lost it opens none any more, and hangs when asked to. */
  isForkServer: boolean;
}

const pageBytes = 4096;

/** `pid (name) state parent group …`; the name may hold spaces and brackets. */
const groupOf = (pid: string | number): number | undefined => {
  const stat = readProc(`/proc/${pid}/stat`);
  const [state, , group] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  // A dead one that nobody has asked after (Z) runs no more.
  return group === undefined || state === 'Z' ? undefined : Number(group);
};

const ownBytesOf = (pid: string): number => {
  const [, resident = 0, shared = 0] = (readProc(`/proc/${pid}/statm`) ?? '').split(' ').map(Number);
  return Math.max(0, resident - shared) * pageBytes;
};

const commandOf = (pid: string | number): string => readProc(`/proc/${pid}/cmdline`) ?? '';

/** Undefined when the process has gone, or there is no /proc. */
const readProc = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

const allPids = (): string[] => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
};

export const processGroupOf = (pid: number): number => groupOf(pid) ?? pid;

export const processesOf = (group: number): BrowserProcess[] =>
  allPids()
    .filter((pid) => groupOf(pid) === group)
    .map((pid) => ({
      pid: Number(pid),
      ownBytes: ownBytesOf(pid),
      isForkServer: commandOf(pid).includes('--type=zygote'),
    }));

/** The folder that was made for this browser alone. */
export const profileFolderOf = (pid: number): string | undefined =>
  commandOf(pid)
    .split('\0')
    .find((one) => one.startsWith('--user-data-dir='))
    ?.slice('--user-data-dir='.length);

/** Whatever runs with this folder in its command or its environment, whoever its parent is by now. */
export const processesNaming = (folder: string): number[] =>
  allPids()
    .filter((pid) => (commandOf(pid) + (readProc(`/proc/${pid}/environ`) ?? '')).includes(folder))
    .map(Number)
    .filter((pid) => pid !== process.pid && groupOf(pid) !== undefined);

/** What the system answers for a process that has gone, and for a number that is another user's by now. */
const notOurs = new Set<string | undefined>(['ESRCH', 'EPERM']);

/** Ends them without asking; of those that can't be ended the first is thrown, after all others were. */
export const endProcesses = (pids: readonly number[]): void => {
  const failures: unknown[] = [];
  for (const pid of pids)
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (!notOurs.has((error as NodeJS.ErrnoException).code)) failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
};
