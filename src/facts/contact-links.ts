/** Links of messengers and social networks: which contact they lead to. */
import type { ContactType } from '../domain/contact.ts';
import { phoneValueOf } from './phones.ts';

export interface ContactValue {
  type: ContactType;
  /** Normal form; see src/domain/contact.ts. */
  value: string;
}

const e164 = (digits: string): string | undefined => {
  const plain = digits.replace(/\D/g, '');
  return plain.length >= 7 ? phoneValueOf(`+${plain}`, []) : undefined;
};

const found = (type: ContactType, value: string | undefined): ContactValue[] =>
  value ? [{ type, value }] : [];

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const telegramPages = new Set([
  'share',
  'addstickers',
  'proxy',
  'socks',
  'iv',
  'login',
  'setlanguage',
  'addemoji',
  'boost',
  'c',
]);
const facebookPages = new Set([
  'sharer',
  'sharer.php',
  'share',
  'share.php',
  'dialog',
  'plugins',
  'tr',
  'login',
  'login.php',
  'help',
  'policies',
  'hashtag',
  'watch',
  'photo',
  'photo.php',
  'permalink.php',
  'story.php',
  'l.php',
  'events',
  'marketplace',
  'jobs',
]);
const instagramPages = new Set([
  'p',
  'reel',
  'reels',
  'explore',
  'accounts',
  'stories',
  'tv',
  'about',
  'share',
]);

const telegramOf = (path: string[]): ContactValue[] => {
  const [first = '', second = ''] = path[0] === 's' ? path.slice(1) : path;
  if (first.startsWith('+')) return found('telegram', e164(first) ?? first);
  if (first.toLowerCase() === 'joinchat') return found('telegram', second && `+${second}`);
  const name = first.replace(/^@/, '').toLowerCase();
  return telegramPages.has(name) || !/^[a-z]\w{3,31}$/.test(name) ? [] : found('telegram', name);
};

const lineOf = (path: string[], url: URL): ContactValue[] => {
  const whole = decoded(path.join('/'));
  const handle = /(?:^|\/)(?:ti\/p\/)?(?:~|@|%40)([\w.-]{2,32})/.exec(whole)?.[1];
  if (handle) return found('line', handle.toLowerCase());
  const group = /^(?:r\/)?ti\/(?:g2?|p)\/([\w-]{6,60})/.exec(whole)?.[1];
  if (group) return found('line', group);
  const short = url.hostname === 'lin.ee' ? path[0] : undefined;
  return found('line', short && `lin.ee/${short}`);
};

const facebookOf = (path: string[], url: URL): ContactValue[] => {
  const [first = '', second = ''] = path;
  if (first === 'profile.php') return found('facebook', url.searchParams.get('id') ?? undefined);
  if (first === 'people' || first === 'pages')
    return found('facebook', path[2] ?? (second.toLowerCase() || undefined));
  if (first === 'groups' || first === 't')
    return found('facebook', second && (first === 't' ? second : `groups/${second}`).toLowerCase());
  if (facebookPages.has(first.toLowerCase()) || !/^[\w.-]{3,80}$/.test(first)) return [];
  return found('facebook', first.toLowerCase());
};

