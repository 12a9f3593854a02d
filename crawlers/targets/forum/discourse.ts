/** Discourse: its pages have a twin in JSON, which is read instead. */
import { z } from 'zod';
import type { Posting, ReadingProblem } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { buildPost, dayOfTime, isOlderThan } from '../../reading/build-post.ts';
import { elementsNamed } from '../../reading/elements-by-name.ts';
import type { CheerioAPI } from '../../reading/nodes.ts';
import { cleanUrl, isSameSite } from '../../reading/page-address.ts';
import { readPostHtml } from '../../reading/post-content.ts';
import type { Page, Reading } from '../../target-type.ts';
import { forumRoot } from './forum-address.ts';
import type { ForumOptions } from './options.ts';
import { isFrame, isQuote } from './post-parts.ts';

const text = z.string().catch('');
const maybeText = z.string().optional().catch(undefined);
const count = z.number().int().catch(0);
const id = z.number().int().positive();

const topicInList = z.object({
  id,
  slug: text,
  last_posted_at: maybeText,
  bumped_at: maybeText,
  posts_count: count,
});
const maybeTopics = z.array(topicInList.optional().catch(undefined)).catch([]);

const list = z.object({ topic_list: z.object({ topics: maybeTopics, more_topics_url: maybeText }) });
const found = z.object({
  topics: maybeTopics,
  grouped_search_result: z.object({ more_full_page_results: z.boolean().nullable().catch(null) }),
});
const post = z.object({
  id,
  post_number: count,
  post_type: z.number().catch(1),
  username: text,
  created_at: maybeText,
  cooked: text,
  hidden: z.boolean().catch(false),
  user_deleted: z.boolean().catch(false),
});
const topic = z.object({
  id,
  title: text,
  slug: text,
  posts_count: count,
  chunk_size: z.number().int().min(1).max(1000).catch(20),
  post_stream: z.object({ posts: z.array(post.optional().catch(undefined)) }),
});

const accept = 'application/json';

export const isDiscourse = ($: CheerioAPI): boolean =>
  elementsNamed($, 'meta').some(
    ({ attribs }) => attribs.name === 'generator' && /^Discourse\b/i.test(attribs.content ?? ''),
  );

/** The JSON behind one of its pages. */
export const discourseTwin = (pageUrl: string): PageRequest => {
  const url = new URL(pageUrl);
  const path = url.pathname.replace(/\/+$/, '').replace(/\.json$/, '');
  const topicNumber = /\/t\/(?:[^/]+\/)?(\d+)(?:\/\d+)?$/.exec(path)?.[1];
  if (topicNumber !== undefined) {
    url.pathname = `${path.slice(0, path.indexOf('/t/'))}/t/${topicNumber}.json`;
    url.search = '';
    return { url: url.href, kind: 'topic', carry: { accept } };
  }
  const isList = /\/(latest|new|top|search|hot)$|\/(c|tags?)\/./.test(path);
  url.pathname = isList ? `${path}.json` : `${path}/latest.json`;
  return { url: url.href, kind: 'list', carry: { accept } };
};

const rootOf = (page: Page): string => {
  const url = new URL(page.url);
  return `${url.origin}${url.pathname.replace(/\/(t|c|tags?|latest|new|top|hot|search)(\/.*|\.json)?$/, '')}`.replace(
    /\/+$/,
    '',
  );
};

const topicRequests = (
  topics: readonly (z.infer<typeof topicInList> | undefined)[],
  page: Page,
  options: ForumOptions,
): PageRequest[] =>
  topics
    .filter((one) => one !== undefined)
    .filter(
      (one) =>
        !isOlderThan(dayOfTime(one.last_posted_at ?? one.bumped_at), options.maxAgeDays, page.fetchedAt),
    )
    .slice(0, 500)
    .map((one) => ({ url: `${rootOf(page)}/t/${one.id}.json`, kind: 'topic', carry: { accept } }));

const readTopicList = (answer: z.infer<typeof list>, page: Page, options: ForumOptions): Reading => {
  const { topics, more_topics_url: more } = answer.topic_list;
  const number = Number(page.carry.page ?? '1');
  const requests = topicRequests(topics, page, options);
  const next = more === undefined ? undefined : cleanUrl(more, page.url);
  if (
    next === undefined ||
    requests.length === 0 ||
    number >= options.maxListPages ||
    !isSameSite(next, page.url)
  )
    return { postings: [], requests, problems: [] };
  const twin = new URL(next);
  if (!twin.pathname.endsWith('.json')) twin.pathname = `${twin.pathname.replace(/\/+$/, '')}.json`;
  const further = { url: twin.href, kind: 'list', carry: { accept, page: String(number + 1) } };
  return { postings: [], requests: [...requests, further], problems: [] };
};

