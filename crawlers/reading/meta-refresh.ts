/** `<meta http-equiv="refresh" content="0; url=…">`: a redirect of pages whose authors can't set the status. */
import type { Page } from '../target-type.ts';
import { elementsNamed } from './elements-by-name.ts';
import { cleanUrl, keyUrl } from './page-address.ts';
import { parsePage } from './parse-page.ts';

/** A page that goes on later was there to be read. */
const longestSeconds = 15;
const refresh = /^\s*(\d{1,3})(?:\.\d{1,3})?\s*[;,]\s*(?:url\s*=\s*)?["']?\s*([^"'\s]{1,2000})/i;

/** Where the page sends its visitors on to; undefined when it only loads itself anew. */
export const refreshedTo = (page: Pick<Page, 'text' | 'url' | 'contentType'>): string | undefined => {
  if (!/html/i.test(page.contentType) || !/http-equiv\s*=\s*["']?\s*refresh/i.test(page.text))
    return undefined;
  const { $ } = parsePage(page.text);
  const base = cleanUrl(elementsNamed($, 'base')[0]?.attribs.href, page.url) ?? page.url;
  for (const { attribs } of elementsNamed($, 'meta')) {
    if (attribs['http-equiv']?.trim().toLowerCase() !== 'refresh') continue;
    const [, seconds, address] = refresh.exec(attribs.content ?? '') ?? [];
    const url = Number(seconds) <= longestSeconds ? cleanUrl(address, base) : undefined;
    if (url !== undefined && keyUrl(url) !== keyUrl(page.url)) return url;
  }
  return undefined;
};
