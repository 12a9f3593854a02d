/** How large a page's document is. */
import type { CDPSession } from 'playwright-core';
import { openOwnWorld } from './own-world.ts';

export interface DocumentSize {
  elements: number;
  htmlChars: number;
}

/** Serialising a huge document costs more than counting it: that is done only up to `maxElements`. */
const expression = (maxElements: number): string => `(() => {
  const elements = document.getElementsByTagName('*').length;
  return { elements, htmlChars: elements > ${maxElements} ? 0 : (document.documentElement?.outerHTML ?? '').length };
})()`;

export const measureDocument = async (session: CDPSession, maxElements: number): Promise<DocumentSize> => {
  const world = await openOwnWorld(session);
  const size = (await world.evaluate(expression(maxElements))) as DocumentSize | undefined;
  return size ?? { elements: 0, htmlChars: 0 };
};