const readSearch = (answer: z.infer<typeof found>, page: Page, options: ForumOptions): Reading => {
  const number = Number(page.carry.page ?? '1');
  const requests = topicRequests(answer.topics, page, options);
  if (answer.grouped_search_result.more_full_page_results !== true || number >= options.maxListPages)
    return { postings: [], requests, problems: [] };
  const next = new URL(page.url);
  next.searchParams.set('page', String(number + 1));
  const further = { url: next.href, kind: 'list', carry: { accept, page: String(number + 1) } };
  return { postings: [], requests: [...requests, further], problems: [] };
};

const readPost = (
  one: z.infer<typeof post>,
  place: { page: Page; topic: z.infer<typeof topic>; root: string },
): Posting | undefined => {
  // Other types of post are the software's own notes: closed, moved, pinned.
  if (one.hidden || one.user_deleted || one.post_type !== 1) return undefined;
  const isFirst = one.post_number === 1;
  const own = readPostHtml(one.cooked, (element) => isQuote(element) || isFrame(element));
  const content = own.text === '' && isFirst ? readPostHtml(one.cooked) : own;
  if (content.text === '' && content.images.length === 0) return undefined;
  const { topic: inTopic, root, page } = place;
  const slug = /^[\w-]{1,200}$/.test(inTopic.slug) ? inTopic.slug : '-';
  return buildPost({
    ...content,
    // Mentions and hashtags lead to people and lists of the forum.
    links: content.links.filter((href) => !/^\/(u|c|tags?|g)\//.test(href)),
    itemKey: `${forumRoot(`${root}/`)}#p${one.id}`,
    url: `${root}/t/${slug}/${inTopic.id}/${one.post_number}`,
    baseUrl: page.url,
    title: isFirst ? inTopic.title : undefined,
    datePosted: dayOfTime(one.created_at),
    remarks: [
      one.username !== '' && `posted by: ${one.username}`,
      !isFirst && inTopic.title !== '' && `reply in: ${inTopic.title}`,
      /<(blockquote|aside[^>]{0,200}quote)/i.test(one.cooked) && 'quotes another post, left out of the text',
    ],
    source: 'post',
    now: new Date(page.fetchedAt),
  });
};

const readTopicJson = (answer: z.infer<typeof topic>, page: Page, options: ForumOptions): Reading => {
  const number = Number(page.carry.page ?? '1');
  const root = rootOf(page);
  const posts = answer.post_stream.posts.filter((one) => one !== undefined);
  const wanted = options.replies ? posts : posts.filter((one) => one.post_number === 1);
  const postings = wanted
    .map((one) => readPost(one, { page, topic: answer, root }))
    .filter((posting) => posting !== undefined);
  const isMore =
    options.replies &&
    posts.length > 0 &&
    answer.posts_count > number * answer.chunk_size &&
    number < options.maxTopicPages;
  return {
    postings: [...new Map(postings.map((posting) => [posting.itemKey, posting])).values()],
    requests: isMore
      ? [
          {
            url: `${root}/t/${answer.id}.json?page=${number + 1}`,
            kind: 'topic',
            carry: { accept, page: String(number + 1) },
          },
        ]
      : [],
    problems: [],
  };
};

const jsonOf = (source: string): unknown => {
  try {
    return JSON.parse(source) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const statedRefusal = (answer: unknown): ReadingProblem | undefined => {
  const type = (answer as { error_type?: unknown } | null | undefined)?.error_type;
  return type === 'not_logged_in' || type === 'invalid_access'
    ? { code: 'login-wall', message: 'The site asks for a login: visitors are shown no topics here.' }
    : undefined;
};

/** What Discourse says beside a 4xx. */
export const discourseRefusal = (said: { text: string }): ReadingProblem | undefined =>
  statedRefusal(jsonOf(said.text));

/** Undefined when the text is no answer of Discourse. */
export const readDiscourse = (page: Page, options: ForumOptions): Reading | undefined => {
  const answer = jsonOf(page.text);
  const aTopic = topic.safeParse(answer).data;
  if (aTopic) return readTopicJson(aTopic, page, options);
  const aList = list.safeParse(answer).data;
  if (aList) return readTopicList(aList, page, options);
  const aSearch = found.safeParse(answer).data;
  if (aSearch) return readSearch(aSearch, page, options);
  const refusal = statedRefusal(answer);
  return refusal && { postings: [], requests: [], problems: [refusal] };
};
