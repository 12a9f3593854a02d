/** E-mail addresses, web addresses and bare domains in a folded text. */
import { parse } from 'tldts';
import type { ContactType } from '../domain/contact.ts';
import { contactsOfLink, isMessengerHost } from './contact-links.ts';
import { isAsciiWord, isSpace } from './letter-kinds.ts';

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
  String.raw`[a-z0-9][a-z0-9._%+-]{0,63}${at}[a-z0-9-]{1,63}(?:${dot}[a-z0-9-]{1,63}){1,4}`,
  'iuy',
);
/** Where an address may have its `@`; the plain word "at" only before a "dot" or a bracket. */
const atSign = /@|[([{<]\s?at\s?[)\]}>]|\sat\s{1,2}[a-z0-9-]{1,63}\s{0,2}(?:dot|[([{<])/gi;
const webAddress =
  /(?<![\w@])(?:https?:\/\/|www\.)[^\s<>"'`\\\u3000-\u303f\uff00-\uffef\p{Script=Han}\p{Script=Thai}]{3,2048}/giu;
const bareHost =
  /(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,5}[a-z]{2,18}(?![\w@-])(?:\/[\w\-./~%+?=&#@]{0,300})?/iuy;

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

const isLocalPart = (unit: number): boolean =>
  isAsciiWord(unit) || unit === 0x2e || unit === 0x5f || unit === 0x25 || unit === 0x2b || unit === 0x2d;

const longestLocalPart = 64;
/** More than that stand in no advert; the rest of a hostile text is left alone. */
const mostAddresses = 500;

/** Where the address begins that has its `@` at `sign`; undefined where nothing stands before it. */
const localPartBefore = (folded: string, sign: number): number | undefined => {
  let end = sign;
  while (end > sign - 3 && isSpace(folded.charCodeAt(end - 1))) end -= 1;
  let start = end;
  while (start > end - longestLocalPart - 1 && isLocalPart(folded.charCodeAt(start - 1))) start -= 1;
  while (start < end && !isAsciiWord(folded.charCodeAt(start))) start += 1;
  return start < end && end - start <= longestLocalPart ? start : undefined;
};

/** Candidates, the ones that begin in an earlier one left out. */
const emailMatches = (folded: string): RegExpExecArray[] => {
  const found: RegExpExecArray[] = [];
  let last = 0;
  for (const { index } of folded.matchAll(atSign)) {
    const start = localPartBefore(folded, index);
    if (start === undefined || start < last) continue;
    email.lastIndex = start;
    const match = email.exec(folded);
    if (!match) continue;
    found.push(match);
    last = match.index + match[0].length;
    if (found.length >= mostAddresses) break;
  }
  return found;
};

export const findEmails = (folded: string): FoundAddress[] => {
  const found: FoundAddress[] = [];
  for (const match of emailMatches(folded)) {
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

const linkSign = /:\/\/|www\./i;

export const findUrls = (folded: string): FoundAddress[] =>
  [...(linkSign.test(folded) ? folded.matchAll(webAddress) : [])].flatMap((match) =>
    ofUrl(trimmed(match[0]), match.index),
  );

const dotSign = '.';
const isHostUnit = (unit: number): boolean =>
  isAsciiWord(unit) || unit === 0x2e || unit === 0x2d || unit === 0x2f || unit === 0x40 || unit === 0x5f;

/** Hosts are sought from their dots, in each run of letters and signs once. */
const hostMatches = (folded: string): RegExpExecArray[] => {
  const found: RegExpExecArray[] = [];
  let known = 0;
  for (let at = folded.indexOf(dotSign); at >= 0; at = folded.indexOf(dotSign, Math.max(at + 1, known))) {
    let start = at;
    while (start > known && isHostUnit(folded.charCodeAt(start - 1))) start -= 1;
    const isInside = start === known && start > 0 && isHostUnit(folded.charCodeAt(start - 1));
    known = at + 1;
    if (isInside || !isAsciiWord(folded.charCodeAt(at + 1))) continue;
    bareHost.lastIndex = start;
    const match = bareHost.exec(folded);
    if (!match) continue;
    found.push(match);
    known = Math.max(at + 1, match.index + match[0].length);
    if (found.length >= mostAddresses) break;
  }
  return found;
};

/** `t.me/name` and `example.com` without a scheme. */
export const findBareHosts = (folded: string): FoundAddress[] =>
  hostMatches(folded).flatMap((match) => {
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
