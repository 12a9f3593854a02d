/** An entry as a posting, or as the request for the page that holds it whole. */
import { createHash } from 'node:crypto';
import type { Posting } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { dateOf } from '../../../src/facts/dates.ts';
import { type AdvertFields, fillFrom, noFields } from '../../reading/advert-fields.ts';
import { carryFields } from '../../reading/advert-page.ts';
import { buildPosting } from '../../reading/build-posting.ts';
import { countryCodeOf, locationOf, payTextOf } from '../../reading/field-names.ts';
import { readLabelledLines } from '../../reading/labelled-lines.ts';
import { clip, fieldText, ownText } from '../../reading/own-text.ts';
import { cleanUrl, keyUrl, siteHost } from '../../reading/page-address.ts';
import type { Page } from '../../target-type.ts';
import type { FeedEntry, ReadFeed } from './feed-entry.ts';
import type { FeedOptions } from './options.ts';
import { isInScope } from './scope.ts';

/** Shorter texts are taken for the beginning of an advert, unless the feed has no more. */
const shortChars = 400;
const trailsOff =
  /(…|\.{3}|\[(…|\.{3}|&#8230;)\]|read more|continue reading|xem tiếp|baca selengkapnya|selengkapnya|阅读全文|閱讀全文|查看更多|อ่านต่อ|더 ?보기|читать далее|leer más|lire la suite)\s*[»→.\]]*\s*$/iu;
const maxSummaryChars = 1900;

/** The entry's own lasting name; one that is no address is only unique within its feed. */
export const itemKeyOf = (entry: FeedEntry, feed: { url: string; link: string | undefined }): string => {
  const { link } = feed;
  const id = entry.id?.trim();
  if (id && /^https?:\/\//i.test(id) && URL.canParse(id))
    // An entry of `jobs.html#12` is told by what stands behind the #.
    return clip(`${keyUrl(id)}${new URL(id).hash}`, 2000);
  if (id) {
    const { pathname } = new URL(feed.url);
    return clip(/^(tag|urn):/i.test(id) ? id : `${siteHost(feed.url)}${pathname}#${id}`, 2000);
  }
  if (link !== undefined) return clip(keyUrl(link), 2000);
  const words = JSON.stringify([entry.title, entry.text]);
  return `${siteHost(feed.url)}#${createHash('sha256').update(words).digest('hex').slice(0, 32)}`;
};

const dateOfEntry = (entry: FeedEntry, now: Date): string | undefined => {
  const text = entry.published ?? entry.updated;
  return text === undefined ? undefined : dateOf(clip(text, 100), now);
};

const fieldsOf = (entry: FeedEntry, now: Date): AdvertFields => {
  const fields = noFields();
  const { named } = entry;
  fillFrom(fields, { title: entry.title, text: entry.text, datePosted: dateOfEntry(entry, now) }, 'feed');
  fillFrom(
    fields,
    {
      employer: fieldText(named.employer),
      location: fieldText(locationOf(named)),
      country: countryCodeOf(named),
      payText: fieldText(payTextOf(named)),
    },
    'feed',
  );
  fillFrom(fields, readLabelledLines(entry.text, now), 'label');
  if (entry.author !== undefined && entry.author !== fields.employer)
    fields.remarks.push(`posted by: ${entry.author}`);
  fields.images.push(...entry.images);
  fields.links.push(...entry.links);
  return fields;
};

/** Whether the page behind the entry is to be read. */
const wantsPage = (entry: FeedEntry, link: string | undefined, options: FeedOptions): boolean => {
  if (link === undefined || options.readPages === 'never' || !isInScope(link, options)) return false;
  if (options.readPages === 'always') return true;
  if (trailsOff.test(entry.text.slice(-200))) return true;
  return !entry.isWhole && entry.text.length < shortChars;
};

const requestOf = (
  entry: FeedEntry,
  fields: AdvertFields,
  at: { link: string; itemKey: string },
): PageRequest => {
  const version = fieldText(entry.updated ?? entry.published, 100);
  const summary = ownText(clip(entry.text, maxSummaryChars));
  return {
    url: at.link,
    kind: 'entry',
    carry: {
      ...carryFields(fields),
      itemKey: ownText(at.itemKey),
      ...(summary === '' ? {} : { summary }),
      ...(version === undefined ? {} : { version }),
    },
  };
};

const baseOf = (entry: FeedEntry, page: Page, feed: Pick<ReadFeed, 'base'>): string => {
  let base = page.url;
  for (const said of [feed.base, entry.base])
    if (said !== undefined && URL.canParse(said, base)) base = new URL(said, base).href;
  return /^https?:/.test(base) ? base : page.url;
};

/** Addresses and ids that several different entries have: of the board, and no entry's own. */
export interface SharedNames {
  links: ReadonlySet<string>;
  ids: ReadonlySet<string>;
}

const sharedBy = (entries: readonly FeedEntry[], nameOf: (entry: FeedEntry) => string | undefined) => {
  const words = new Map<string, string>();
  const shared = new Set<string>();
  for (const entry of entries) {
    const name = nameOf(entry);
    // An advert that stands there twice, once changed, keeps its title.
    const said = entry.title ?? entry.text;
    if (name === undefined) continue;
    if (words.has(name) && words.get(name) !== said) shared.add(name);
    words.set(name, said);
  }
  return shared;
};

export const findShared = (feed: ReadFeed, page: Page): SharedNames => ({
  links: sharedBy(feed.entries, (entry) => cleanUrl(entry.link, baseOf(entry, page, feed))),
  ids: sharedBy(feed.entries, (entry) => entry.id?.trim()),
});

export const readEntry = (
  entry: FeedEntry,
  page: Page,
  options: FeedOptions,
  feed: Pick<ReadFeed, 'base'> & { shared: SharedNames },
): { posting?: Posting | undefined; request?: PageRequest } => {
  const base = baseOf(entry, page, feed);
  const link = cleanUrl(entry.link, base);
  const isOwnPage = link !== undefined && !feed.shared.links.has(link);
  const isOwnId = !feed.shared.ids.has(entry.id?.trim() ?? '');
  const named = isOwnId ? entry : { ...entry, id: undefined };
  const itemKey = itemKeyOf(named, { url: page.url, link: isOwnPage ? link : undefined });
  const fields = fieldsOf(entry, new Date(page.fetchedAt));
  if (isOwnPage && wantsPage(entry, link, options))
    return { request: requestOf(entry, fields, { link, itemKey }) };
  return { posting: buildPosting(fields, { itemKey, url: link ?? page.url, baseUrl: link ?? page.url }) };
};
