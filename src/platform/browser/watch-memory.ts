/** Ends processes of a browser that take too much memory, while pages are shown. */
import { processesOf } from './browser-processes.ts';

export interface MemoryLimits {
  /** Of one process, what it shares with others left out. */
  maxProcessBytes: number;
  /** Of the whole browser: beyond it a new one takes over. */
  maxBrowserBytes: number;
}

export const defaultMemoryLimits: MemoryLimits = {
  maxProcessBytes: 800 * 1024 * 1024,
  maxBrowserBytes: 1500 * 1024 * 1024,
};

export interface MemoryWatch {
  /** True once since the last call when a process was ended for its size. */
  takeKill(): boolean;
  isBrowserTooLarge(): boolean;
  stop(): void;
}

const lookEveryMs = 500;

/** `isBusy`: an idle browser is not looked at. */
export const watchMemory = (group: number, limits: MemoryLimits, isBusy: () => boolean): MemoryWatch => {
  let hasKilled = false;
  let isTooLarge = false;

  const look = (): void => {
    if (!isBusy()) return;
    const processes = processesOf(group);
    for (const { pid, ownBytes } of processes) {
      if (ownBytes <= limits.maxProcessBytes) continue;
      hasKilled = true;
      endProcess(pid);
    }
    isTooLarge ||= processes.reduce((sum, one) => sum + one.ownBytes, 0) > limits.maxBrowserBytes;
  };

  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return {
    takeKill: () => {
      const killed = hasKilled;
      hasKilled = false;
      return killed;
    },
    isBrowserTooLarge: () => isTooLarge,
    stop: () => clearInterval(timer),
  };
};

const endProcess = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
