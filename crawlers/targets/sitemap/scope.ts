/** Which addresses belong to the site. */
import { isAlsoHost } from '../../reading/also-hosts.ts';
import { isSameSite } from '../../reading/page-address.ts';
import type { SitemapOptions } from './options.ts';

export const isInScope = (url: string, options: SitemapOptions): boolean =>
  URL.canParse(url) &&
  /^https?:/i.test(url) &&
  (isAlsoHost(url, options) || options.startUrls.some((start) => isSameSite(url, start)));
