/** Reddit: a subreddit, a user's page, a search or a thread, read from its public JSON without a login. */
import { cleanUrl } from '../../reading/page-address.ts';
import type { TargetType } from '../../target-type.ts';
import { startRequest } from './addresses.ts';
import { placeIn, type RedditOptions, redditOptions } from './options.ts';
import { readRedditAnswer } from './read-answer.ts';
import { redditRefusal } from './refusals.ts';

const isReddit = (hostname: string): boolean =>
  /^((www|old|new|np|m|i|[a-z]{2})\.)?reddit\.com$/i.test(hostname);

/** What an address asks for, and the address of Reddit, or of a copy, that it stands on. */
const askedBy = (url: URL): { asked: Record<string, string>; root: string } | undefined => {
  const [, before = '', path = ''] =
    /^(.*?)(\/(?:r|u|user|comments|search)(?:[/.].*)?)$/i.exec(url.pathname) ?? [];
  const isPlace = placeIn(path) !== undefined && /^\/[^/]+\/[^/]/.test(path);
  const isSearch = /\/search(\.json)?\/?$/i.test(path);
  const search = isSearch ? url.searchParams.get('q')?.trim() : undefined;
  if (!isPlace && !search) return undefined;
  const asked = { ...(isPlace ? { place: path } : {}), ...(search ? { search } : {}) };
  return { asked, root: `${url.origin}${before}` };
};

const reddit: TargetType<RedditOptions> = {
  id: 'reddit',
  label: 'Reddit',
  description:
    'A subreddit, a user’s page, a search or a thread, read from the public answers that Reddit gives without a login.',
  options: redditOptions,
  optionsFor: (url) => {
    if (!URL.canParse(url)) return undefined;
    const parsed = new URL(url);
    const isOwn = isReddit(parsed.hostname);
    const found = askedBy(parsed);
    if (!found) return undefined;
    const keepsRoot = !isOwn || parsed.hostname === 'old.reddit.com';
    const options = redditOptions.safeParse({
      ...found.asked,
      ...(keepsRoot ? { baseUrl: found.root } : {}),
    });
    // The same answers on another host, such as a copy: only when somebody asks for this type.
    return options.success ? { options: options.data, fit: isOwn ? 10 : 0 } : undefined;
  },
  kinds: ['list', 'thread'],
  start: (options) => [startRequest(options)],
  read: readRedditAnswer,
  refusalOf: redditRefusal,
  isInScope: (url, options) => {
    const clean = cleanUrl(url, url);
    if (clean === undefined) return false;
    const [asked, base] = [new URL(clean), new URL(options.baseUrl)];
    return (
      asked.origin === base.origin &&
      asked.pathname.startsWith(base.pathname.replace(/\/+$/, '')) &&
      asked.pathname.endsWith('.json')
    );
  },
};

export default reddit;
