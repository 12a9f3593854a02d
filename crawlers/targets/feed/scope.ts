/** Which addresses belong to the feeds. */
import { isAlsoHost } from '../../reading/also-hosts.ts';
import { isSameSite } from '../../reading/page-address.ts';
import type { FeedOptions } from './options.ts';

export const isInScope = (url: string, options: FeedOptions): boolean => {
  if (!URL.canParse(url) || !/^https?:/i.test(url)) return false;
  return (
    options.scope === 'anywhere' ||
    isAlsoHost(url, options) ||
    options.feedUrls.some((feed) => isSameSite(url, feed))
  );
};
