/** Shows pages in one browser, two at a time, and gives back what they look like after their scripts ran. */
import type { Page, Response } from 'playwright-core';
import { RetryableError } from '../../domain/failure.ts';
import type { RenderSteps } from '../../domain/visit.ts';
import { type AddressGuard, AddressRefusedError } from '../net/address-guard.ts';
import { ContentTooLargeError } from '../net/decode-content.ts';
import type { Exit } from '../net/exit.ts';
import { type FilteringProxy, proxyStatusHeader } from '../net/filtering-proxy.ts';
import { neverFetchedReason } from '../net/never-fetched.ts';
import { type ContextPool, createContextPool, type OpenContext } from './context-pool.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import { measureDocument } from './measure-document.ts';
import { nameBrowserFault } from './name-browser-fault.ts';
import { watchIdle } from './page-idle.ts';
import { takeSteps } from './page-steps.ts';
import { createSlots } from './slots.ts';
import { takeScreenshot } from './take-screenshot.ts';
import { onAbort, withDeadline, withinMs } from './time-limits.ts';
import { defaultMemoryLimits, type MemoryLimits, type MemoryWatch, watchMemory } from './watch-memory.ts';
import { watchRequests } from './watch-requests.ts';

export interface RenderRequest {
  url: string;
  /** Everything of the page goes through it; null for the machine's own address. */
  exit: Exit | null;
  steps: RenderSteps | null;
  withScreenshot: boolean;
  isAllowed(url: string): Promise<boolean>;
  signal?: AbortSignal;
}

export interface RenderedPage {
  finalUrl: string;
  redirects: string[];
  status: number;
  headers: Record<string, string>;
  remoteAddress: string | null;
  /** The document after its scripts ran. */
  html: string;
  /** PNG. */
  screenshot: Buffer | null;
}

/** `refused`: our own no to the page or to where it leads. Faults are RetryableError or ContentTooLargeError. */
export type RenderEnd = { end: 'rendered'; page: RenderedPage } | { end: 'refused'; reason: string };

export interface PageRenderer {
  render(request: RenderRequest): Promise<RenderEnd>;
  close(): Promise<void>;
}

export interface RenderLimits extends MemoryLimits {
  pageTimeoutMs: number;
  navigationTimeoutMs: number;
  /** Characters of the document. */
  maxHtmlChars: number;
  maxRequests: number;
  maxNavigations: number;
  maxElements: number;
  pagesPerContext: number;
  contextAgeMs: number;
  pagesPerBrowser: number;
  browserAgeMs: number;
}

export const defaultRenderLimits: RenderLimits = {
  pageTimeoutMs: 60_000,
  navigationTimeoutMs: 25_000,
  maxHtmlChars: 10 * 1024 * 1024,
  maxRequests: 400,
  maxNavigations: 5,
  maxElements: 200_000,
  pagesPerContext: 40,
  contextAgeMs: 10 * 60_000,
  pagesPerBrowser: 1000,
  browserAgeMs: 60 * 60_000,
  ...defaultMemoryLimits,
};

/** More than two at once bring no gain on two cores and 73 MB each. */
const pagesAtOnce = 2;
const closeTimeoutMs = 5000;

interface Running {
  launched: LaunchedBrowser;
  contexts: ContextPool;
  memory: MemoryWatch;
  /** Pages shown now, and so far. */
  active: number;
  pages: number;
  startedAt: number;
  isRetired: boolean;
}

