/** E-mail addresses, web addresses and bare domains in a folded text. */
import { parse } from 'tldts';
import type { ContactType } from '../domain/contact.ts';
import { contactsOfLink, isMessengerHost } from './contact-links.ts';

export interface FoundAddress {
  type: ContactType;
  value: string;
  start: number;
  end: number;
  isDisguised: boolean;
}

const at = String.raw`(?:@|\s{0,2}[(\[{<]\s?(?:at|@)\s?[)\]}>]\s{0,2}|\s{1,2}at\s{1,2})`;
const dot = String.raw`(?:\.|\s{0,2}[(\[{<]\s?(?:dot|\.)\s?[)\]}>]\s{0,2}|\s{1,2}dot\s{1,2})`;
const email = new RegExp(
  String.raw`(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}${at}[a-z0-9-]{1,63}(?:${dot}[a-z0-9-]{1,63}){1,4}`,
  'giu',
);
const webAddress =
  /(?<![\w@])(?:https?:\/\/|www\.)[^\s<>"'`\\\u3000-\u303f\uff00-\uffef\p{Script=Han}\p{Script=Thai}]{3,2048}/giu;
const bareHost =
  /(?<![\w@.\-/])(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,5}[a-z]{2,18}(?![\w@-])(?:\/[\w\-./~%+?=&#@]{0,300})?/giu;

/** Endings that are also ordinary words or file names are believed only in a full web address. */
const bareEndings =
  /^(?:com|net|org|info|biz|xyz|top|vip|club|site|online|shop|app|io|cc|me|co|tv|asia|tech|pro|dev|ai|[a-z]{2})$/;

/** Software, not sites. */
const productNames = new Set(['asp.net', 'vb.net', 'ado.net', 'socket.io', 'three.js']);

/** Where everybody has a page: naming the domain would tie strangers together. */
const sharedDomains = new Set(
  (
    'google.com goo.gl forms.gle bit.ly tinyurl.com linktr.ee youtube.com youtu.be tiktok.com twitter.com x.com ' +
    'linkedin.com github.com qq.com weibo.com xiaohongshu.com douyin.com naver.com daum.net kakao.com vk.com ok.ru ' +
    'telegra.ph whatsapp.com facebook.com instagram.com messenger.com line.me zalo.me viber.com blogspot.com ' +
    'wordpress.com medium.com notion.site wixsite.com'
  ).split(' '),
);

const emailValue = (text: string): string | undefined => {
  const value = text.replace(new RegExp(at, 'iu'), '@').replace(new RegExp(dot, 'giu'), '.').toLowerCase();
  const host = parse(value.slice(value.indexOf('@') + 1), { allowPrivateDomains: false });
  if (!host.isIcann || !host.domain) return undefined;
  return value;
};

/** A spelled-out match may have run on into the next words: drop labels from the end until the ending is real. */
const shortened = (text: string): { text: string; value: string } | undefined => {
  let rest = text;
  for (let cut = 0; cut < 4; cut++) {
    const value = emailValue(rest);
    if (value) return { text: rest, value };
    const shorter = rest.replace(new RegExp(`${dot}[a-z0-9-]{1,63}$`, 'iu'), '');
    if (shorter === rest) return undefined;
    rest = shorter;
  }
  return undefined;
};

export const findEmails = (folded: string): FoundAddress[] => {
  const found: FoundAddress[] = [];
  for (const match of folded.matchAll(email)) {
    const hit = shortened(match[0].replace(/[.-]+$/, ''));
    if (!hit || (/\sat\s/i.test(hit.text) && !/\sdot\s|[([{]/i.test(hit.text))) continue;
    const isDisguised = !hit.text.includes('@') || /\s|[([{]/.test(hit.text);
    found.push({
      type: 'email',
      value: hit.value,
      start: match.index,
      end: match.index + hit.text.length,
      isDisguised,
    });
  }
  return found;
};

const trimmed = (text: string): string => {
  let rest = text.replace(/[.,;:!?。，、…*_~|]{1,50}$/u, '');
  if (/[)\]}]$/.test(rest) && !/[([{]/.test(rest)) rest = rest.replace(/[)\]}]{1,20}$/, '');
  return rest;
};

/** The domain that somebody registered, unless it is one where everybody has a page. */
export const domainOf = (hostname: string): string | undefined => {
  const host = parse(hostname, { allowPrivateDomains: false });
  if (!host.domain || !host.isIcann || sharedDomains.has(host.domain) || isMessengerHost(hostname))
    return undefined;
  return host.domain.toLowerCase();
};

const ofUrl = (text: string, start: number): FoundAddress[] => {
  const link = /^https?:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(link)) return [];
  const url = new URL(link);
  const place = { start, end: start + text.length, isDisguised: false };
  const account = contactsOfLink(link);
  if (account.length > 0) return account.map((one) => ({ ...one, ...place }));
  if (!parse(url.hostname, { allowPrivateDomains: false }).isIcann) return [];
  url.hash = '';
  const domain = domainOf(url.hostname);
  return [
    { type: 'url', value: url.href.slice(0, 2048), ...place },
    ...(domain ? [{ type: 'domain' as const, value: domain, ...place }] : []),
  ];
};

export const findUrls = (folded: string): FoundAddress[] =>
  [...folded.matchAll(webAddress)].flatMap((match) => ofUrl(trimmed(match[0]), match.index));

/** `t.me/name` and `example.com` without a scheme. */
export const findBareHosts = (folded: string): FoundAddress[] =>
  [...folded.matchAll(bareHost)].flatMap((match) => {
    const text = trimmed(match[0]);
    const hostname = text.split('/')[0] as string;
    const labels = hostname.split('.');
    const ending = labels.at(-1) as string;
    const isOneCase = hostname === hostname.toLowerCase() || hostname === hostname.toUpperCase();
    if (isMessengerHost(hostname.toLowerCase())) return ofUrl(text, match.index);
    if (productNames.has(hostname.toLowerCase())) return [];
    if (!isOneCase || !bareEndings.test(ending.toLowerCase())) return [];
    if (labels.length === 2 && ending.length === 2 && (labels[0] as string).length < 3) return [];
    const domain = domainOf(hostname.toLowerCase());
    if (!domain) return [];
    const place = { start: match.index, end: match.index + text.length, isDisguised: false };
    return [{ type: 'domain' as const, value: domain, ...place }];
  });
