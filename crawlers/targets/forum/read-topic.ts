/** A page of a topic: each post is a posting, without what it quotes and what its writer puts below every post. */
import { createHash } from 'node:crypto';
import type { Posting } from '../../../src/domain/posting.ts';
import { buildPost } from '../../reading/build-post.ts';
import { type Element, isElement } from '../../reading/nodes.ts';
import { fieldText } from '../../reading/own-text.ts';
import { plainText } from '../../reading/plain-text.ts';
import { type PostContent, readPostContent } from '../../reading/post-content.ts';
import { readTitle } from '../../reading/read-advert.ts';
import { findRepeatedPosts } from '../../reading/repeated-posts.ts';
import type { Reading } from '../../target-type.ts';
import { forumRoot, forumUrl, isLaterPage } from './forum-address.ts';
import { nextPage } from './next-page.ts';
import type { ForumPage } from './open-page.ts';
import { isFrame, isQuote, withoutSignature } from './post-parts.ts';
import { readDate } from './read-date.ts';

interface FoundPost {
  post: Element;
  body: Element;
}

const mostPosts = 500;
const anyBody =
  '[itemprop=text], [itemprop=articleBody], .post-text, .post-content, .post-body, .comment-content, .comment-body, .message-content, .message-text, .entry-content, .content, .body, .text';
const anyAuthor = '[itemprop=author], [rel=author], .author, .username, .user-name, .poster, .user';
const anyDate = 'time, [itemprop=datePublished], .date, .time, .timestamp, .posted, .meta';

export const findPosts = (forum: ForumPage): FoundPost[] => {
  const { $, layout } = forum;
  if (!layout) return [];
  const bodySelectors = layout.body.split(', ');
  return ($(layout.post).toArray() as Element[]).slice(0, mostPosts).flatMap((post) => {
    const body = bodySelectors.map((selector) => $(post).find(selector)[0]).find(isElement);
    return body ? [{ post, body }] : [];
  });
};

/** Posts of software that is not known; lists of topics are no posts. */
export const findUnknownPosts = ({ $ }: ForumPage): FoundPost[] => {
  const bodySelectors = anyBody.split(', ');
  return findRepeatedPosts($).map((post) => {
    const body = bodySelectors.map((selector) => $(post).find(selector)[0]).find(isElement);
    return { post, body: body ?? post };
  });
};

const numberForm =
  /(?:^|[-_])(?:p|pid|post|msg|message|comment|reply|entry|pcontent|postmessage|td_post|edit)[-_]?(\d{1,15})$/i;

/** The post's own number: of its block, its body, what is around or within them. */
const numberOf = ({ $ }: ForumPage, { post, body }: FoundPost): string | undefined => {
  const inside = $(post)
    .find('[id], a[name], [data-post-id], [data-mid]')
    .toArray()
    .slice(0, 60) as Element[];
  const around = isElement(post.parent) ? [post.parent] : [];
  for (const { attribs } of [post, body, ...around, ...inside]) {
    const own = attribs['data-node-id'] ?? attribs['data-post-id'] ?? attribs['data-mid'];
    if (own !== undefined && /^\d{1,15}$/.test(own)) return own;
    for (const name of [attribs['data-content'], attribs.id, attribs.name]) {
      const number = name === undefined ? undefined : numberForm.exec(name)?.[1];
      if (number !== undefined) return number;
    }
  }
  return undefined;
};

const titleOf = (forum: ForumPage): string | undefined => {
  const { $, layout, page } = forum;
  for (const element of layout ? $(layout.title).toArray().slice(0, 4) : []) {
    const text = fieldText(plainText([element as Element], { maxChars: 1000 }));
    if (text) return text.replace(/^(topic|thread|主题|chủ đề)\s*:\s*/i, '');
  }
  return readTitle($, page.url)?.title;
};

const authorOf = (forum: ForumPage, post: Element): string | undefined => {
  if (post.attribs['data-author']) return post.attribs['data-author'];
  const found = forum.$(post).find(forum.layout?.author ?? anyAuthor)[0];
  return isElement(found) ? fieldText(plainText([found], { maxChars: 300 }), 80) : undefined;
};

interface OwnWords {
  content: PostContent;
  quoted: string | undefined;
}

/** The post's own words; what begins a topic with nothing but a quotation is kept whole. */
const ownWords = (body: Element, isFirst: boolean): OwnWords => {
  const skip = (element: Element): boolean => element !== body && (isQuote(element) || isFrame(element));
  const content = readPostContent([body], skip);
  const own = { ...content, text: withoutSignature(content.text) };
  const quotes: Element[] = [];
  const collect = (element: Element): void => {
    for (const child of element.children)
      if (isElement(child)) isQuote(child) ? quotes.push(child) : collect(child);
  };
  collect(body);
  const quoted = quotes.length === 0 ? undefined : fieldText(plainText(quotes, { maxChars: 1000 }), 200);
  if (own.text !== '' || !isFirst) return { content: own, quoted };
  return { content: readPostContent([body], (element) => element !== body && isFrame(element)), quoted };
};

const readPost = (
  forum: ForumPage,
  found: FoundPost,
  topic: { title: string | undefined; isFirst: boolean; url: string },
): Posting | undefined => {
  const { content, quoted } = ownWords(found.body, topic.isFirst);
  if (content.text === '' && content.images.length === 0) return undefined;
  const number = numberOf(forum, found);
  // Known software numbers the posts of a whole forum, others perhaps those of each topic anew.
  const place = forum.layout && number !== undefined ? forumRoot(topic.url) : topic.url.slice(0, 1900);
  const hash = createHash('sha256').update(content.text).digest('hex').slice(0, 16);
  const anchor = found.post.attribs.id;
  const author = authorOf(forum, found.post);
  return buildPost({
    ...content,
    itemKey: number === undefined ? `${place}#${hash}` : `${place}#p${number}`,
    url: anchor && /^[\w-]{1,80}$/.test(anchor) ? `${topic.url}#${anchor}` : topic.url,
    baseUrl: forum.baseUrl,
    title: topic.isFirst ? topic.title : undefined,
    datePosted: readDate(forum, found.post, forum.layout?.date ?? anyDate),
    remarks: [
      author && `posted by: ${author}`,
      !topic.isFirst && topic.title && `reply in: ${topic.title}`,
      quoted && `quotes another post, left out of the text: ${quoted}`,
    ],
    source: 'post',
    now: forum.now,
  });
};

export const readTopic = (forum: ForumPage, found: readonly FoundPost[]): Reading => {
  const { options, page } = forum;
  const url = forumUrl(page.url, page.url) ?? page.url;
  const number = Number(page.carry.page ?? '1');
  const isFirstPage = number === 1 && !isLaterPage(url);
  const title = titleOf(forum);
  const kept = options.replies ? found : isFirstPage ? found.slice(0, 1) : [];
  const postings = new Map<string, Posting>();
  kept.forEach((one, index) => {
    const posting = readPost(forum, one, { title, isFirst: isFirstPage && index === 0, url });
    if (posting && !postings.has(posting.itemKey)) postings.set(posting.itemKey, posting);
  });
  const goesOn = options.replies && number < options.maxTopicPages;
  const next = goesOn ? nextPage(forum, number) : undefined;
  return {
    postings: [...postings.values()],
    requests: next === undefined ? [] : [{ url: next, kind: 'topic', carry: { page: String(number + 1) } }],
    problems: [],
  };
};
