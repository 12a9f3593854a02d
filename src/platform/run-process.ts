/** Our own processes and programs: started without a shell, kept running, stopped in good order. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { builtFile, projectRoot } from './discover.ts';
import { leanEnvironment, leanNodeFlags } from './lean-memory.ts';
import { inheritedEnvironment } from './settings.ts';

export type Environment = Record<string, string | undefined>;

const logLimitBytes = 10_000_000;

/** Appends; begins anew, keeping one older file, when it has grown beyond 10 MB. */
const openLogFile = (path: string): number => {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logLimitBytes) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
};

/**
 * A TypeScript module as a process with an IPC channel. It has a session of its own, so that Ctrl-C reaches only
 * its parent, which stops it in order; it notices by the channel when the parent is gone.
 */
export const forkModule = (input: {
  module: string;
  logFile: string;
  environment: Environment;
}): ChildProcess => {
  const log = openLogFile(input.logFile);
  const file = join(projectRoot, input.module);
  const built = builtFile(file);
  const child = fork(built ?? file, [], {
    execArgv: [...leanNodeFlags, ...(built ? [] : ['--import', import.meta.resolve('tsx')])],
    env: {
      ...leanEnvironment,
      ...inheritedEnvironment(),
      TSX_TSCONFIG_PATH: join(projectRoot, 'tsconfig.json'),
      ...input.environment,
    },
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  });
  closeSync(log);
  return child;
};

/** Runs a Node program of the project to its end; its output is kept for the message when it fails. */
export const runNodeProgram = (file: string, args: string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-20_000);
      });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
