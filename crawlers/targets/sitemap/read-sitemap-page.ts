/** robots.txt and sitemaps as requests for what they name. */
import type { ReadingProblem } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { fieldText } from '../../reading/own-text.ts';
import { cleanUrl } from '../../reading/page-address.ts';
import type { Page, Reading } from '../../target-type.ts';
import { chooseUrls } from './choose-urls.ts';
import type { SitemapOptions } from './options.ts';
import { readSitemapFile, type SitemapFile, type SitemapUrl, sitemapsOfRobots } from './read-sitemap-file.ts';
import { isInScope } from './scope.ts';

/** An index may name sitemaps, and some of those are indexes again; deeper ones lead nowhere. */
const maxDepth = 3;
const maxSitemaps = 500;

const depthOf = (page: Page): number => {
  const depth = Number(page.carry.depth ?? '0');
  return Number.isInteger(depth) && depth >= 0 ? depth : maxDepth;
};

const dayMs = 86_400_000;

/** A bare date does not tell two changes of one day apart, so that it counts only once the day is over. */
const versionOf = ({ lastmod, time }: SitemapUrl, now: Date): Record<string, string> => {
  if (time === undefined || lastmod === undefined) return {};
  const isSure = lastmod.includes(':') || now.getTime() - time > 2 * dayMs;
  const version = isSure ? fieldText(lastmod, 60) : undefined;
  return version === undefined ? {} : { version };
};

const sitemapRequests = (
  page: Page,
  named: readonly SitemapUrl[],
  options: SitemapOptions,
): PageRequest[] => {
  const here = cleanUrl(page.url, page.url);
  const urls = named
    .map((one) => cleanUrl(one.loc, page.url))
    .filter((url) => url !== undefined && url !== here && isInScope(url, options)) as string[];
  const carry = { depth: String(depthOf(page) + 1), large: 'sitemap' };
  return [...new Set(urls)].slice(0, maxSitemaps).map((url) => ({ url, kind: 'sitemap', carry }));
};

export const readRobots = (page: Page, options: SitemapOptions): Reading => {
  const named = sitemapsOfRobots(page.text).map((loc) => ({ loc }));
  const requests = sitemapRequests(page, named, options);
  const nothing = { code: 'no-sitemap', message: 'robots.txt names no sitemap; /sitemap.xml is tried.' };
  return { postings: [], requests, problems: requests.length === 0 ? [nothing] : [] };
};

const problem = (code: string, message: string): ReadingProblem => ({ code, message });

/** What such a run misses may be online yet. */
const cutShort = problem(
  'list-cut-short',
  'Not all that the sitemap names is looked at, so that no advert counts as removed because it is not on it.',
);

/** A site is asked for /sitemap.xml though nothing named it. */
const isGuess = (page: Page, options: SitemapOptions): boolean =>
  depthOf(page) === 0 && !options.startUrls.includes(page.requestedUrl);

const hasMore = (file: SitemapFile): boolean => file.sitemaps.length > maxSitemaps;

export const readSitemap = (page: Page, options: SitemapOptions): Reading => {
  const file = readSitemapFile(page.text);
  const now = new Date(page.fetchedAt);
  if (!file)
    return {
      postings: [],
      requests: [],
      problems: [
        problem('no-sitemap', 'This is no sitemap that can be read.'),
        ...(isGuess(page, options) ? [] : [cutShort]),
      ],
    };
  const problems: ReadingProblem[] = [];
  const isDeep = file.sitemaps.length > 0 && depthOf(page) >= maxDepth;
  if (isDeep)
    problems.push(problem('deep-sitemap', `Sitemaps nested deeper than ${maxDepth} levels are left out.`));
  if (file.fault !== undefined)
    problems.push(
      problem(
        'broken-sitemap',
        `The sitemap is not well-formed XML; what could be read was kept (${file.fault.slice(0, 200)}).`,
      ),
    );
  if (file.isCut)
    problems.push(
      problem(
        'cut-sitemap',
        'The sitemap names more than 50,000 pages or is larger than 50 MB; the rest was left out.',
      ),
    );
  if (file.leftOut > 0)
    problems.push(
      problem('large-entries', `Entries of the sitemap were left out for their size: ${file.leftOut}.`),
    );
  const chosen = chooseUrls(file.pages, { url: page.url, now }, options);
  if (chosen.foreign > 0)
    problems.push(problem('foreign-urls', `Addresses of other sites were left out: ${chosen.foreign}.`));
  if (chosen.left > 0)
    problems.push(
      problem(
        'many-urls',
        `Older pages were left out: ${chosen.left}; the target takes ${options.maxUrls} of one sitemap.`,
      ),
    );
  if (
    isDeep ||
    file.fault !== undefined ||
    file.isCut ||
    file.leftOut > 0 ||
    chosen.left + chosen.old > 0 ||
    hasMore(file)
  )
    problems.push(cutShort);
  const adverts = chosen.urls.map((one) => ({ url: one.loc, kind: 'posting', carry: versionOf(one, now) }));
  if (adverts.length === 0 && file.sitemaps.length === 0)
    problems.push(problem('nothing-found', 'The sitemap names no page that may be an advert.'));
  return {
    postings: [],
    requests: [...(isDeep ? [] : sitemapRequests(page, file.sitemaps, options)), ...adverts],
    problems,
  };
};
