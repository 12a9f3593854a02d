/** When a page has stopped asking for things: its requests are counted, for Playwright's own wait takes half a second more. */
import type { Page } from 'playwright-core';

/** As long without a request in flight counts as idle: scripts that build a page ask one after the other. */
const quietMs = 300;

export interface PageIdle {
  /** True when the page came to rest in time. */
  wait(timeoutMs: number): Promise<boolean>;
}

export const watchIdle = (page: Page): PageIdle => {
  let inFlight = 0;
  let changedAt = Date.now();
  const count = (by: number) => (): void => {
    inFlight = Math.max(0, inFlight + by);
    changedAt = Date.now();
  };
  page.on('request', count(1));
  page.on('requestfinished', count(-1));
  page.on('requestfailed', count(-1));
  return {
    async wait(timeoutMs) {
      const endsAt = Date.now() + timeoutMs;
      for (;;) {
        const quietFor = inFlight === 0 ? Date.now() - changedAt : 0;
        if (quietFor >= quietMs) return true;
        const left = endsAt - Date.now();
        if (left <= 0) return false;
        await page.waitForTimeout(Math.min(left, inFlight === 0 ? quietMs - quietFor : 50));
      }
    },
  };
};
