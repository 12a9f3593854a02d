/** Which processes a running `lurewatch start` has, in whatever session they are. */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processStart } from '../../src/platform/process-identity.ts';
import { killDatabase, killTree } from '../integration/run-deployment.ts';

export interface SeenProcess {
  pid: number;
  command: string;
  /** A pid is given out again; together with this it is not. */
  start: string | undefined;
}

interface Row {
  pid: number;
  parent: number;
  command: string;
}

const listProcesses = (): Row[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 50_000_000 })
    .trim()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .flatMap((match) =>
      match ? [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? '' }] : [],
    );

/** The process, its descendants, and PostgreSQL with its own, which hangs on nobody. */
export const processesOf = async (child: ChildProcess, dataFolder: string): Promise<SeenProcess[]> => {
  const postmasterFile = join(dataFolder, 'database', 'cluster', 'postmaster.pid');
  const postmaster = Number((await readFile(postmasterFile, 'utf8').catch(() => '')).split('\n')[0]);
  const rows = listProcesses();
  const tree = new Set([child.pid ?? 0, postmaster]);
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const row of rows) if (tree.has(row.parent)) tree.add(row.pid);
  }
  return rows
    .filter((row) => tree.has(row.pid) && row.pid !== 0)
    .map(({ pid, command }) => ({ pid, command, start: processStart(pid) }))
    .filter((one) => one.start !== undefined);
};

export const isRunning = ({ pid, start }: SeenProcess): boolean => processStart(pid) === start;

/** kill -9, for a test that failed half-way. */
export const endDeployment = async (child: ChildProcess | undefined, dataFolder: string): Promise<void> => {
  if (child?.pid !== undefined && child.exitCode === null) killTree(child.pid);
  await killDatabase(dataFolder);
};
