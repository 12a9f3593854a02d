/** When a page has come to rest: it asks for nothing that could build it further, and its document stays as it is. */
import type { CDPSession, Page, Request } from 'playwright-core';
import { openOwnWorld } from './own-world.ts';
import { withinMs } from './time-limits.ts';

/** As long without change counts as rest: scripts that build a page ask and write one after the other. */
const quietMs = 200;
const lookEveryMs = 25;

/** What can bring more of the document; a stream that stays open or a picture is not waited for. */
const building = new Set(['document', 'script', 'stylesheet', 'xhr', 'fetch']);

export interface PageIdle {
  /** Requests of what was shown before count no more. */
  forget(): void;
  /** True when the page came to rest in time. */
  wait(timeoutMs: number): Promise<boolean>;
}

/** Answers after `quietMs` in which nothing was added, removed or written, or after `limitMs`; attributes may flicker. */
const untilStill = (limitMs: number): string => `new Promise((resolve) => {
  const done = () => { observer.disconnect(); clearTimeout(last); resolve(true); };
  let timer = setTimeout(done, ${quietMs});
  const last = setTimeout(done, ${limitMs});
  const observer = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, ${quietMs}); });
  observer.observe(document, { childList: true, characterData: true, subtree: true });
})`;

/** A counter or a clock that never stops is not waited for longer than this. */
const maxStirMs = 1000;

export const watchIdle = (page: Page, session: CDPSession): PageIdle => {
  const inFlight = new Set<Request>();
  let changedAt = Date.now();
  const note = (): void => {
    changedAt = Date.now();
  };
  page.on('request', (request) => {
    if (!building.has(request.resourceType())) return;
    inFlight.add(request);
    note();
  });
  const end = (request: Request): void => {
    if (inFlight.delete(request)) note();
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);

  const waitUntilStill = async (leftMs: number): Promise<void> => {
    const world = await openOwnWorld(session);
    await world.evaluate(untilStill(Math.min(maxStirMs, leftMs)));
  };

  return {
    forget() {
      inFlight.clear();
      note();
    },
    async wait(timeoutMs) {
      const endsAt = Date.now() + timeoutMs;
      for (;;) {
        const left = endsAt - Date.now();
        if (left <= 0) return false;
        const startedAt = Date.now();
        // A page that goes on takes its world with it: then it is looked at again.
        const isInTime = await withinMs(waitUntilStill(left), left);
        if (isInTime && inFlight.size === 0 && Date.now() - Math.max(changedAt, startedAt) >= quietMs - 10)
          return true;
        await page.waitForTimeout(Math.max(1, Math.min(lookEveryMs, endsAt - Date.now())));
        while (inFlight.size > 0 && Date.now() < endsAt) await page.waitForTimeout(lookEveryMs);
      }
    },
  };
};
