/** A page of a board, parsed once, with the adverts that it states in schema.org's words. */
import type { ReadingProblem } from '../../../src/domain/posting.ts';
import type { AdvertFields } from '../../reading/advert-fields.ts';
import { elementsNamed } from '../../reading/elements-by-name.ts';
import { readEmbeddedItems } from '../../reading/embedded-items.ts';
import { readJobPosting } from '../../reading/job-posting.ts';
import { readJsonLd } from '../../reading/json-ld.ts';
import type { CheerioAPI } from '../../reading/nodes.ts';
import { canonicalUrl, cleanUrl } from '../../reading/page-address.ts';
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
import { identifyAdverts, isStatedAddress, type StatedAdvert } from './identify-adverts.ts';
import type { JobBoardOptions } from './options.ts';

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
  message:
    'The page is put together by its scripts; it has to be read in a browser (of a target its setting, of a crawl --browser).',
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

/** What the page calls itself, else what its only advert says of it, if that is only another way of writing it. */
const ownAddress = (canonicalHref: string | undefined, url: string, stated: StatedAdvert[]): string => {
  const canonical = canonicalUrl(canonicalHref, url);
  const ownUrl = stated.length === 1 ? stated[0]?.ownUrl : undefined;
  return ownUrl !== undefined && isStatedAddress(canonical, ownUrl) ? ownUrl : canonical;
};

/** The same advert in two notations is one: JSON-LD, which comes first, is kept. */
const statedAdverts = ($: CheerioAPI, jsonLd: SchemaItem[], now: Date): AdvertFields[] => {
  const fromJsonLd = withType(jsonLd, 'JobPosting');
  const items = fromJsonLd.length > 0 ? fromJsonLd : readEmbeddedItems($, 'JobPosting');
  const adverts = items.slice(0, maxStated).map((item) => readJobPosting(item, now));
  return adverts.filter((advert) => advert.title || advert.text);
};

/** Where the first element of this name leads whose attributes fit. */
const hrefOf = (
  $: CheerioAPI,
  name: string,
  fits: (attribs: Record<string, string>) => boolean,
): string | undefined => elementsNamed($, name).find((element) => fits(element.attribs))?.attribs.href;

export const openPage = (page: Page, options: JobBoardOptions): BoardPage => {
  const { $, cuts } = parsePage(page.text);
  const now = new Date(page.fetchedAt);
  const baseUrl =
    cleanUrl(
      hrefOf($, 'base', ({ href }) => href !== undefined),
      page.url,
    ) ?? page.url;
  const jsonLd = readJsonLd($);
  const stated = identifyAdverts(statedAdverts($, jsonLd.items, now), { url: page.url, baseUrl });
  return {
    $,
    page,
    options,
    baseUrl,
    canonical: ownAddress(
      hrefOf($, 'link', ({ rel }) => rel === 'canonical'),
      page.url,
      stated,
    ),
    now,
    stated,
    listed: listedUrls(jsonLd.items, baseUrl),
    problems: [...cuts.map((cut) => ({ code: `cut-${cut}`, message: cutMessages[cut] })), ...jsonLd.problems],
  };
};
