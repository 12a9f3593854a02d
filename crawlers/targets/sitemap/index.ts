/** Sites read by their sitemaps: robots.txt → sitemaps → adverts. */
import type { PageRequest } from '../../../src/domain/visit.ts';
import type { TargetType } from '../../target-type.ts';
import { type SitemapOptions, sitemapOptions } from './options.ts';
import { readListedPage } from './read-listed-page.ts';
import { readRobots, readSitemap } from './read-sitemap-page.ts';
import { isInScope } from './scope.ts';

const sitemapPath = /(sitemap[^/]*|\/[^/]*sitemap[^/]*\/[^/]+|\.xml|\.txt)(\.xml|\.txt)?(\.gz)?$/i;
const isSitemap = (url: string): boolean => {
  const { pathname } = new URL(url);
  return sitemapPath.test(pathname) && !/\/robots\.txt$/i.test(pathname);
};

/** robots.txt is read for its sitemaps; many sites have one without naming it. */
const startOf = (url: string): PageRequest[] => {
  if (isSitemap(url)) return [{ url, kind: 'sitemap', carry: { depth: '0', large: 'sitemap' } }];
  const { origin } = new URL(url);
  return [
    { url: `${origin}/robots.txt`, kind: 'robots' },
    { url: `${origin}/sitemap.xml`, kind: 'sitemap', carry: { depth: '0', large: 'sitemap' } },
  ];
};

const sitemap: TargetType<SitemapOptions> = {
  id: 'sitemap',
  label: 'Site by its sitemap',
  description:
    'A site whose sitemap names its adverts: found by robots.txt or given. Pages that did not change since are not asked for again.',
  options: sitemapOptions,
  optionsFor: (url) => {
    if (!/^https?:/i.test(url) || !URL.canParse(url)) return undefined;
    const isOwn = /sitemap/i.test(new URL(url).pathname) || /\/robots\.txt$/i.test(url);
    return { options: sitemapOptions.parse({ startUrls: [url] }), fit: isOwn ? 6 : 0 };
  },
  kinds: ['robots', 'sitemap', 'posting'],
  start: (options) => options.startUrls.flatMap(startOf),
  read: (page, options) => {
    if (page.kind === 'robots') return readRobots(page, options);
    return page.kind === 'sitemap' ? readSitemap(page, options) : readListedPage(page, options);
  },
  showsWholeLists: true,
  isInScope,
};

export default sitemap;
