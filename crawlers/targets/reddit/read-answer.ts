/** One answer of Reddit: a list of posts, or a thread with its comments. */
import type { Posting, ReadingProblem } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { dayOfTime, isOlderThan } from '../../reading/build-post.ts';
import type { Page, Reading } from '../../target-type.ts';
import { branchRequest, commentsRequest, listRequest, moreRequest, type ThreadPlace } from './addresses.ts';
import type { RedditOptions } from './options.ts';
import { type ReadPlace, readRedditComment, readRedditPost } from './read-thing.ts';
import { problemOfAnswer, readJson } from './refusals.ts';
import {
  listingIn,
  moreThingsIn,
  type RedditListing,
  type RedditPost,
  redditComment,
  redditMore,
  redditPost,
} from './things.ts';

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

interface CommentsRead {
  postings: Posting[];
  /** Names of comments that were not given with the others. */
  further: string[];
  /** Comments below which the thread goes on in an answer of its own. */
  cutBelow: string[];
}

/** Comments of a thread without the threads below them growing the stack. */
const commentsIn = (
  listing: RedditListing,
  place: ReadPlace & { minChars: number; thread?: string | undefined },
): CommentsRead => {
  const postings: Posting[] = [];
  const further: string[] = [];
  const cutBelow: string[] = [];
  const waiting = [...listing.things].reverse();
  for (let thing = waiting.pop(), read = 0; thing && read < mostComments; thing = waiting.pop(), read += 1) {
    const more = thing.kind === 'more' ? redditMore.safeParse(thing.data).data : undefined;
    if (more) {
      further.push(...more.children.filter((name) => name !== undefined));
      if (more.id === '_' && more.parent_id?.startsWith('t1_')) cutBelow.push(more.parent_id.slice(3));
    }
    const comment = thing.kind === 't1' ? redditComment.safeParse(thing.data).data : undefined;
    if (!comment) continue;
    const posting = readRedditComment(comment, place);
    if (posting) postings.push(posting);
    waiting.push(...(listingIn(comment.replies)?.things ?? []).reverse());
  }
  return { postings, further, cutBelow };
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
    postings: unique([...postings.filter((posting) => posting !== undefined), ...comments.postings]),
    requests: [...threads, ...olderPage(listing, page, options)],
    problems: noPosts(listing, page),
  };
};

/** As many as Reddit gives in one answer to "load more". */
const mostNames = 100;
/** For one answer, by how often more was asked for to get it: at most 130 for a thread. */
const mostFurther = [10, 4, 2];

const furtherRequests = (
  read: readonly CommentsRead[],
  place: ThreadPlace,
  options: RedditOptions,
): PageRequest[] => {
  const next = { ...place, depth: place.depth + 1 };
  const names = [...new Set(read.flatMap(({ further }) => further))];
  const parents = [...new Set(read.flatMap(({ cutBelow }) => cutBelow))];
  const asked: PageRequest[] = [];
  for (let at = 0; at < names.length; at += mostNames)
    asked.push(moreRequest(options, next, names.slice(at, at + mostNames)));
  asked.push(...parents.map((parent) => branchRequest(options, next, parent)));
  return asked.slice(0, mostFurther[place.depth] ?? 0);
};

const readThread = (parts: readonly RedditListing[], page: Page, options: RedditOptions): Reading => {
  const place = placeOf(page, options);
  const posts = parts.flatMap(postsIn);
  const postings = posts
    .map((post) => readRedditPost(post, place))
    .filter((posting) => posting !== undefined);
  const title = posts[0]?.title ?? page.carry.title;
  const below = { ...place, minChars: options.minCommentChars, thread: title };
  const read = parts.map((part) => commentsIn(part, below));
  const id = posts[0]?.name.slice(3) ?? page.carry.thread;
  const thread =
    id === undefined ? undefined : { id, title: title ?? '', depth: Number(page.carry.depth ?? 0) };
  return {
    postings: unique([...postings, ...read.flatMap((one) => one.postings)]),
    requests: thread ? furtherRequests(read, thread, options) : [],
    problems: [],
  };
};

export const readRedditAnswer = (page: Page, options: RedditOptions): Reading => {
  const answer = readJson(page.text);
  const more = moreThingsIn(answer);
  if (more) return readThread([more], page, options);
  const parts = (Array.isArray(answer) ? answer.slice(0, 10) : [answer])
    .map(listingIn)
    .filter((part) => part !== undefined);
  const [first] = parts;
  if (first === undefined) return { postings: [], requests: [], problems: [problemOfAnswer(page, answer)] };
  return Array.isArray(answer) || page.kind === 'thread'
    ? readThread(parts, page, options)
    : readList(first, page, options);
};
