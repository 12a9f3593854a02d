/** Addresses of profiles on social networks, in the one form that stays. */
import { cleanUrl } from '../../reading/page-address.ts';

/** The host that a network calls its own, for every name under which it serves the same pages. */
const homes: readonly [names: RegExp, home: string][] = [
  [
    /^((www|m|mbasic|mobile|touch|web|free|p|[a-z]{2}-[a-z]{2}|l)\.)?(facebook|fb)\.com$/i,
    'www.facebook.com',
  ],
  [/^((www|m|mobile)\.)?instagram\.com$/i, 'www.instagram.com'],
  [/^((www|m|vt|vm)\.)?tiktok\.com$/i, 'www.tiktok.com'],
  [/^((www|m|mobile)\.)?(twitter|x)\.com$/i, 'x.com'],
  [/^((www|m|new)\.)?vk\.(com|ru)$/i, 'vk.com'],
  [/^((www|m)\.)?ok\.ru$/i, 'ok.ru'],
  [/^((www|m|[a-z]{2})\.)?linkedin\.com$/i, 'www.linkedin.com'],
  [/^((www|m)\.)?threads\.(net|com)$/i, 'www.threads.com'],
  [/^((www|m)\.)?youtube\.com$/i, 'www.youtube.com'],
  [/^((www|m|[a-z]{2})\.)?pinterest\.com$/i, 'www.pinterest.com'],
  [/^((www|m)\.)?weibo\.(com|cn)$/i, 'weibo.com'],
  [/^((www|m)\.)?xiaohongshu\.com$/i, 'www.xiaohongshu.com'],
  [/^((www|m)\.)?douyin\.com$/i, 'www.douyin.com'],
  [/^((www|m)\.)?bsky\.app$/i, 'bsky.app'],
  [/^((www|m)\.)?lemon8-app\.com$/i, 'www.lemon8-app.com'],
  [/^((www|m)\.)?kuaishou\.com$/i, 'www.kuaishou.com'],
  [/^((www|m)\.)?snapchat\.com$/i, 'www.snapchat.com'],
  [/^page\.line\.me$/i, 'page.line.me'],
  [/^((www|m|oa)\.)?zalo\.me$/i, 'zalo.me'],
];

/** Ways to a login, to lists of everything, or to do something: no profile. */
const noProfile =
  /^\/?($|login|log-in|signup|accounts|i\/flow|home|explore|search|hashtag|tags?|watch|marketplace|gaming|about|help|legal|privacy|terms|policies|settings|share(r|\.php)?|dialog|intent|jobs\/?$|feed\/?$|checkpoint|recover|reg\b|l\.php|plugins)/i;

const homeOf = (hostname: string): string | undefined => homes.find(([names]) => names.test(hostname))?.[1];

/** Parameters that name what is shown; all others tell of the visitor. */
const keptParameters = /^(id|story_fbid|fbid|v|list|set)$/i;

/** The profile's lasting address: the network's own host, no mobile form, nothing about the visitor. */
export const profileUrl = (address: string | undefined, base?: string): string | undefined => {
  const clean = cleanUrl(address, base ?? address ?? '');
  if (clean === undefined) return undefined;
  const url = new URL(clean);
  const home = homeOf(url.hostname);
  if (home === undefined) return clean;
  url.protocol = 'https:';
  url.host = home;
  url.port = '';
  for (const name of [...url.searchParams.keys()])
    if (!keptParameters.test(name)) url.searchParams.delete(name);
  url.pathname = url.pathname.replace(/\/{2,}/g, '/').replace(/(?<=.)\/+$/, '');
  return url.href;
};

export const isProfileOfNetwork = (url: string): boolean => {
  const { hostname, pathname } = new URL(url);
  return homeOf(hostname) !== undefined && !noProfile.test(pathname);
};

/** True when one is the other, or stands below it: `/name/posts/5` below `/name`. */
export const belongsTo = (url: string, profile: string): boolean => {
  const [one, other] = [profileUrl(url), profileUrl(profile)];
  if (one === undefined || other === undefined) return false;
  const [asked, own] = [new URL(one), new URL(other)];
  if (asked.host !== own.host) return false;
  const id = own.searchParams.get('id');
  if (id !== null) return asked.searchParams.get('id') === id;
  const path = own.pathname.replace(/\/+$/, '').toLowerCase();
  const askedPath = asked.pathname.toLowerCase();
  return askedPath === path || askedPath === `${path}/` || (path !== '' && askedPath.startsWith(`${path}/`));
};
