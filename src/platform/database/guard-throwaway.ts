/** Ends and deletes a throwaway database when this process dies, even by kill -9. */
import { spawn } from 'node:child_process';

/** `cat` ends when the pipe from this process does, whatever ended it. */
const script = `cat >/dev/null
kill -INT "$1" 2>/dev/null
tries=0
while kill -0 "$1" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
kill -KILL "$1" 2>/dev/null
rm -rf -- "$2"`;

/** Returns a function that calls the guard off, for when the database was stopped in good order. */
export const guardThrowaway = (pid: number, folder: string): (() => void) => {
  const guard = spawn('/bin/sh', ['-c', script, 'sh', String(pid), folder], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
  return () => {
    // The group holds the shell and its `cat`.
    if (guard.pid && guard.exitCode === null && guard.signalCode === null)
      process.kill(-guard.pid, 'SIGKILL');
  };
};
