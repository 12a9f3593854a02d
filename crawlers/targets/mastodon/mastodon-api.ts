/** The addresses of Mastodon's public API, which many other servers speak too. */
import type { PageRequest } from '../../../src/domain/visit.ts';
import { accountOf, hashtagOf, instanceOf, type MastodonOptions } from './options.ts';

const accept = 'application/json';
const limit = '40';

const addressOf = (options: MastodonOptions, path: string, query: Record<string, string>): string => {
  const url = new URL(`${instanceOf(options)}/api/v1/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
};

const timelineUrl = (options: MastodonOptions): string => {
  const hashtag = hashtagOf(options);
  return hashtag === undefined
    ? addressOf(options, 'timelines/public', { local: 'true', limit })
    : addressOf(options, `timelines/tag/${encodeURIComponent(hashtag)}`, { limit });
};

export const mastodonStart = (options: MastodonOptions): PageRequest => {
  const account = accountOf(options);
  if (account === undefined)
    return { url: timelineUrl(options), kind: 'timeline', carry: { accept, page: '1' } };
  const acct = account.host === undefined ? account.name : `${account.name}@${account.host}`;
  return { url: addressOf(options, 'accounts/lookup', { acct }), kind: 'account', carry: { accept } };
};

export const mastodonStatuses = (options: MastodonOptions, accountId: string): PageRequest => ({
  url: addressOf(options, `accounts/${encodeURIComponent(accountId)}/statuses`, { limit }),
  kind: 'timeline',
  carry: { accept, page: '1' },
});

/** The target of `rel="next"` in a Link header (RFC 8288). */
const nextInHeader = (header: string | undefined): string | undefined =>
  header
    ?.slice(0, 5000)
    .split(/,\s*(?=<)/)
    .find((part) => /;\s*rel\s*=\s*"?next\b/i.test(part))
    ?.match(/^\s*<([^<>]{1,2000})>/)?.[1];

/** The page of older posts: the server's own word for it, else the last id that was shown. */
export const olderStatuses = (page: {
  url: string;
  link: string | undefined;
  number: number;
  lastId: string;
}): PageRequest | undefined => {
  const here = new URL(page.url);
  const said = nextInHeader(page.link);
  const next = new URL(here);
  const maxId =
    said !== undefined && URL.canParse(said, here.href)
      ? new URL(said, here.href).searchParams.get('max_id')
      : undefined;
  next.searchParams.set('max_id', maxId ?? page.lastId);
  if (next.href === here.href || next.href.length > 2000) return undefined;
  return { url: next.href, kind: 'timeline', carry: { accept, page: String(page.number + 1) } };
};
