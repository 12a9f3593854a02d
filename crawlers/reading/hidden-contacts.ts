/** Contacts that a page keeps behind buttons: in attributes, in click handlers, encoded against harvesters. */
import { isBoilerplate, isContactLink } from './boilerplate.ts';
import { type AnyNode, type Element, isElement } from './nodes.ts';

const mostContacts = 40;
const longestAttribute = 600;

const emailAddress = /[a-z0-9][\w.+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+){1,4}/i;
const wholeEmail = new RegExp(`^${emailAddress.source}$`, 'i');
const schemeLink = /\b(?:tel|mailto|sms|viber|tg|whatsapp|skype|zalo|line|weixin):[^\s'"<>)\\]{4,200}/i;
const webLink = /https?:\/\/[^\s'"<>)\\]{4,300}/gi;

/** Cloudflare's e-mail protection: hex bytes, each xored with the first. */
export const decodeCloudflareEmail = (hex: string): string | undefined => {
  if (!/^(?:[0-9a-f]{2}){6,200}$/i.test(hex)) return undefined;
  const bytes = Buffer.from(hex, 'hex');
  const key = bytes[0] as number;
  const address = Buffer.from(bytes.subarray(1).map((byte) => byte ^ key)).toString('utf8');
  return wholeEmail.test(address) ? address : undefined;
};

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

const topLevels = /\.(?:com|net|org|info|biz|co|io|me|vip|top|xyz|online|site|[a-z]{2})$/i;

/** As written, in base64, reversed, or rotated; what reads as an address is one. */
export const decodeHidden = (text: string): string | undefined => {
  const plain = text.trim();
  const isUsable = (one: string): boolean =>
    wholeEmail.test(one) || schemeLink.test(one) || isContactLink(one);
  if (wholeEmail.test(plain)) {
    if (topLevels.test(plain)) return plain;
    const others = [rot13(plain), [...plain].reverse().join('')];
    return others.find((one) => wholeEmail.test(one) && topLevels.test(one)) ?? plain;
  }
  if (isUsable(plain)) return plain;
  if (/^[A-Za-z0-9+/_-]{8,400}={0,2}$/.test(plain) && !/^\d+$/.test(plain)) {
    const decoded = Buffer.from(plain, 'base64').toString('utf8');
    if (isUsable(decoded.trim())) return decoded.trim();
    if (/^\+?\d[\d\s()-]{6,18}$/.test(decoded.trim())) return decoded.trim();
  }
  const reversed = [...plain].reverse().join('');
  return isUsable(reversed) ? reversed : undefined;
};

const phoneLike = /^\+?[\p{Nd}(][\p{Nd}\s().-]{5,20}$/u;

type Messenger = (value: string) => string | undefined;
const handle = (value: string): string | undefined => /^@?([\w.+-]{3,60})$/.exec(value.trim())?.[1];
const digits = (value: string): string | undefined => {
  const number = value.replace(/\D/g, '');
  return number.length >= 8 && number.length <= 15 ? number : undefined;
};
const prefixed = (prefix: string, part: string | undefined): string | undefined =>
  part === undefined ? undefined : `${prefix}${part}`;

/** What the name of a data attribute says that its value is. */
const byName: [RegExp, Messenger][] = [
  [/whats-?app|(?:^|-)wa(?:-|$)/, (value) => prefixed('https://wa.me/', digits(value))],
  [/telegram|(?:^|-)tg(?:-|$)/, (value) => prefixed('https://t.me/', handle(value))],
  [/zalo/, (value) => prefixed('https://zalo.me/', digits(value) ?? handle(value))],
  [/viber/, (value) => prefixed('viber://chat?number=%2B', digits(value))],
  [/(?:^|-)line(?:-?id)?$/, (value) => prefixed('https://line.me/ti/p/~', handle(value))],
  [
    /phone|tel(?:ephone)?(?:-|$)|mobile|hotline|contact-?number|call|(?:^|-)number$|sdt|telp/,
    (value) => (phoneLike.test(value.trim()) ? `tel:${value.trim()}` : undefined),
  ],
  [/mail/, (value) => (wholeEmail.test(value.trim()) ? `mailto:${value.trim()}` : undefined)],
];

const asLink = (value: string): string | undefined => {
  const text = value.trim();
  const scheme = schemeLink.exec(text)?.[0];
  if (scheme) return scheme;
  if (wholeEmail.test(text)) return `mailto:${text}`;
  return [...text.matchAll(webLink)].map(([link]) => link).find(isContactLink);
};

const ofDataAttribute = (name: string, value: string): string | undefined => {
  if (name === 'data-cfemail') return prefixed('mailto:', decodeCloudflareEmail(value));
  const named = byName.find(([pattern]) => pattern.test(name.slice('data-'.length)));
  const direct = named?.[1](value) ?? asLink(value);
  if (direct) return direct;
  const decoded = decodeHidden(value);
  return decoded === undefined ? undefined : (named?.[1](decoded) ?? asLink(decoded));
};

const linkAttributes =
  /^(?:href|data-href|data-url|data-link|data-target-url|data-clipboard-text|onclick|formaction|action)$/;

const mayHoldContact = /^(?:href|on|data-|form|action)/;

const contactsOf = (element: Element): string[] => {
  const found: (string | undefined)[] = [];
  for (const name in element.attribs) {
    if (!mayHoldContact.test(name)) continue;
    const value = element.attribs[name] ?? '';
    if (value.length < 5 || value.length > longestAttribute) continue;
    if (name === 'href' && value.includes('/email-protection#'))
      found.push(prefixed('mailto:', decodeCloudflareEmail(value.split('#')[1] ?? '')));
    else if (linkAttributes.test(name)) found.push(asLink(value));
    if (name.startsWith('data-')) found.push(ofDataAttribute(name, value));
  }
  return found.filter((link) => link !== undefined);
};

/** A hotline in a page's frame is the site's own; only what surely is no advert's is left out. */
export const findHiddenContacts = (root: AnyNode, skip: (element: Element) => boolean): string[] => {
  const found = new Set<string>();
  const visit = (node: AnyNode): void => {
    if (found.size >= mostContacts) return;
    if (isElement(node)) {
      for (const link of contactsOf(node)) found.add(link);
      const isButton = node.name === 'button' || node.name === 'a' || node.name === 'input';
      if (!isButton && node !== root && skip(node) && isBoilerplate(node)) return;
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return [...found];
};
