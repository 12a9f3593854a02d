/** A real `lurewatch start` (or `worker`) as a process, and the means to end it in any way. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/discover.ts';

export interface RunningProgram {
  child: ChildProcess;
  output(): string;
  /** Ctrl-C, which a terminal sends to the whole process group; resolves to the exit code. */
  interrupt(): Promise<number | null>;
}

export const until = async (isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  for (let tries = 0; tries < 1500; tries += 1) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`never happened: ${what}`);
};

/** Resolves when `readyWords` stand in its output; throws with the output when it ends before. */
export const runProgram = async (
  argv: string[],
  input: {
    environment: Record<string, string>;
    readyWords: string;
    /** Another checkout than this one. */
    root?: string;
    spawnOptions?: { uid?: number; gid?: number };
  },
): Promise<RunningProgram> => {
  const child = spawn(process.execPath, ['bin/lurewatch.mjs', ...argv], {
    ...input.spawnOptions,
    cwd: input.root ?? projectRoot,
    env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', ...input.environment },
    // A process group of its own, as a terminal gives it.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  await until(() => {
    if (child.exitCode !== null) throw new Error(`${argv[0]} ended with ${child.exitCode}: ${output}`);
    return output.includes(input.readyWords);
  }, `'${input.readyWords}'`);
  const interrupt = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      process.kill(-(child.pid as number), 'SIGINT');
      await ended;
    }
    return child.exitCode;
  };
  return { child, output: () => output, interrupt };
};

/** kill -9 of every process that descends from this one, and of itself. */
export const killTree = (root: number): void => {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const tree = new Set([root]);
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const [pid, parent] of rows) if (tree.has(parent)) tree.add(pid);
  }
  for (const pid of tree) kill(pid);
};

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** kill -9 of the embedded PostgreSQL of a data folder, which has a session of its own. */
export const killDatabase = async (dataFolder: string): Promise<void> => {
  const text = await readFile(join(dataFolder, 'database', 'cluster', 'postmaster.pid'), 'utf8').catch(
    () => '',
  );
  const pid = Number(text.split('\n')[0]);
  if (pid > 0) killTree(pid);
};
