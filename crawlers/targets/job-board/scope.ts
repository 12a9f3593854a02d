/** Which addresses belong to the board. */
import { isAlsoHost } from '../../reading/also-hosts.ts';
import { isSameSite, siteHost } from '../../reading/page-address.ts';
import type { JobBoardOptions } from './options.ts';

const noPage =
  /\.(pdf|docx?|xlsx?|pptx?|zip|rar|7z|gz|jpe?g|png|gif|webp|svg|ico|mp[34]|avi|mov|css|js|woff2?|ttf|xml|rss|json|apk|exe)$/i;

/** True for an address that may be a page at all. */
export const mayBePage = (url: string): boolean => !noPage.test(new URL(url).pathname);

export const isInScope = (url: string, options: JobBoardOptions): boolean => {
  if (!URL.canParse(url) || !/^https?:/i.test(url)) return false;
  if (options.scope === 'anywhere' || isAlsoHost(url, options)) return true;
  return [...options.startUrls, ...(options.sitemaps ?? [])].some((start) =>
    options.scope === 'host' ? siteHost(start) === siteHost(url) : isSameSite(url, start),
  );
};
