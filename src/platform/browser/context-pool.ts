/** Contexts of one browser: one for each way out and site, given up after a number of pages, some minutes or much memory. */
import type { Browser, BrowserContext, Route } from 'playwright-core';
import type { AddressGuard } from '../net/address-guard.ts';
import type { Exit } from '../net/exit.ts';
import { type FilteringProxy, startFilteringProxy } from '../net/filtering-proxy.ts';
import { openTab, type Tab } from './open-tab.ts';

export interface OpenContext {
  context: BrowserContext;
  tab: Tab;
  proxy: FilteringProxy;
  /** Of its way out and site. */
  key: string;
  pages: number;
  openedAt: number;
}

export interface ContextNeed {
  exit: Exit | null;
  url: string;
  /** A click lets a page open windows: each request is looked at twice then. */
  withClicks: boolean;
}

export interface ContextPool {
  take(need: ContextNeed): Promise<OpenContext>;
  /** Nothing of one page's visit may reach the next one's: its tab is emptied, and the context goes after a while. */
  giveBack(open: OpenContext): Promise<void>;
  close(): Promise<void>;
}

export interface ContextLimits {
  pagesPerContext: number;
  contextAgeMs: number;
  /** What the scripts of a page may leave in memory before its context is given up. */
  contextHeapBytes: number;
  navigationTimeoutMs: number;
}

const viewport = { width: 1280, height: 900 };
/** Those of other sites are closed, the oldest first. */
const maxIdle = 2;

export const createContextPool = (needs: {
  browser: Browser;
  guard: AddressGuard;
  userAgent: string;
  limits: ContextLimits;
}): ContextPool => {
  const { browser, limits } = needs;
  const idle: OpenContext[] = [];
  const proxies = new Map<string, Promise<FilteringProxy>>();

  const proxyFor = (exit: Exit | null): Promise<FilteringProxy> => {
    // With the settings in it, a proxy that was changed gets contexts of its own.
    const key = JSON.stringify(exit);
    const proxy = proxies.get(key) ?? startFilteringProxy(needs.guard, exit);
    proxies.set(key, proxy);
    // One that could not start is started anew by the next visit.
    proxy.catch(() => proxies.delete(key));
    return proxy;
  };

  const isWorn = ({ pages, openedAt, tab }: OpenContext): boolean =>
    tab.hasEnded() || pages >= limits.pagesPerContext || Date.now() - openedAt >= limits.contextAgeMs;

  const openContext = async (need: ContextNeed, key: string): Promise<OpenContext> => {
    const proxy = await proxyFor(need.exit);
    const version = browser.version().split('.')[0];
    const context = await browser.newContext({
      viewport,
      proxy: { server: proxy.url, bypass: '<-loopback>' },
      // Sites that only know browsers still see one, and whose crawler it is.
      userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36 ${needs.userAgent}`,
      acceptDownloads: false,
      serviceWorkers: 'block',
      permissions: [],
      locale: 'en-US',
      timezoneId: 'UTC',
    });
    try {
      context.setDefaultTimeout(limits.navigationTimeoutMs);
      if (need.withClicks) await context.route('**/*', (route) => keepToOnePage(context, route));
      return { context, tab: await openTab(context), proxy, key, pages: 0, openedAt: Date.now() };
    } catch (error) {
      // Nobody else knows of it. What ended its tab may have ended its browser too.
      await context.close().catch(() => {});
      throw error;
    }
  };

  return {
    async take(need) {
      const key = JSON.stringify([need.exit, new URL(need.url).host, need.withClicks]);
      const at = idle.findIndex((one) => one.key === key);
      const kept = at === -1 ? undefined : idle.splice(at, 1)[0];
      if (kept && !isWorn(kept)) return kept;
      await kept?.context.close();
      return openContext(need, key);
    },

    async giveBack(open) {
      open.pages += 1;
      if (isWorn(open) || (await open.tab.heapBytes()) > limits.contextHeapBytes) return open.context.close();
      await open.tab.empty();
      while (idle.length >= maxIdle) await idle.shift()?.context.close();
      // Last: one that is not given back in time is given up, and must not be handed out again.
      idle.push(open);
    },

    async close() {
      idle.length = 0;
      const started = await Promise.allSettled(proxies.values());
      await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
    },
  };
};

/** A window that a page opens is closed, but its first request would be out by then, past robots.txt. */
const keepToOnePage = async (context: BrowserContext, route: Route): Promise<void> => {
  const isOwn = isOfFirstPage(context, route);
  // The page may be gone meanwhile; nobody waits for an answer then.
  await (isOwn ? route.continue() : route.abort('blockedbyclient')).catch(() => undefined);
};

const isOfFirstPage = (context: BrowserContext, route: Route): boolean => {
  try {
    return route.request().frame().page() === context.pages()[0];
  } catch {
    // A window that is only just being opened has no frame yet.
    return false;
  }
};
