/** Keeps a browser running: starts it when a page is asked for, and replaces one that is worn, ill or dead at once. */
import { RetryableError } from '../../domain/failure.ts';
import type { AddressGuard } from '../net/address-guard.ts';
import { type ContextLimits, type ContextPool, createContextPool } from './context-pool.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import { type MemoryLimits, type MemoryWatch, watchMemory } from './watch-memory.ts';

export interface KeptBrowser {
  contexts: ContextPool;
  memory: MemoryWatch;
  /** Only ever rejects: when the browser has ended. */
  ended: Promise<never>;
}

export interface BrowserKeeper {
  /** Answer with `leave` when the page is done. */
  enter(): Promise<KeptBrowser>;
  leave(browser: KeptBrowser): Promise<void>;
  /** For one that does not do what it is told: no further page, and its end. */
  end(browser: KeptBrowser): Promise<void>;
  close(): Promise<void>;
}

export interface BrowserLimits extends MemoryLimits, ContextLimits {
  pagesPerBrowser: number;
  browserAgeMs: number;
}

interface Running extends KeptBrowser {
  launched: LaunchedBrowser;
  /** Pages shown now, and so far. */
  active: number;
  pages: number;
  startedAt: number;
  isRetired: boolean;
}

export const createBrowserKeeper = (needs: {
  browserPath: string;
  guard: AddressGuard;
  userAgent: string;
  limits: BrowserLimits;
}): BrowserKeeper => {
  const { limits } = needs;
  const all = new Set<Running>();
  let running: Promise<Running> | undefined;
  let current: Running | undefined;
  let isClosed = false;

  const retire = (one: Running): void => {
    one.isRetired = true;
    if (current !== one) return;
    current = undefined;
    running = undefined;
  };

  const start = async (): Promise<Running> => {
    // What kills one start, such as the system short of memory, may let the next one pass.
    const launched = await launchBrowser({ path: needs.browserPath }).catch((error: unknown) => {
      if (isClosed) throw error;
      return launchBrowser({ path: needs.browserPath });
    });
    const started = keep(launched);
    if (isClosed) await end(started);
    if (!started.isRetired) current = started;
    return started;
  };

  const keep = (launched: LaunchedBrowser): Running => {
    const { browser } = launched;
    const contexts = createContextPool({ ...needs, browser });
    const memory = watchMemory(launched.processGroup, limits, {
      isBusy: () => started.active > 0,
      onCrippled: () => void end(started),
    });
    const ended = new Promise<never>((_, reject) => {
      browser.once('disconnected', () => {
        retire(started);
        all.delete(started);
        memory.stop();
        // Its sockets go with it; there is nobody left to tell.
        void contexts.close();
        reject(new Error('browser disconnected'));
      });
    });
    ended.catch(() => undefined);
    const counts = { active: 0, pages: 0, startedAt: Date.now(), isRetired: !browser.isConnected() };
    const started: Running = { launched, contexts, memory, ended, ...counts };
    if (!started.isRetired) all.add(started);
    return started;
  };

  const isWorn = (one: Running): boolean =>
    one.pages >= limits.pagesPerBrowser ||
    Date.now() - one.startedAt >= limits.browserAgeMs ||
    one.memory.isBrowserTooLarge();

  const end = async (one: Running): Promise<void> => {
    retire(one);
    await one.launched.kill('at-once');
  };

  return {
    async enter() {
      if (isClosed) throw new RetryableError('the browser has been closed');
      const starting = (running ??= start());
      const found = await starting.catch((error: unknown) => {
        if (running === starting) running = undefined;
        throw error;
      });
      if (found.isRetired) {
        if (running === starting) running = undefined;
        throw new RetryableError('the browser ended as it started');
      }
      found.active += 1;
      return found;
    },

    async leave(browser) {
      const one = browser as Running;
      one.active -= 1;
      one.pages += 1;
      if (isWorn(one)) retire(one);
      if (one.isRetired && one.active === 0) await one.launched.kill();
    },

    end: (browser) => end(browser as Running),

    async close() {
      isClosed = true;
      await running?.catch(() => undefined);
      await Promise.all(
        [...all].map(async (one) => {
          retire(one);
          await one.launched.kill();
          await one.contexts.close();
        }),
      );
    },
  };
};
