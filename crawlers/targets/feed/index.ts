/** Feeds: RSS, Atom, JSON Feed, and lists of jobs in XML. */
import type { TargetType } from '../../target-type.ts';
import { type FeedOptions, feedOptions } from './options.ts';
import { readEntryPage } from './read-entry-page.ts';
import { readFeedPage } from './read-feed-page.ts';
import { isInScope } from './scope.ts';

const acceptFeed =
  'application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5';

const feedPath =
  /(\.(rss|atom|rdf)|\/(feed|rss|atom|feeds)(\/(rss2?|atom|rdf|all|default))?\/?|\/(feed|rss|atom|index|jobs)\.(xml|json))$/i;
const feedQuery = /[?&](feed=(rss2?|atom|rdf|job_feed)|format=(rss|atom|feed)|type=rss|alt=rss)/i;

const isFeedAddress = (url: string): boolean => {
  const { pathname, search } = new URL(url);
  return (feedPath.test(pathname) && !/sitemap/i.test(pathname)) || feedQuery.test(search);
};

const feed: TargetType<FeedOptions> = {
  id: 'feed',
  label: 'Feed (RSS, Atom, JSON Feed)',
  description:
    'New entries of a feed, or a list of jobs in XML. Where a feed shows only how an advert begins, its page is read.',
  options: feedOptions,
  // Any page may name a feed; other types know an ordinary address better.
  optionsFor: (url) =>
    /^https?:/i.test(url) && URL.canParse(url)
      ? { options: feedOptions.parse({ feedUrls: [url] }), fit: isFeedAddress(url) ? 5 : 0 }
      : undefined,
  kinds: ['feed', 'entry'],
  start: (options) => options.feedUrls.map((url) => ({ url, kind: 'feed', carry: { accept: acceptFeed } })),
  read: (page, options) => (page.kind === 'entry' ? readEntryPage(page) : readFeedPage(page, options)),
  isInScope,
};

export default feed;
