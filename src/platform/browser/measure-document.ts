/** How large a page's document is, asked in a world of its own where the page's scripts can't answer instead. */
import type { Page } from 'playwright-core';

export interface DocumentSize {
  elements: number;
  htmlChars: number;
}

/** Serialising a huge document costs more than counting it: that is done only up to `maxElements`. */
const expression = (maxElements: number): string => `(() => {
  const elements = document.getElementsByTagName('*').length;
  return { elements, htmlChars: elements > ${maxElements} ? 0 : (document.documentElement?.outerHTML ?? '').length };
})()`;

export const measureDocument = async (page: Page, maxElements: number): Promise<DocumentSize> => {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'lurewatch',
    });
    const { result } = await session.send('Runtime.evaluate', {
      expression: expression(maxElements),
      contextId: executionContextId,
      returnByValue: true,
    });
    return (result.value as DocumentSize | undefined) ?? { elements: 0, htmlChars: 0 };
  } finally {
    await session.detach();
  }
};
