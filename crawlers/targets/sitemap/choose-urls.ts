/** Which addresses of a sitemap are asked for, and in which order. */
import { cleanUrl, keyUrl } from '../../reading/page-address.ts';
import { matchesPattern } from './address-pattern.ts';
import type { SitemapOptions } from './options.ts';
import type { SitemapUrl } from './read-sitemap-file.ts';
import { isInScope } from './scope.ts';

const dayMs = 86_400_000;

const noPage =
  /\.(pdf|docx?|xlsx?|pptx?|zip|rar|7z|gz|jpe?g|png|gif|webp|svg|ico|mp[34]|avi|mov|css|js|woff2?|ttf|xml|rss|json|apk|exe)$/i;
/** Pages that every site has and that are no adverts. */
const otherPage =
  /\/(about(-us)?|contact(-us)?|privacy(-policy)?|terms([-_][\w-]+)?|cookies?(-policy)?|faq|help|imprint|login|log-in|sign-?in|sign-?up|register|account|cart|checkout|pricing|blog|news|press|author|tag|tags|wp-content|wp-json|feed)(\/|\.\w{2,5}$|$)/i;

const isWanted = (url: string, options: SitemapOptions): boolean => {
  const { pathname, search } = new URL(url);
  if (noPage.test(pathname)) return false;
  if (options.exclude.some((pattern) => matchesPattern(url, pattern))) return false;
  if (options.include.length > 0) return options.include.some((pattern) => matchesPattern(url, pattern));
  return options.readAs === 'all' || ((pathname !== '/' || search !== '') && !otherPage.test(pathname));
};

export interface ChosenUrls {
  urls: SitemapUrl[];
  /** Addresses of other sites, which a sitemap must not name. */
  foreign: number;
  /** Wanted ones beyond the limit. */
  left: number;
  /** Those that the target takes for too old. */
  old: number;
}

/** Newest first; those without a date behind, in the sitemap's own order. */
export const chooseUrls = (
  listed: readonly SitemapUrl[],
  page: { url: string; now: Date },
  options: SitemapOptions,
): ChosenUrls => {
  const oldest =
    options.maxAgeDays === undefined ? undefined : page.now.getTime() - options.maxAgeDays * dayMs;
  const byKey = new Map<string, SitemapUrl>();
  let foreign = 0;
  let old = 0;
  for (const { loc, lastmod, time } of listed) {
    const url = cleanUrl(loc, page.url);
    if (url === undefined) continue;
    if (!isInScope(url, options)) {
      foreign += 1;
      continue;
    }
    if (!isWanted(url, options)) continue;
    if (oldest !== undefined && time !== undefined && time < oldest) old += 1;
    else byKey.set(keyUrl(url), { loc: url, lastmod, time });
  }
  const wanted = [...byKey.values()].sort((one, other) => (other.time ?? 0) - (one.time ?? 0));
  return {
    urls: wanted.slice(0, options.maxUrls),
    foreign,
    old,
    left: Math.max(0, wanted.length - options.maxUrls),
  };
};
