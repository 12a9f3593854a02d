/** A post or a comment of Reddit as a posting; undefined when it was deleted, removed, or has nothing to read. */
import type { Posting, PostingImage } from '../../../src/domain/posting.ts';
import { buildPost, dayOfTime } from '../../reading/build-post.ts';
import { cleanUrl } from '../../reading/page-address.ts';
import { type PostContent, readPostHtml } from '../../reading/post-content.ts';
import type { RedditComment, RedditOrigin, RedditPost } from './things.ts';

export interface ReadPlace {
  baseUrl: string;
  pageUrl: string;
  now: Date;
}

/** What stands in the place of words that were taken away. */
const isTakenAway = (text: string): boolean => /^\s*\[\s*(deleted|removed)\b[^\]]{0,60}\]\s*$/i.test(text);

/** Answers asked without `raw_json` are escaped once. */
const unescaped = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;|&#x27;/gi, "'")
    .replace(/&amp;/g, '&');

/** Links to the site's own search, users and help are no contacts. */
const contentOf = (plain: string, html: string | undefined): PostContent => {
  if (html === undefined || html.trim() === '')
    return { text: unescaped(plain).trim(), links: [], images: [] };
  const source = /^\s*&lt;/.test(html) ? unescaped(html) : html;
  const content = readPostHtml(source, (element) => element.name === 'blockquote');
  if (content.text === '') return readPostHtml(source);
  return { ...content, links: content.links.filter((href) => !/^\/(r|u|user|message|search)\//i.test(href)) };
};

const hasQuote = (html: string | undefined): boolean => /(<|&lt;)blockquote\b/i.test(html ?? '');

const imageEnd = /\.(jpe?g|png|webp|gif)$/i;
const isImageUrl = (url: string): boolean => URL.canParse(url) && imageEnd.test(new URL(url).pathname);

const imagesOf = (post: RedditOrigin): PostingImage[] => {
  const metadata = post.media_metadata ?? {};
  const order = post.gallery_data?.items.filter((item) => item !== undefined) ?? [];
  const ids =
    order.length > 0 ? order : Object.keys(metadata).map((id) => ({ media_id: id, caption: undefined }));
  const gallery = ids.flatMap(({ media_id: id, caption }): PostingImage[] => {
    const source = Object.hasOwn(metadata, id) ? metadata[id]?.s : undefined;
    const url = source?.u ?? source?.gif;
    return url === undefined ? [] : [{ url: unescaped(url), ...(caption ? { alt: caption } : {}) }];
  });
  const target = unescaped(post.url_overridden_by_dest ?? post.url ?? '');
  const direct = isImageUrl(target) ? [{ url: target }] : [];
  if (gallery.length > 0 || direct.length > 0) return [...gallery, ...direct];
  return (post.preview?.images ?? []).flatMap((one) =>
    one === undefined ? [] : [{ url: unescaped(one.source.url) }],
  );
};

/** Where a link post leads to, when that is not one of its pictures or a page of Reddit. */
const linkOf = (post: RedditOrigin): string[] => {
  const url = unescaped(post.url_overridden_by_dest ?? (post.is_self ? '' : (post.url ?? '')));
  if (url === '' || isImageUrl(url) || /^https?:\/\/([\w-]+\.)*(reddit\.com|redd\.it)\//i.test(url))
    return [];
  return [url];
};

const ownUrl = (permalink: string, fallback: string, place: ReadPlace): string =>
  cleanUrl(permalink.startsWith('/') ? permalink : undefined, place.baseUrl) ?? `${place.baseUrl}${fallback}`;

const authorOf = (author: string): string | undefined =>
  author === '' || isTakenAway(author) ? undefined : `posted by: u/${author}`;

const crosspostRemark = (origin: RedditOrigin, place: ReadPlace): string =>
  `crossposted from: r/${origin.subreddit} (${ownUrl(origin.permalink, '/', place)})`;

export const readRedditPost = (post: RedditPost, place: ReadPlace): Posting | undefined => {
  if (post.removed_by_category !== undefined || isTakenAway(post.selftext) || isTakenAway(post.title))
    return undefined;
  const origin = post.crosspost_parent_list?.find((one) => one !== undefined);
  // A crosspost has no words of its own but its title: those of its origin stand below it.
  const source = origin && post.selftext.trim() === '' && !isTakenAway(origin.selftext) ? origin : post;
  const content = contentOf(source.selftext, source.selftext_html);
  const images = [...imagesOf(post), ...(origin ? imagesOf(origin) : [])];
  return buildPost({
    itemKey: post.name.toLowerCase(),
    url: ownUrl(post.permalink, `/comments/${post.name.slice(3)}/`, place),
    baseUrl: place.pageUrl,
    title: unescaped(post.title),
    text: content.text,
    links: [...content.links, ...linkOf(source)],
    images: [...content.images, ...images],
    datePosted: dayOfTime(post.created_utc),
    remarks: [
      post.subreddit !== '' && `posted in: r/${post.subreddit}`,
      authorOf(post.author),
      post.link_flair_text && `flair: ${unescaped(post.link_flair_text)}`,
      origin && crosspostRemark(origin, place),
      post.over_18 && 'marked by the site as unsuitable for minors',
      post.edited !== false && 'edited',
      hasQuote(source.selftext_html) && 'holds a quotation, which was left out of the text',
    ],
    source: 'post',
    now: place.now,
  });
};

export const readRedditComment = (
  comment: RedditComment,
  place: ReadPlace & { minChars: number; thread?: string | undefined },
): Posting | undefined => {
  if (isTakenAway(comment.body)) return undefined;
  const content = contentOf(comment.body, comment.body_html);
  if (content.text.length < place.minChars) return undefined;
  const thread = place.thread ?? comment.link_title;
  return buildPost({
    itemKey: comment.name.toLowerCase(),
    url: ownUrl(comment.permalink, `/comments/${comment.name.slice(3)}/`, place),
    baseUrl: place.pageUrl,
    ...content,
    datePosted: dayOfTime(comment.created_utc),
    remarks: [
      comment.subreddit !== '' && `posted in: r/${comment.subreddit}`,
      authorOf(comment.author),
      thread && `comment on: ${unescaped(thread)}`,
      comment.edited !== false && 'edited',
      hasQuote(comment.body_html) && 'holds a quotation, which was left out of the text',
    ],
    source: 'comment',
    now: place.now,
  });
};