const byHost: [RegExp, (path: string[], url: URL) => ContactValue[]][] = [
  [/^(?:t\.me|telegram\.(?:me|dog))$/, telegramOf],
  [
    /^wa\.me$/,
    (path, url) =>
      path[0] === 'message'
        ? found('whatsapp', path[1] && `wa.me/message/${path[1]}`)
        : found('whatsapp', e164(url.searchParams.get('phone') ?? path[0] ?? '')),
  ],
  [
    /^(?:api|web|chat)\.whatsapp\.com$|^whatsapp\.com$/,
    (path, url) =>
      url.hostname === 'chat.whatsapp.com'
        ? found('whatsapp', path[0] && `chat.whatsapp.com/${path[0]}`)
        : found('whatsapp', e164(url.searchParams.get('phone') ?? '')),
  ],
  [/^(?:line\.me|page\.line\.me|lin\.ee)$/, lineOf],
  [
    /^(?:chat\.)?zalo\.me$/,
    ([first = '', second = '']) =>
      first === 'g'
        ? found('zalo', second && `g/${second.toLowerCase()}`)
        : found(
            'zalo',
            phoneValueOf(first, ['VN']) ?? (/^\w{4,40}$/.test(first) ? first.toLowerCase() : undefined),
          ),
  ],
  [
    /^open\.kakao\.com$/,
    (path) => found('kakaotalk', path.length >= 2 ? path.slice(0, 2).join('/') : undefined),
  ],
  [/^pf\.kakao\.com$/, ([first]) => found('kakaotalk', first && `pf/${first}`)],
  [/^signal\.me$/, (_path, url) => found('signal', e164(url.hash))],
  [/^(?:m\.me|fb\.me)$/, ([first]) => found('facebook', first?.toLowerCase())],
  [/^(?:facebook|fb|messenger)\.com$/, facebookOf],
  [
    /^(?:instagram\.com|instagr\.am|ig\.me)$/,
    (path) => {
      const first = (path[0] === 'm' ? path[1] : path[0])?.toLowerCase() ?? '';
      return !instagramPages.has(first) && /^[\w.]{2,30}$/.test(first) ? found('instagram', first) : [];
    },
  ],
  [
    /^(?:wpa\.qq\.com|wpa\.b\.qq\.com)$/,
    (_path, url) => found('qq', /^[1-9]\d{4,10}$/.exec(url.searchParams.get('uin') ?? '')?.[0]),
  ],
  [/^u\.wechat\.com$/, ([first]) => found('wechat', first && `u.wechat.com/${first}`)],
];

const ofScheme = (url: URL, regions: readonly string[]): ContactValue[] => {
  const rest = decoded(url.href.slice(url.protocol.length).replace(/^\/\//, ''));
  const number = url.searchParams.get('phone') ?? url.searchParams.get('number') ?? '';
  switch (url.protocol) {
    case 'tel:':
    case 'sms:':
      return found('phone', phoneValueOf(rest.replace(/[?;].*$/s, '').trim(), regions));
    case 'mailto:': {
      const address = /^[^\s?,<>]{1,64}@[\w.-]{3,253}/.exec(rest)?.[0];
      return found('email', address?.toLowerCase());
    }
    case 'whatsapp:':
      return found('whatsapp', e164(number));
    case 'viber:':
      return found('viber', e164(number));
    case 'tg:': {
      const invite = url.searchParams.get('invite');
      return found(
        'telegram',
        url.searchParams.get('domain')?.toLowerCase() ??
          (e164(number) || (invite ? `+${invite}` : undefined)),
      );
    }
    case 'line:':
      return lineOf(rest.split('/'), url);
    default:
      return [];
  }
};

/** `m.facebook.com` is `facebook.com`, but `m.me` is itself. */
const withoutVariant = (hostname: string): string =>
  hostname.replace(/^(?:www|m|mobile|web|vi-vn|en-gb|touch)\.(?=[^.]+\.)/, '');

/** True for hosts whose links name an account and not a site of somebody's own. */
export const isMessengerHost = (hostname: string): boolean => {
  const host = withoutVariant(hostname);
  return byHost.some(([pattern]) => pattern.test(host) || pattern.test(hostname));
};

/**
 * The contact that a link leads to: messenger and social accounts, `tel:`, `mailto:`.
 * Empty for any other link. `region` is the country of a `tel:` number in national notation.
 */
export const contactsOfLink = (link: string, options: { region?: string } = {}): ContactValue[] => {
  const text = link.trim().slice(0, 4096);
  if (!URL.canParse(text)) return [];
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return ofScheme(url, options.region ? [options.region] : []);
  const host = withoutVariant(url.hostname);
  const path = url.pathname.split('/').filter(Boolean).map(decoded);
  const reader = byHost.find(([pattern]) => pattern.test(host) || pattern.test(url.hostname));
  return reader ? reader[1](path, url) : [];
};
