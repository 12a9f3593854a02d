/** The feeds that a page names in its head. */
import { elementsNamed } from '../../reading/elements-by-name.ts';
import { cleanUrl } from '../../reading/page-address.ts';
import { parsePage } from '../../reading/parse-page.ts';

const feedType = /^(application\/(rss|atom|rdf|feed)\+(xml|json)|text\/xml|application\/json)/i;
/** WordPress names the feed of comments, and of each advert's comments, beside the one of adverts. */
const commentFeed = /comment|\/replies\b/i;
const mostFeeds = 5;

export const findFeeds = (html: string, pageUrl: string): string[] => {
  const { $ } = parsePage(html);
  const base = elementsNamed($, 'base').find(({ attribs }) => attribs.href !== undefined)?.attribs.href;
  const baseUrl = cleanUrl(base, pageUrl) ?? pageUrl;
  const found = elementsNamed($, 'link')
    .filter(({ attribs }) => /\balternate\b/i.test(attribs.rel ?? '') && feedType.test(attribs.type ?? ''))
    .filter(({ attribs }) => !commentFeed.test(`${attribs.title ?? ''} ${attribs.href ?? ''}`))
    // WordPress names its JSON API in the same way.
    .filter(({ attribs }) => !/\/wp-json\//.test(attribs.href ?? ''))
    .map(({ attribs }) => cleanUrl(attribs.href, baseUrl))
    .filter((url) => url !== undefined);
  return [...new Set(found)].slice(0, mostFeeds);
};
