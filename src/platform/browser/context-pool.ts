/** Contexts of one browser, kept apart by way out, and given up after a number of pages or some minutes. */
import type { Browser, BrowserContext, Route } from 'playwright-core';
import type { AddressGuard } from '../net/address-guard.ts';
import type { Exit } from '../net/exit.ts';
import { type FilteringProxy, startFilteringProxy } from '../net/filtering-proxy.ts';

export interface OpenContext {
  context: BrowserContext;
  proxy: FilteringProxy;
  /** Of its way out. */
  key: string;
  pages: number;
  openedAt: number;
}

export interface ContextPool {
  take(exit: Exit | null): Promise<OpenContext>;
  /** Nothing of one page's visit may reach the next one's: cookies go, and the context too after a while. */
  giveBack(open: OpenContext): Promise<void>;
  close(): Promise<void>;
}

export interface ContextLimits {
  pagesPerContext: number;
  contextAgeMs: number;
  navigationTimeoutMs: number;
}

const viewport = { width: 1280, height: 900 };

export const createContextPool = (needs: {
  browser: Browser;
  guard: AddressGuard;
  userAgent: string;
  limits: ContextLimits;
}): ContextPool => {
  const { browser, limits } = needs;
  const idle: OpenContext[] = [];
  const proxies = new Map<string, Promise<FilteringProxy>>();

  const proxyFor = (key: string, exit: Exit | null): Promise<FilteringProxy> => {
    const proxy = proxies.get(key) ?? startFilteringProxy(needs.guard, exit);
    proxies.set(key, proxy);
    return proxy;
  };

  const isWorn = ({ pages, openedAt }: OpenContext): boolean =>
    pages >= limits.pagesPerContext || Date.now() - openedAt >= limits.contextAgeMs;

  return {
    async take(exit) {
      // With the settings in it, a proxy that was changed gets contexts of its own.
      const key = JSON.stringify(exit);
      const at = idle.findIndex((one) => one.key === key);
      const kept = at === -1 ? undefined : idle.splice(at, 1)[0];
      if (kept && !isWorn(kept)) return kept;
      await kept?.context.close();
      const proxy = await proxyFor(key, exit);
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
      context.setDefaultTimeout(limits.navigationTimeoutMs);
      await context.route('**/*', (route) => keepToOnePage(context, route));
      return { context, proxy, key, pages: 0, openedAt: Date.now() };
    },

    async giveBack(open) {
      open.pages += 1;
      if (isWorn(open)) return open.context.close();
      await open.context.clearCookies();
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
