/** The bounded steps before a rendered page is read. They are wishes: a page without the element is read all the same. */
import type { Page } from 'playwright-core';
import type { RenderSteps } from '../../domain/visit.ts';
import type { PageIdle } from './page-idle.ts';

const limits = { settleMs: 3000, waitForMs: 8000, clickMs: 3000, pauseMs: 250 } as const;

/** True when it happened in time. */
const inTime = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work;
    return true;
  } catch (error) {
    // By its name: the library is loaded with the browser, not with every process that could start one.
    if (error instanceof Error && error.name === 'TimeoutError') return false;
    throw error;
  }
};

export const takeSteps = async (page: Page, idle: PageIdle, steps: RenderSteps | null): Promise<void> => {
  const settle = (): Promise<boolean> => idle.wait(limits.settleMs);
  await settle();
  if (steps?.waitFor !== undefined)
    await inTime(
      page.locator(steps.waitFor).first().waitFor({ state: 'attached', timeout: limits.waitForMs }),
    );
  for (const selector of steps?.click ?? []) {
    await inTime(page.locator(selector).first().click({ timeout: limits.clickMs, noWaitAfter: true }));
    await settle();
  }
  for (let done = 0; done < (steps?.scroll ?? 0); done += 1) {
    await page.mouse.wheel(0, 1200);
    await page.waitForTimeout(limits.pauseMs);
  }
  if (steps?.scroll) await settle();
};
