import { type AddressGuard, AddressRefusedError } from '../net/address-guard.ts';
import { createBrowserKeeper, type KeptBrowser } from './browser-keeper.ts';
import type { OpenContext } from './context-pool.ts';
import { nameBrowserFault } from './name-browser-fault.ts';
import {
  defaultRenderLimits,
  type PageRenderer,
  type RenderEnd,
  type RenderLimits,
  type RenderRequest,
} from './render-contract.ts';
import { showPage } from './show-page.ts';
import { createSlots } from './slots.ts';
import { takeScreenshot } from './take-screenshot.ts';
import { onAbort, withDeadline, withinMs } from './time-limits.ts';

export type { PageRenderer, RenderEnd, RenderRequest } from './render-contract.ts';

/** More than two at once bring no gain on two cores and 73 MB each. */
const pagesAtOnce = 2;
const closeTimeoutMs = 5000;

export const createPageRenderer = (needs: {
  browserPath: string;
  guard: AddressGuard;
  userAgent: string;
  limits?: Partial<RenderLimits>;
}): PageRenderer => {
  const limits = { ...defaultRenderLimits, ...needs.limits };
  const slots = createSlots(pagesAtOnce);
  const screenshots = createSlots(1);
  const keeper = createBrowserKeeper({ ...needs, limits });

  /** A context that can't be closed in time takes its browser with it. */
  const discard = async (browser: KeptBrowser, { context }: OpenContext): Promise<void> => {
    if (!(await withinMs(context.close(), closeTimeoutMs))) await keeper.end(browser);
  };

  const giveBack = async (browser: KeptBrowser, open: OpenContext): Promise<void> => {
    const givingBack = Promise.race([browser.contexts.giveBack(open), open.tab.ended, browser.ended]);
    const isBack = withDeadline(givingBack, closeTimeoutMs, 'the page could not be left').then(
      () => true,
      () => false,
    );
    if (!(await isBack)) await discard(browser, open);
  };

  const take = async (
    browser: KeptBrowser,
    request: RenderRequest,
    cancelled: Promise<never>,
  ): Promise<OpenContext> => {
    const taking = browser.contexts.take({
      exit: request.exit,
      url: request.url,
      withClicks: (request.steps?.click?.length ?? 0) > 0,
    });
    try {
      return await withDeadline(
        Promise.race([taking, browser.ended, cancelled]),
        limits.openTimeoutMs,
        'the browser opened no page in time',
      );
    } catch (error) {
      // A browser that opens no page shows none; what comes too late is given up.
      taking.then((late) => discard(browser, late)).catch(() => undefined);
      if (request.signal?.aborted !== true) await keeper.end(browser);
      throw error;
    }
  };

  const renderIn = async (browser: KeptBrowser, request: RenderRequest): Promise<RenderEnd> => {
    const cancelled = onAbort(request.signal);
    let open: OpenContext | undefined;
    try {
      open = await take(browser, request, cancelled.promise);
      open.proxy.takeExitFault();
      const showing = showPage(open, request, {
        ...{ guard: needs.guard, limits },
        takeScreenshot: (page) =>
          screenshots.run(() =>
            withDeadline(
              takeScreenshot(page),
              limits.navigationTimeoutMs,
              `${new URL(request.url).host} could not be pictured in time`,
            ),
          ),
      });
      const end = await withDeadline(
        Promise.race([showing, open.tab.ended, browser.ended, cancelled.promise]),
        limits.pageTimeoutMs,
        `${new URL(request.url).host} took too long in the browser`,
      );
      await giveBack(browser, open);
      return end;
    } catch (error) {
      // A page that failed or hung takes its context with it.
      if (open) await discard(browser, open);
      const fault = nameBrowserFault(error, request, {
        refusals: open?.proxy.takeRefusals() ?? [],
        exitFault: open?.proxy.takeExitFault(),
        isTooLarge: browser.memory.takeKill(),
      });
      if (fault instanceof AddressRefusedError) return { end: 'refused', reason: fault.message };
      throw fault;
    } finally {
      cancelled.stop();
    }
  };

  return {
    render: (request) =>
      slots.run(async () => {
        request.signal?.throwIfAborted();
        const browser = await keeper.enter();
        try {
          request.signal?.throwIfAborted();
          return await renderIn(browser, request);
        } finally {
          await keeper.leave(browser);
        }
      }),
    close: () => keeper.close(),
  };
};
