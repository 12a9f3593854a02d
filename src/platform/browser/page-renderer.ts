/** Shows pages in one browser, two at a time, and gives back what they look like after their scripts ran. */
import type { BrowserContext, Page, Response } from 'playwright-core';
import { RetryableError } from '../../domain/failure.ts';
import type { RenderSteps } from '../../domain/visit.ts';
import { type AddressGuard, AddressRefusedError } from '../net/address-guard.ts';
import { ContentTooLargeError } from '../net/decode-content.ts';
import { type FilteringProxy, proxyStatusHeader, startFilteringProxy } from '../net/filtering-proxy.ts';
import { type LaunchedBrowser, launchBrowser } from './launch-browser.ts';
import { nameBrowserFault } from './name-browser-fault.ts';
import { takeSteps } from './page-steps.ts';
import { createSlots } from './slots.ts';
import { takeScreenshot } from './take-screenshot.ts';
import { onAbort, withDeadline, withinMs } from './time-limits.ts';
import { watchRequests } from './watch-requests.ts';

export interface RenderRequest {
  url: string;
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

export interface RenderLimits {
  pageTimeoutMs: number;
  navigationTimeoutMs: number;
  /** Characters of the document. */
  maxHtmlChars: number;
  maxRequests: number;
  maxNavigations: number;
  pagesPerContext: number;
}

export const defaultRenderLimits: RenderLimits = {
  pageTimeoutMs: 60_000,
  navigationTimeoutMs: 25_000,
  maxHtmlChars: 10 * 1024 * 1024,
  maxRequests: 400,
  maxNavigations: 5,
  pagesPerContext: 40,
};

/** More than two at once bring no gain on two cores and 73 MB each. */
const pagesAtOnce = 2;
const viewport = { width: 1280, height: 900 };
const closeTimeoutMs = 5000;

interface Running {
  launched: LaunchedBrowser;
  proxy: FilteringProxy;
}

interface OpenContext {
  context: BrowserContext;
  pages: number;
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
  const idleContexts: OpenContext[] = [];
  let running: Promise<Running> | undefined;
  let isClosed = false;

  const start = async (): Promise<Running> => {
    const proxy = await startFilteringProxy(needs.guard);
    try {
      const launched = await launchBrowser({ path: needs.browserPath, proxyUrl: proxy.url });
      launched.browser.once('disconnected', () => {
        running = undefined;
        idleContexts.length = 0;
        void proxy.close();
      });
      return { launched, proxy };
    } catch (error) {
      await proxy.close();
      throw error;
    }
  };

  const ensureRunning = (): Promise<Running> => {
    running ??= start().catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    return running;
  };

  const takeContext = async ({ launched }: Running): Promise<OpenContext> => {
    const idle = idleContexts.pop();
    if (idle) return idle;
    const version = launched.browser.version().split('.')[0];
    const context = await launched.browser.newContext({
      viewport,
      // Sites that only know browsers still see one, and whose crawler it is.
      userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36 ${needs.userAgent}`,
      acceptDownloads: false,
      serviceWorkers: 'block',
      permissions: [],
      locale: 'en-US',
      timezoneId: 'UTC',
    });
    context.setDefaultTimeout(limits.navigationTimeoutMs);
    return { context, pages: 0 };
  };

  /** Nothing of one page's visit may reach the next one's: cookies go, and the context too after a while. */
  const giveBack = async (open: OpenContext): Promise<void> => {
    open.pages += 1;
    if (open.pages >= limits.pagesPerContext) return open.context.close();
    await open.context.clearCookies();
    idleContexts.push(open);
  };

  const show = async (page: Page, request: RenderRequest, proxy: FilteringProxy): Promise<RenderEnd> => {
    refuseExtras(page);
    const watched = await watchRequests(page, {
      ...limits,
      withImages: request.withScreenshot,
      isAllowed: request.isAllowed,
      checkAddress: (url) => needs.guard.checkHost(new URL(url).hostname, portOf(url)),
    });
    const response = await page
      .goto(request.url, { waitUntil: 'domcontentloaded', timeout: limits.navigationTimeoutMs })
      .catch((error: Error) => {
        if (watched.refusal() === undefined) throw error;
        return null;
      });
    if (response !== null) refuseProxyAnswer(response);
    if (response !== null) await takeSteps(page, request.steps);
    const refusal = watched.refusal();
    if (refusal !== undefined) return { end: 'refused', reason: refusal };
    const html = await page.content();
    if (html.length > limits.maxHtmlChars)
      throw new ContentTooLargeError(
        `it grew larger than ${limits.maxHtmlChars.toLocaleString('en')} characters in the browser`,
      );
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
    const current = await ensureRunning();
    const open = await takeContext(current);
    const page = await open.context.newPage();
    const cancelled = onAbort(request.signal);
    try {
      const end = await withDeadline(
        Promise.race([show(page, request, current.proxy), cancelled.promise]),
        limits.pageTimeoutMs,
        `${new URL(request.url).host} took too long in the browser`,
      );
      if (!(await withinMs(page.close(), closeTimeoutMs))) await current.launched.kill();
      else await giveBack(open);
      return end;
    } catch (error) {
      // A page that failed or hung takes its context with it; a browser that can't close it is ended.
      if (!(await withinMs(open.context.close(), closeTimeoutMs))) await current.launched.kill();
      const fault = nameBrowserFault(error, request, current.proxy.takeRefusals());
      if (fault instanceof AddressRefusedError) return { end: 'refused', reason: fault.message };
      throw fault;
    } finally {
      cancelled.stop();
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
      const current = await running?.catch(() => undefined);
      await current?.launched.kill();
      await current?.proxy.close();
    },
  };
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
