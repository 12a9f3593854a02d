/** A status of Mastodon as a posting; undefined when there is nothing public to read in it. */
import type { Posting, PostingImage } from '../../../src/domain/posting.ts';
import { buildPost, dayOfTime } from '../../reading/build-post.ts';
import { cleanUrl } from '../../reading/page-address.ts';
import { type PostContent, readPostHtml } from '../../reading/post-content.ts';
import type { PlainStatus, Status } from './statuses.ts';

export interface StatusPlace {
  instance: string;
  now: Date;
}

export const isPublic = (visibility: string): boolean => /^(public|unlisted|local|home)$/i.test(visibility);

/** The line `RE: …` before a quoted post is for servers that can't show it. */
const contentOf = (html: string): PostContent =>
  readPostHtml(html, ({ attribs }) =>
    /(^|\s)(quote-inline|reference-link-inline)(\s|$)/.test(attribs.class ?? ''),
  );

const imagesOf = (status: PlainStatus): PostingImage[] =>
  status.media_attachments.flatMap((media): PostingImage[] => {
    if (media === undefined) return [];
    const url =
      media.type === 'image' ? (media.url ?? media.remote_url ?? media.preview_url) : media.preview_url;
    return url === undefined ? [] : [{ url, ...(media.description ? { alt: media.description } : {}) }];
  });

/** Hashtags and mentions lead to lists and people of the network; their words stay in the text. */
const withoutOwnLinks = (links: readonly string[], place: StatusPlace): string[] =>
  links.filter((href) => {
    if (!URL.canParse(href, place.instance)) return false;
    const { pathname } = new URL(href, place.instance);
    return !/^\/(tags?|@[^/]+|users\/[^/]+|web\/tags)(\/[^/]*)?$/i.test(pathname);
  });

/** `@name@host`, also for an account of the server itself. */
const handleOf = (status: PlainStatus, place: StatusPlace): string | undefined => {
  const acct = status.account?.acct;
  if (!acct) return undefined;
  return acct.includes('@') ? `@${acct}` : `@${acct}@${new URL(place.instance).host}`;
};

const addressOf = (status: PlainStatus, place: StatusPlace): string => {
  const stated = cleanUrl(status.url, place.instance) ?? cleanUrl(status.uri, place.instance);
  return stated ?? `${place.instance}/web/statuses/${encodeURIComponent(status.id)}`;
};

const mostMentions = 50;

/** A bare `@name` is anybody's name elsewhere, on Telegram for one: the address of the account is nobody else's. */
const withWholeMentions = (text: string, status: PlainStatus): string => {
  const addresses = new Map<string, string>();
  for (const mention of status.mentions.slice(0, mostMentions))
    if (mention?.username && mention.url && URL.canParse(mention.url))
      addresses.set(mention.username.toLowerCase(), mention.url);
  return text.replace(
    /(?<![\w@/])@([\w.-]{1,60})(?![\w@])/g,
    (words, name: string) => addresses.get(name.toLowerCase()) ?? words,
  );
};

export const readStatus = (status: Status, place: StatusPlace): Posting | undefined => {
  const shown: PlainStatus = status.reblog ?? status;
  if (!isPublic(shown.visibility)) return undefined;
  const content = contentOf(shown.content);
  const warning = shown.spoiler_text.trim();
  const words = withWholeMentions(content.text, shown);
  const text = [warning, words].filter((part) => part !== '').join('\n\n');
  const images = [...content.images, ...imagesOf(shown)];
  if (text === '' && images.length === 0) return undefined;
  const url = addressOf(shown, place);
  const origin = handleOf(shown, place);
  const card = shown.card?.url;
  return buildPost({
    // A post keeps this name on every server that shows it.
    itemKey: (shown.uri ?? url).slice(0, 2000),
    url,
    baseUrl: place.instance,
    text,
    links: withoutOwnLinks([...content.links, ...(card === undefined ? [] : [card])], place),
    images,
    datePosted: dayOfTime(shown.created_at),
    remarks: [
      status.reblog ? `boosted by: ${handleOf(status, place) ?? 'unknown'}` : undefined,
      status.reblog
        ? `originally posted by: ${origin ?? 'unknown'} (${url})`
        : origin && `posted by: ${origin}`,
      shown.account?.bot && 'posted by an automated account',
      warning !== '' && 'stands behind a content warning',
      shown.sensitive && warning === '' && 'media marked as sensitive',
      typeof shown.in_reply_to_id === 'string' && 'reply to another post',
      shown.edited_at !== undefined && 'edited',
      shown.language && `language stated: ${shown.language}`,
    ],
    source: 'post',
    now: place.now,
  });
};
