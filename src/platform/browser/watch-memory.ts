/** Ends processes of a browser that take too much memory, and notices a browser that can open no page any more. */
import { endProcesses, processesOf } from './browser-processes.ts';

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

export const watchMemory = (
  group: number,
  limits: MemoryLimits,
  browser: {
    /** An idle browser is not looked at. */
    isBusy(): boolean;
    /** A process that it can't start anew has ended. */
    onCrippled(): void;
  },
): MemoryWatch => {
  const forkServers = processesOf(group).filter((one) => one.isForkServer);
  let hasKilled = false;
  let isTooLarge = false;

  const look = (): void => {
    if (!browser.isBusy()) return;
    const processes = processesOf(group);
    const tooLarge = processes.filter((one) => one.ownBytes > limits.maxProcessBytes);
    if (tooLarge.length > 0) hasKilled = true;
    endProcesses(tooLarge.map((one) => one.pid));
    isTooLarge ||= processes.reduce((sum, one) => sum + one.ownBytes, 0) > limits.maxBrowserBytes;
    const pids = new Set(processes.map((one) => one.pid));
    if (forkServers.some((one) => !pids.has(one.pid))) browser.onCrippled();
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
