import type { Page } from 'playwright-core';

/** Four uncapped screenshots at once took 2.4 GB. */
export const maxScreenshotHeightPx = 12_000;
const screenshotTimeoutMs = 15_000;

/** PNG of the page from its top, as wide as the window. */
export const takeScreenshot = async (page: Page): Promise<Buffer> => {
  const stated = await page.evaluate(
    'Math.max(document.documentElement.scrollHeight, document.body?.scrollHeight ?? 0)',
  );
  const width = page.viewportSize()?.width ?? 1280;
  const least = page.viewportSize()?.height ?? 900;
  const height = Math.min(Math.max(Number(stated) || least, least), maxScreenshotHeightPx);
  return page.screenshot({
    type: 'png',
    fullPage: true,
    clip: { x: 0, y: 0, width, height },
    animations: 'disabled',
    timeout: screenshotTimeoutMs,
  });
};
