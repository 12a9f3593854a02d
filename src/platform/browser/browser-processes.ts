/** The processes of one browser, by their process group; where the system has no /proc, none are found. */
import { readdirSync, readFileSync } from 'node:fs';

export interface BrowserProcess {
  pid: number;
  /** Without what it shares with others. */
  ownBytes: number;
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

/** Undefined when the process has gone, or there is no /proc. */
const readProc = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

export const processGroupOf = (pid: number): number => groupOf(pid) ?? pid;

export const processesOf = (group: number): BrowserProcess[] => {
  let pids: string[];
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return pids
    .filter((pid) => groupOf(pid) === group)
    .map((pid) => ({ pid: Number(pid), ownBytes: ownBytesOf(pid) }));
};

/** The folder that was made for this browser alone. */
export const profileFolderOf = (pid: number): string | undefined =>
  readProc(`/proc/${pid}/cmdline`)
    ?.split('\0')
    .find((one) => one.startsWith('--user-data-dir='))
    ?.slice('--user-data-dir='.length);
