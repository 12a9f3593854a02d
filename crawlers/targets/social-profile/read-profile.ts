/** A profile's page as a visitor without an account is served it: its description and the posts that it shows. */
import { createHash } from 'node:crypto';
import type { Posting, ReadingProblem } from '../../../src/domain/posting.ts';
import { dateOf } from '../../../src/facts/dates.ts';
import { buildPost } from '../../reading/build-post.ts';
import { htmlToText } from '../../reading/html-to-text.ts';
import { type CheerioAPI, type Element, isElement } from '../../reading/nodes.ts';
import { fieldText } from '../../reading/own-text.ts';
import { parsePage } from '../../reading/parse-page.ts';
import { readPostContent } from '../../reading/post-content.ts';
import { findRepeatedPosts } from '../../reading/repeated-posts.ts';
import { looksScriptBuilt } from '../../reading/script-built.ts';
import type { Page, Reading } from '../../target-type.ts';
import { readLoginSigns, saysNothing } from './login-wall.ts';
import type { SocialProfileOptions } from './options.ts';
import { belongsTo, profileUrl } from './profile-address.ts';
import { metaOf, readStated, type StatedProfile } from './stated.ts';

interface ProfilePage {
  $: CheerioAPI;
  page: Page;
  options: SocialProfileOptions;
  now: Date;
  /** The lasting address of the profile, or of the one post that the page is. */
  own: string;
  name: string | undefined;
}

/** What the page calls itself counts only when that is the same place: walls name themselves there. */
const ownAddress = (stated: string | undefined, page: Page): string => {
  const here = profileUrl(page.requestedUrl) ?? page.requestedUrl;
  const named = profileUrl(stated, page.url);
  return named !== undefined && belongsTo(named, here) ? named : here;
};

const profileLinks = ({ $ }: ProfilePage): string[] =>
  $('a[href]')
    .toArray()
    .slice(0, 1000)
    .map((element) => (isElement(element) ? element.attribs.href : undefined))
    .map((href) => unwrapped(href ?? ''))
    .filter((href) => contactLink.test(href));

const contactLink =
  /^(tel|mailto|sms|tg|whatsapp|viber|line|zalo|skype):|^https?:\/\/([\w-]+\.)?(wa\.me|t\.me|api\.whatsapp\.com|line\.me|lin\.ee|zalo\.me|m\.me|viber\.com|linktr\.ee|telegram\.me)\//i;

/** Networks lead out by an address of their own that carries the real one. */
const unwrapped = (href: string): string => {
  if (!URL.canParse(href)) return href;
  const { searchParams } = new URL(href);
  const inside =
    searchParams.get('u') ?? searchParams.get('to') ?? searchParams.get('url') ?? searchParams.get('q');
  return inside !== null && /^https?:\/\//i.test(inside) ? inside : href;
};

const readDescription = (profile: ProfilePage, stated: StatedProfile): Posting | undefined => {
  const text = htmlToText(stated.description ?? '');
  const links = [...stated.links, ...profileLinks(profile)];
  if (text === '' || saysNothing(text)) return undefined;
  return buildPost({
    itemKey: profile.own,
    url: profile.own,
    baseUrl: profile.page.url,
    text: [text, stated.address && `Address: ${stated.address}`].filter(Boolean).join('\n'),
    links,
    images: stated.images.map((url) => ({ url })),
    remarks: [
      profile.name && `profile: ${profile.name}`,
      'description as a visitor without an account sees it',
    ],
    source: metaOf(profile.$, 'og:description') === stated.description ? 'og:description' : 'description',
    now: profile.now,
  });
};

