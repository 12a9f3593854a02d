/** A feed, or a page that names one, as postings and further requests. */
import { createHash } from 'node:crypto';
import type { Posting, ReadingProblem } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { clip } from '../../reading/own-text.ts';
import { cleanUrl } from '../../reading/page-address.ts';
import type { Page, Reading } from '../../target-type.ts';
import type { ReadFeed } from './feed-entry.ts';
import { findFeeds } from './find-feeds.ts';
import type { FeedOptions } from './options.ts';
import { findShared, readEntry } from './read-entry.ts';
import { mostEntries, readFeed } from './read-feed.ts';
import { isInScope } from './scope.ts';

const pageNumber = (page: Page): number => {
  const number = Number(page.carry.page ?? '1');
  return Number.isInteger(number) && number > 0 ? number : 1;
};

/** What stands first on the page: a site that ignores the number of the page shows the same again. */
const firstOf = (feed: ReadFeed): string => {
  const [first] = feed.entries;
  return createHash('sha256')
    .update(JSON.stringify([first?.id, first?.link, first?.title]))
    .digest('hex')
    .slice(0, 16);
};

const nextAddress = (feed: ReadFeed, page: Page, following: number): string | undefined => {
  if (feed.next !== undefined) return cleanUrl(feed.next, page.url);
  if (!feed.isWordPress) return undefined;
  const url = new URL(page.url);
  url.searchParams.set('paged', String(following));
  return cleanUrl(url.href, page.url);
};

/** RFC 5005 paging, JSON Feed's `next_url`, or WordPress's numbered pages. */
const nextRequest = (feed: ReadFeed, page: Page, options: FeedOptions): PageRequest | undefined => {
  const number = pageNumber(page);
  const first = firstOf(feed);
  if (number >= options.maxPages || feed.entries.length === 0 || page.carry.first === first) return undefined;
  const url = nextAddress(feed, page, number + 1);
  if (url === undefined || url === cleanUrl(page.url, page.url) || !isInScope(url, options)) return undefined;
  return { url, kind: 'feed', carry: { page: String(number + 1), first } };
};

const problemsOf = (feed: ReadFeed): ReadingProblem[] => {
  const problems: ReadingProblem[] = [];
  if (feed.fault !== undefined)
    problems.push({
      code: 'broken-feed',
      message: `The feed is not well-formed XML; what could be read was kept (${clip(feed.fault, 300)}).`,
    });
  if (feed.isCut)
    problems.push({
      code: 'cut-feed',
      message: `The feed has more than ${mostEntries} entries; the rest was left out.`,
    });
  if (feed.entries.length === 0)
    problems.push({ code: 'empty-feed', message: 'The feed has no entries at the moment.' });
  return problems;
};

const readNoFeed = (page: Page, options: FeedOptions): Reading => {
  const feeds = page.carry.page === undefined ? findFeeds(page.text, page.url) : [];
  const found = feeds.filter((url) => isInScope(url, options) && url !== cleanUrl(page.url, page.url));
  if (found.length > 0)
    return {
      postings: [],
      requests: found.map((url) => ({ url, kind: 'feed', carry: { page: '1' } })),
      problems: [],
    };
  const message =
    feeds.length > 0
      ? `The page names a feed on another site (${clip(feeds[0] ?? '', 200)}); name that address instead.`
      : 'This is no feed that can be read, and no page that names one.';
  return { postings: [], requests: [], problems: [{ code: 'no-feed', message }] };
};

export const readFeedPage = (page: Page, options: FeedOptions): Reading => {
  const feed = readFeed(page.text);
  if (!feed) return readNoFeed(page, options);
  const postings = new Map<string, Posting>();
  const requests = new Map<string, PageRequest>();
  const shared = findShared(feed, page);
  for (const entry of feed.entries) {
    const { posting, request } = readEntry(entry, page, options, { base: feed.base, shared });
    if (posting && !postings.has(posting.itemKey)) postings.set(posting.itemKey, posting);
    if (request && !requests.has(request.url)) requests.set(request.url, request);
  }
  const next = nextRequest(feed, page, options);
  return {
    postings: [...postings.values()],
    requests: [...requests.values(), ...(next ? [next] : [])],
    problems: problemsOf(feed),
  };
};
