/** The fields of an advert as a posting: bounded, owned by itself, its places, pay and contacts worked out. */
import type { Pay } from '../../src/domain/pay.ts';
import { type Posting, type PostingImage, postingLimits } from '../../src/domain/posting.ts';
import { findPay } from '../../src/facts/pay.ts';
import { countryOf } from '../../src/facts/places.ts';
import { advertContacts } from './advert-contacts.ts';
import type { AdvertFields } from './advert-fields.ts';
import { clip, fieldText, ownText } from './own-text.ts';
import { cleanUrl } from './page-address.ts';

const maxUrlChars = 4096;
const contactScheme = /^(tel|mailto|sms|tg|whatsapp|viber|line|weixin|skype|zalo):/i;

/** Absolute; contact schemes stay as they are. */
const linkOf = (href: string, base: string): string | undefined => {
  const link = contactScheme.test(href.trim()) ? href.trim() : cleanUrl(href, base);
  return link === undefined || link.length > maxUrlChars ? undefined : ownText(link);
};

const uniqueLinks = (hrefs: readonly string[], base: string): string[] =>
  [...new Set(hrefs.map((href) => linkOf(href, base)).filter((link) => link !== undefined))].slice(
    0,
    postingLimits.links,
  );

const uniqueImages = (images: readonly PostingImage[], base: string): PostingImage[] => {
  const byUrl = new Map<string, PostingImage>();
  for (const image of images) {
    const url = linkOf(image.url, base);
    const alt = fieldText(image.alt, 1000);
    if (url !== undefined && !byUrl.has(url)) byUrl.set(url, { url, ...(alt === undefined ? {} : { alt }) });
  }
  return [...byUrl.values()].slice(0, postingLimits.images);
};

const payOf = (fields: AdvertFields, country: string | undefined): { pay?: Pay; source?: string } => {
  if (fields.pay) return { pay: fields.pay };
  const options = country === undefined ? {} : { country };
  if (fields.payText !== undefined) {
    const stated = findPay(fields.payText, options)[0];
    return { pay: stated ? withoutSpan(stated, fields.payText) : { text: fields.payText } };
  }
  const found = findPay(fields.text ?? '', options)[0];
  return found ? { pay: withoutSpan(found, found.text), source: 'text' } : {};
};

const withoutSpan = (found: Pay & { start: number; end: number }, text: string): Pay => {
  const { start: _start, end: _end, ...pay } = found;
  return { ...pay, text: clip(ownText(text), postingLimits.fieldChars) };
};

/** Undefined when the advert has neither title nor text. */
export const buildPosting = (
  fields: AdvertFields,
  identity: { itemKey: string; url: string; baseUrl: string },
): Posting | undefined => {
  const text = ownText(clip(fields.text ?? '', postingLimits.textChars)).trim();
  const stated = fieldText(fields.title, postingLimits.titleChars);
  const title = stated ?? fieldText(text.split('\n')[0], 120) ?? '';
  if (title === '' && text === '' && fields.images.length === 0) return undefined;
  const country = fields.country ?? (fields.location === undefined ? undefined : countryOf(fields.location));
  const { pay, source } = payOf(fields, country);
  const links = uniqueLinks(fields.links, identity.baseUrl);
  const employer = fieldText(fields.employer);
  const location = fieldText(fields.location);
  return {
    itemKey: clip(ownText(identity.itemKey), 2048),
    url: ownText(clip(identity.url, maxUrlChars)),
    title,
    text,
    ...(employer === undefined ? {} : { employer }),
    ...(location === undefined ? {} : { location }),
    ...(country === undefined ? {} : { country }),
    ...(pay === undefined ? {} : { pay }),
    // A first line that stands for the title is cut: the end of a handle would make another of it.
    contacts: advertContacts({ text, title: stated ?? '', links, region: country }),
    ...(fields.datePosted === undefined ? {} : { datePosted: fields.datePosted }),
    ...(fields.validThrough === undefined ? {} : { validThrough: fields.validThrough }),
    ...(fields.language === undefined ? {} : { language: fields.language }),
    images: uniqueImages(fields.images, identity.baseUrl),
    links,
    remarks: fields.remarks.map((remark) => clip(remark, 300)).slice(0, 20),
    fieldSources: {
      ...fields.sources,
      ...(source === undefined ? {} : { pay: source }),
      ...(stated === undefined && title !== '' ? { title: 'first-line' } : {}),
    },
  };
};
