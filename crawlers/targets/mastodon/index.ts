/** Servers of the fediverse: a hashtag, an account or a server's own public posts, read from the public API. */
import { cleanUrl } from '../../reading/page-address.ts';
import type { TargetType } from '../../target-type.ts';
import { mastodonStart } from './mastodon-api.ts';
import { misskeyStart } from './misskey-api.ts';
import { instanceOf, type MastodonOptions, mastodonOptions } from './options.ts';
import { mastodonRefusal, readTimeline } from './read-timeline.ts';

/** Names by which such servers call themselves; other hosts are asked only when somebody names this type. */
const mastodonHost =
  /(^|[.-])(mastodon|mstdn|mastod|toot|tooting|masto|fosstodon|hachyderm|pleroma|akkoma|gotosocial|pixelfed|fedibird|pawoo)([.-]|$)|\.social$/i;
const misskeyHost = /(^|[.-])(misskey|sharkey|firefish|calckey|nijimiss)([.-]|$)/i;
/** Names that end alike and are no such servers. */
const otherHost = /(^|\.)(bsky|truth|threads|gab|parler|minds)\.(social|net|com|app)$/i;

interface Asked {
  hashtag?: string;
  account?: string;
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
};

/** What an address shows of a server, and where on its host the server stands. */
const askedBy = (url: URL): { asked: Asked; root: string } | undefined => {
  const path = url.pathname.replace(/\/+$/, '');
  const tag = /^(.*?)\/(?:web\/)?tags?\/([^/]+)$/i.exec(path);
  if (tag?.[2]) return { asked: { hashtag: decoded(tag[2]) }, root: `${url.origin}${tag[1] ?? ''}` };
  const account = /^(.*?)\/(?:web\/)?(?:users\/|(?=@))(@?[\w.@-]+)(?:\/(?:with_replies|media|\d+))?$/i.exec(
    path,
  );
  if (account?.[2]) return { asked: { account: account[2] }, root: `${url.origin}${account[1] ?? ''}` };
  const timeline =
    /^(.*?)\/?(?:(?:web\/)?public(?:\/local)?|about|explore|main\/public|timeline\/local)?$/i.exec(path);
  return timeline ? { asked: {}, root: `${url.origin}${timeline[1] ?? ''}` } : undefined;
};

const fitOf = (url: URL): number => {
  if (otherHost.test(url.hostname)) return 0;
  return mastodonHost.test(url.hostname) || misskeyHost.test(url.hostname) ? 9 : 0;
};

const mastodon: TargetType<MastodonOptions> = {
  id: 'mastodon',
  label: 'Mastodon and its like',
  description:
    'A hashtag, an account or the public posts of a server of the fediverse (Mastodon, Pleroma, Misskey and others); no account is used.',
  options: mastodonOptions,
  optionsFor: (url) => {
    if (!URL.canParse(url) || !/^https?:/i.test(url)) return undefined;
    const parsed = new URL(url);
    const found = askedBy(parsed);
    if (!found) return undefined;
    const software = misskeyHost.test(parsed.hostname) ? 'misskey' : 'mastodon';
    const options = mastodonOptions.safeParse({ instance: found.root, software, ...found.asked });
    return options.success ? { options: options.data, fit: fitOf(parsed) } : undefined;
  },
  kinds: ['timeline', 'account'],
  start: (options) => [options.software === 'misskey' ? misskeyStart(options) : mastodonStart(options)],
  read: readTimeline,
  refusalOf: mastodonRefusal,
  isInScope: (url, options) => {
    const clean = cleanUrl(url, url);
    return (
      clean?.startsWith(`${cleanUrl(instanceOf(options), instanceOf(options))?.replace(/\/+$/, '')}/api/`) ===
      true
    );
  },
};

export default mastodon;
