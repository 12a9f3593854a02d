/** A page of a board, parsed once, with the adverts that it states in schema.org's words. */
import type { ReadingProblem } from '../../../src/domain/posting.ts';
import type { AdvertFields } from '../../reading/advert-fields.ts';
import { readEmbeddedItems } from '../../reading/embedded-items.ts';
import { readJobPosting } from '../../reading/job-posting.ts';
import { readJsonLd } from '../../reading/json-ld.ts';
import type { CheerioAPI } from '../../reading/nodes.ts';
import { canonicalUrl, cleanUrl, isSameSite, keyUrl } from '../../reading/page-address.ts';
import { pageNumberOf } from '../../reading/paging.ts';
import { parsePage } from '../../reading/parse-page.ts';
import {
  firstText,
  itemsOf,
  type SchemaItem,
  textOfValue,
  valuesOf,
  withType,
} from '../../reading/schema-item.ts';
import type { Page } from '../../target-type.ts';
import type { JobBoardOptions } from './options.ts';

export interface StatedAdvert extends AdvertFields {
  /** Absolute address of its own page, when it names one. */
  ownUrl?: string;
  itemKey: string;
}

export interface BoardPage {
  $: CheerioAPI;
  page: Page;
  options: JobBoardOptions;
  /** What relative addresses stand on. */
  baseUrl: string;
  canonical: string;
  now: Date;
  stated: StatedAdvert[];
  /** Addresses that an ItemList names. */
  listed: string[];
  problems: ReadingProblem[];
}

/** Asks the pipeline to fetch the page again in a browser. */
export const needsBrowser: ReadingProblem = {
  code: 'needs-browser',
  message: 'The page is put together by its scripts; it has to be read in a browser.',
};

const maxStated = 500;

const cutMessages = {
  depth: 'The page nests its elements deeper than 512 levels; the deeper ones were taken for text.',
  nodes: 'The page has more than 200,000 elements; the rest was left out.',
  size: 'The page is longer than 12 million characters; the rest was left out.',
} as const;

const listedUrls = (items: SchemaItem[], baseUrl: string): string[] =>
  withType(items, 'ItemList')
    .flatMap((list) => valuesOf(list, 'itemListElement'))
    .map((element) => {
      if (typeof element === 'string') return element;
      return (
        firstText(element, 'url') ??
        itemsOf(element, 'item').map((item) => firstText(item, 'url') ?? item.id)[0] ??
        textOfValue(valuesOf(element, 'item')[0])
      );
    })
    .map((url) => cleanUrl(url, baseUrl))
    .filter((url) => url !== undefined);

/** An address that several different adverts claim, or the site's front page, is nobody's own. */
const ownUrls = (
  adverts: readonly AdvertFields[],
  page: { url: string; baseUrl: string },
): (string | undefined)[] => {
  const urls = adverts.map((advert) => cleanUrl(advert.url, page.baseUrl));
  return urls.map((url, index) => {
    if (url === undefined || new URL(url).pathname === '/') return undefined;
    const title = adverts[index]?.title;
    const isShared = adverts.some((other, at) => urls[at] === url && other.title !== title);
    return isShared || !isSameSite(url, page.url) ? undefined : url;
  });
};

/** Stays the same when the advert moves to another page of its list. */
const keyWithin = (listUrl: string, advert: AdvertFields): string => {
  const name = advert.identifier ?? [advert.title, advert.employer].filter(Boolean).join(' · ');
  return `${keyUrl(pageNumberOf(listUrl).rest)}#${name.slice(0, 300)}`;
};

const identify = (adverts: AdvertFields[], page: { url: string; baseUrl: string }): StatedAdvert[] => {
  const urls = ownUrls(adverts, page);
  const byKey = new Map<string, StatedAdvert>();
  adverts.forEach((advert, index) => {
    const ownUrl = urls[index];
    const itemKey = ownUrl === undefined ? keyWithin(page.url, advert) : keyUrl(ownUrl);
    if (!byKey.has(itemKey))
      byKey.set(itemKey, { ...advert, itemKey, ...(ownUrl === undefined ? {} : { ownUrl }) });
  });
  return [...byKey.values()];
};

/** The same advert in two notations is one: JSON-LD, which comes first, is kept. */
const statedAdverts = ($: CheerioAPI, jsonLd: SchemaItem[], now: Date): AdvertFields[] => {
  const fromJsonLd = withType(jsonLd, 'JobPosting');
  const items = fromJsonLd.length > 0 ? fromJsonLd : readEmbeddedItems($, 'JobPosting');
  const adverts = items.slice(0, maxStated).map((item) => readJobPosting(item, now));
  return adverts.filter((advert) => advert.title || advert.text);
};

export const openPage = (page: Page, options: JobBoardOptions): BoardPage => {
  const { $, cuts } = parsePage(page.text);
  const now = new Date(page.fetchedAt);
  const baseUrl = cleanUrl($('base[href]').first().attr('href'), page.url) ?? page.url;
  const jsonLd = readJsonLd($);
  const adverts = statedAdverts($, jsonLd.items, now);
  return {
    $,
    page,
    options,
    baseUrl,
    canonical: canonicalUrl($('link[rel=canonical]').first().attr('href'), page.url),
    now,
    stated: identify(adverts, { url: page.url, baseUrl }),
    listed: listedUrls(jsonLd.items, baseUrl),
    problems: [...cuts.map((cut) => ({ code: `cut-${cut}`, message: cutMessages[cut] })), ...jsonLd.problems],
  };
};