export const createPageRenderer = (needs: {
  browserPath: string;
  guard: AddressGuard;
  userAgent: string;
  limits?: Partial<RenderLimits>;
}): PageRenderer => {
  const limits = { ...defaultRenderLimits, ...needs.limits };
  const slots = createSlots(pagesAtOnce);
  const screenshots = createSlots(1);
  const all = new Set<Running>();
  let running: Promise<Running> | undefined;
  let isClosed = false;

  const start = async (): Promise<Running> => {
    const launched = await launchBrowser({ path: needs.browserPath });
    const contexts = createContextPool({ ...needs, browser: launched.browser, limits });
    const memory = watchMemory(launched.processGroup, limits, () => started.active > 0);
    const started: Running = {
      ...{ launched, contexts, memory, active: 0, pages: 0, startedAt: Date.now(), isRetired: false },
    };
    all.add(started);
    launched.browser.once('disconnected', () => {
      forget(started);
      all.delete(started);
      memory.stop();
      void contexts.close();
    });
    return started;
  };

  let current: Running | undefined;
  const forget = (one: Running): void => {
    one.isRetired = true;
    if (current !== one) return;
    current = undefined;
    running = undefined;
  };

  const ensureRunning = async (): Promise<Running> => {
    running ??= start().then(
      (started) => {
        if (!started.isRetired) current = started;
        return started;
      },
      (error: unknown) => {
        running = undefined;
        throw error;
      },
    );
    const found = await running;
    if (!found.isRetired) return found;
    // It ended while it started.
    if (current === undefined) running = undefined;
    throw new RetryableError('the browser ended as it started');
  };

  const isWorn = (one: Running): boolean =>
    one.pages >= limits.pagesPerBrowser ||
    Date.now() - one.startedAt >= limits.browserAgeMs ||
    one.memory.isBrowserTooLarge();

  /** A worn browser gets no further page and ends with its last; a new one takes over at once. */
  const leave = async (one: Running): Promise<void> => {
    one.active -= 1;
    one.pages += 1;
    if (isWorn(one)) forget(one);
    if (one.isRetired && one.active === 0) await one.launched.kill();
  };

  const show = async (page: Page, request: RenderRequest, proxy: FilteringProxy): Promise<RenderEnd> => {
    refuseExtras(page);
    const idle = watchIdle(page);
    const watched = await watchRequests(page, {
      ...limits,
      withImages: request.withScreenshot,
      isAllowed: request.isAllowed,
      neverReason: neverFetchedReason,
      checkAddress: (url) => needs.guard.checkHost(new URL(url).hostname, portOf(url)),
    });
    const response = await page
      .goto(request.url, { waitUntil: 'domcontentloaded', timeout: limits.navigationTimeoutMs })
      .catch((error: Error) => {
        if (watched.refusal() === undefined) throw error;
        return null;
      });
    if (response !== null) refuseProxyAnswer(response);
    if (response !== null) await takeSteps(page, idle, request.steps);
    const refusal = watched.refusal();
    if (refusal !== undefined) return { end: 'refused', reason: refusal };
    await refuseHugeDocument(page, limits);
    const html = await page.content();
    const finalUrl = page.url();
    return {
      end: 'rendered',
      page: {
        finalUrl,
        redirects: watched.navigations.slice(0, -1),
        status: response?.status() ?? 200,
        headers: response ? await response.allHeaders() : {},
        remoteAddress: proxy.addressOf(finalUrl),
        html,
        screenshot: request.withScreenshot ? await screenshots.run(() => takeScreenshot(page)) : null,
      },
    };
  };

  const renderNow = async (request: RenderRequest): Promise<RenderEnd> => {
    const browser = await ensureRunning();
    browser.active += 1;
    const cancelled = onAbort(request.signal);
    let open: OpenContext | undefined;
    const work = async (): Promise<RenderEnd> => {
      open = await browser.contexts.take(request.exit);
      open.proxy.takeExitFault();
      const page = await open.context.newPage();
      const end = await show(page, request, open.proxy);
      await page.close();
      return end;
    };
    try {
      const end = await withDeadline(
        Promise.race([work(), cancelled.promise]),
        limits.pageTimeoutMs,
        `${new URL(request.url).host} took too long in the browser`,
      );
      if (open) await browser.contexts.giveBack(open);
      return end;
    } catch (error) {
      // A page that failed or hung takes its context with it; a browser that can't close it is ended.
      const isClosing = open ? withinMs(open.context.close(), closeTimeoutMs) : Promise.resolve(false);
      if (!(await isClosing)) await browser.launched.kill();
      const fault = nameBrowserFault(error, request, {
        refusals: open?.proxy.takeRefusals() ?? [],
        exitFault: open?.proxy.takeExitFault(),
        isTooLarge: browser.memory.takeKill(),
      });
      if (fault instanceof AddressRefusedError) return { end: 'refused', reason: fault.message };
      throw fault;
    } finally {
      cancelled.stop();
      await leave(browser);
    }
  };

  return {
    render: (request) =>
      slots.run(() => {
        if (isClosed) throw new RetryableError('the browser has been closed');
        request.signal?.throwIfAborted();
        return renderNow(request);
      }),
    async close() {
      isClosed = true;
      await running?.catch(() => undefined);
      await Promise.all(
        [...all].map(async ({ launched, contexts }) => {
          await launched.kill();
          await contexts.close();
        }),
      );
    },
  };
};

const refuseHugeDocument = async (page: Page, limits: RenderLimits): Promise<void> => {
  const { elements, htmlChars } = await measureDocument(page, limits.maxElements);
  if (elements > limits.maxElements)
    throw new ContentTooLargeError(
      `it grew to more than ${limits.maxElements.toLocaleString('en')} elements in the browser`,
    );
  if (htmlChars > limits.maxHtmlChars)
    throw new ContentTooLargeError(
      `it grew larger than ${limits.maxHtmlChars.toLocaleString('en')} characters in the browser`,
    );
};

/** Dialogs, new windows and downloads are refused. */
const refuseExtras = (page: Page): void => {
  const leave = (work: Promise<unknown>): void => {
    // The page may be gone before the answer arrives; there is nothing left to refuse then.
    work.catch(() => undefined);
  };
  page.on('dialog', (dialog) => leave(dialog.dismiss()));
  page.on('popup', (popup) => leave(popup.close()));
  page.on('download', (download) => leave(download.cancel()));
};

const portOf = (url: string): number => {
  const { port, protocol } = new URL(url);
  return Number(port) || (protocol === 'https:' ? 443 : 80);
};

/** What our own proxy answered is no page of the site. */
const refuseProxyAnswer = (response: Response): void => {
  const { [proxyStatusHeader]: note } = response.headers();
  if (note === undefined) return;
  const { host } = new URL(response.url());
  if (response.status() === 403) throw new AddressRefusedError(`${host} does not lead to a public address`);
  throw new RetryableError(`${host} could not be reached`);
};