const keyOf = (profile: ProfilePage, url: string | undefined, text: string): string =>
  url ?? `${profile.own}#${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;

/** The link that a post's time stands in, or another that leads below the profile. */
const permalinkOf = (profile: ProfilePage, post: Element): string | undefined => {
  const { $, page } = profile;
  const links = $(post).find('a[href]').toArray().filter(isElement).slice(0, 60);
  const withTime = links.filter(
    (link) => $(link).find('time, abbr').length > 0 || /date|time/i.test(link.attribs.class ?? ''),
  );
  const urls = [...withTime, ...links].map((link) => profileUrl(link.attribs.href, page.url));
  const host = new URL(profile.own).host;
  return urls.find(
    (url) =>
      url !== undefined &&
      url !== profile.own &&
      new URL(url).host === host &&
      /\d{3,}|\/(posts?|status|p|reel|video|wall)/i.test(new URL(url).pathname + new URL(url).search),
  );
};

const dateOfPost = ({ $, now }: ProfilePage, post: Element): string | undefined => {
  const time = $(post).find('time, abbr, [class*=date], [class*=time]').toArray().filter(isElement)[0];
  if (!time) return undefined;
  const words = fieldText($(time).text(), 100);
  return dateOf(time.attribs.datetime ?? '', now) ?? (words === undefined ? undefined : dateOf(words, now));
};

const postFrame =
  /(^|[\s_-])(author|user-?name|name|header|head|date|time|timestamp|likes?|reactions?|share|actions?|buttons?|footer|comments?|reply|replies|views)([\s_-]|$)/i;

const isPostFrame = ({ name, attribs }: Element): boolean =>
  /^(header|footer|time|abbr|button|form|nav)$/.test(name) ||
  postFrame.test((attribs.class ?? '').slice(0, 300));

const visiblePosts = (profile: ProfilePage): Posting[] =>
  findRepeatedPosts(profile.$).flatMap((post) => {
    const content = readPostContent([post], (element) => element !== post && isPostFrame(element));
    if (content.text.length < profile.options.minPostChars) return [];
    const url = permalinkOf(profile, post);
    const posting = buildPost({
      ...content,
      links: content.links.map(unwrapped),
      itemKey: keyOf(profile, url, content.text),
      url: url ?? profile.own,
      baseUrl: profile.page.url,
      datePosted: dateOfPost(profile, post),
      remarks: [profile.name && `posted on: ${profile.name}`],
      source: 'post',
      now: profile.now,
    });
    return posting ? [posting] : [];
  });

const statedPosts = (profile: ProfilePage, stated: ReturnType<typeof readStated>['posts']): Posting[] =>
  stated.flatMap((post) => {
    const text = htmlToText(post.text);
    if (text.length < profile.options.minPostChars || saysNothing(text)) return [];
    const url = profileUrl(post.url, profile.page.url);
    const posting = buildPost({
      text,
      links: [],
      images: post.images.map((image) => ({ url: image })),
      itemKey: keyOf(profile, url, text),
      url: url ?? profile.own,
      baseUrl: profile.page.url,
      datePosted: post.date === undefined ? undefined : dateOf(post.date, profile.now),
      remarks: [profile.name && `posted on: ${profile.name}`],
      source: 'json-ld',
      now: profile.now,
    });
    return posting ? [posting] : [];
  });

const problemOf = (profile: ProfilePage, postings: readonly Posting[]): ReadingProblem | undefined => {
  const { $, page } = profile;
  const signs = readLoginSigns($, page.url);
  const posts = postings.filter((posting) => posting.itemKey !== profile.own).length;
  if (posts === 0 && (signs.hasForm || signs.hasWords)) {
    const seen = postings.length > 0 ? 'the profile’s description' : 'an invitation to log in';
    return {
      code: 'login-wall',
      message: `The site asks for a login: what a visitor sees is only ${seen}. It is not worked around.`,
    };
  }
  if (postings.length > 0) return undefined;
  if (!page.isRendered && looksScriptBuilt($))
    return {
      code: 'needs-browser',
      message:
        'The page is put together by its scripts; it has to be read in a browser (of a target its setting, of a crawl --browser).',
    };
  return { code: 'nothing-visible', message: 'The page shows a visitor neither a description nor posts.' };
};

/** The same words twice are one post, stated for machines and shown. */
const unique = (postings: readonly Posting[]): Posting[] => {
  const byKey = new Map<string, Posting>();
  const texts = new Set<string>();
  for (const posting of postings) {
    const words = posting.text.replace(/\s+/g, ' ').slice(0, 200);
    if (byKey.has(posting.itemKey) || texts.has(words)) continue;
    byKey.set(posting.itemKey, posting);
    texts.add(words);
  }
  return [...byKey.values()].slice(0, 300);
};

export const readProfile = (page: Page, options: SocialProfileOptions): Reading => {
  const { $ } = parsePage(page.text);
  const stated = readStated($);
  const own = ownAddress(stated.profile.canonical, page);
  const name = fieldText(stated.profile.name, 120);
  const profile = { $, page, options, now: new Date(page.fetchedAt), own, name };
  const description = readDescription(profile, stated.profile);
  const posts = options.posts ? [...statedPosts(profile, stated.posts), ...visiblePosts(profile)] : [];
  const postings = unique([...(description ? [description] : []), ...posts]);
  const problem = problemOf(profile, postings);
  return { postings, requests: [], problems: problem ? [problem] : [] };
};
