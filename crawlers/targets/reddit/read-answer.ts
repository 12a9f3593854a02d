/** One answer of Reddit: a list of posts, or a thread with its comments. */
import type { Posting, ReadingProblem } from '../../../src/domain/posting.ts';
import { dayOfTime, isOlderThan } from '../../reading/build-post.ts';
import type { Page, Reading } from '../../target-type.ts';
import { commentsRequest, listRequest } from './addresses.ts';
import type { RedditOptions } from './options.ts';
import { type ReadPlace, readRedditComment, readRedditPost } from './read-thing.ts';
import { problemOfAnswer, readJson } from './refusals.ts';
import { listingIn, type RedditListing, type RedditPost, redditComment, redditPost } from './things.ts';

const placeOf = (page: Page, options: RedditOptions): ReadPlace => ({
  baseUrl: options.baseUrl.replace(/\/+$/, ''),
  pageUrl: page.url,
  now: new Date(page.fetchedAt),
});

const postsIn = (listing: RedditListing): RedditPost[] =>
  listing.things
    .filter((thing) => thing.kind === 't3')
    .map((thing) => redditPost.safeParse(thing.data).data)
    .filter((post) => post !== undefined);

const mostComments = 2000;

/** Comments of a thread without the threads below them growing the stack. */
const commentsIn = (
  listing: RedditListing,
  place: ReadPlace & { minChars: number; thread?: string | undefined },
): Posting[] => {
  const postings: Posting[] = [];
  const waiting = [...listing.things].reverse();
  for (let thing = waiting.pop(), read = 0; thing && read < mostComments; thing = waiting.pop(), read += 1) {
    const comment = thing.kind === 't1' ? redditComment.safeParse(thing.data).data : undefined;
    if (!comment) continue;
    const posting = readRedditComment(comment, place);
    if (posting) postings.push(posting);
    waiting.push(...(listingIn(comment.replies)?.things ?? []).reverse());
  }
  return postings;
};

const unique = (postings: readonly Posting[]): Posting[] => [
  ...new Map(postings.map((posting) => [posting.itemKey, posting])).values(),
];

const createdOf = (thing: RedditListing['things'][number]): string | undefined => {
  const data = thing.data as { created_utc?: unknown } | null | undefined;
  return typeof data?.created_utc === 'number' ? dayOfTime(data.created_utc) : undefined;
};

/** The page behind this one, unless it would go back too far. */
const olderPage = (listing: RedditListing, page: Page, options: RedditOptions): Reading['requests'] => {
  const number = Number(page.carry.page ?? '1');
  const { after, things } = listing;
  if (after === undefined || !/^t\d_[a-z0-9]+$/i.test(after) || number >= options.maxPages) return [];
  if (things.every((thing) => isOlderThan(createdOf(thing), options.maxAgeDays, page.fetchedAt))) return [];
  return [listRequest(options, { number: number + 1, after, count: number * 100 })];
};

/** Every kind of thing but posts and comments: a subreddit that is not there leads to a list of such alike. */
const noPosts = (listing: RedditListing, page: Page): ReadingProblem[] => {
  if (listing.things.some((thing) => thing.kind === 't5'))
    return [
      { code: 'no-such-place', message: 'There is no such subreddit: Reddit offered others in its place.' },
    ];
  if (listing.things.length > 0 || page.carry.page !== '1') return [];
  return [
    { code: 'no-posts', message: 'The list is empty: the name may be wrong, or nothing was posted there.' },
  ];
};

const readList = (listing: RedditListing, page: Page, options: RedditOptions): Reading => {
  const place = { ...placeOf(page, options), minChars: options.minCommentChars };
  const posts = postsIn(listing);
  const postings = posts.map((post) => readRedditPost(post, place));
  const comments = commentsIn(listing, place);
  const threads = options.comments
    ? posts
        .filter((post) => post.num_comments > 0)
        .map((post) => commentsRequest(post.name.slice(3), options))
    : [];
  return {
    postings: unique([...postings.filter((posting) => posting !== undefined), ...comments]),
    requests: [...threads, ...olderPage(listing, page, options)],
    problems: noPosts(listing, page),
  };
};

const readThread = (parts: readonly RedditListing[], page: Page, options: RedditOptions): Reading => {
  const place = placeOf(page, options);
  const posts = parts.flatMap(postsIn);
  const postings = posts
    .map((post) => readRedditPost(post, place))
    .filter((posting) => posting !== undefined);
  const below = { ...place, minChars: options.minCommentChars, thread: posts[0]?.title };
  return {
    postings: unique([...postings, ...parts.flatMap((part) => commentsIn(part, below))]),
    requests: [],
    problems: [],
  };
};

export const readRedditAnswer = (page: Page, options: RedditOptions): Reading => {
  const answer = readJson(page.text);
  const parts = (Array.isArray(answer) ? answer.slice(0, 10) : [answer])
    .map(listingIn)
    .filter((part) => part !== undefined);
  const [first] = parts;
  if (first === undefined) return { postings: [], requests: [], problems: [problemOfAnswer(page, answer)] };
  return Array.isArray(answer) || page.kind === 'thread'
    ? readThread(parts, page, options)
    : readList(first, page, options);
};
