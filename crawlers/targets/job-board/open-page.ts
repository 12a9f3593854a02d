/** A page of a board, parsed once, with the adverts that it states in schema.org's words. */
import type { ReadingProblem } from '../../../src/domain/posting.ts';
import type { AdvertFields } from '../../reading/advert-fields.ts';
import { elementsNamed } from '../../reading/elements-by-name.ts';
import { readEmbeddedItems } from '../../reading/embedded-items.ts';
import { readJobPosting } from '../../reading/job-posting.ts';
import { readJsonLd } from '../../reading/json-ld.ts';
import { nextOfAnswer, readDataAnswer } from '../../reading/list-data.ts';
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
import { looksScriptBuilt } from '../../reading/script-built.ts';
import { findStateAdverts, type StateAdvert } from '../../reading/state-adverts.ts';
import { readUnstated } from '../../reading/unstated-adverts.ts';
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
  /** The next page of a list that came as data. */
  dataNext?: string;
}

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

/** Tokens of an address by which data names an advert: its id or its slug. */
const tokensOf = (url: string): string[] =>
  new URL(url).pathname.split('/').flatMap((part) => [part, part.match(/(?:^|-)(\w{3,})$/)?.[1] ?? '']);

/**
 * Adverts of a list in the data behind it. One without an address is looked for among the links; where links lead
 * to the adverts of a page, what none of them names would be read twice.
 */
const dataAdverts = (
  adverts: readonly StateAdvert[],
  place: { $: CheerioAPI; baseUrl: string; isOnlyData: boolean },
): AdvertFields[] => {
  const byToken = new Map<string, string>();
  for (const { attribs } of elementsNamed(place.$, 'a')) {
    const url = cleanUrl(attribs.href, place.baseUrl);
    if (url !== undefined) for (const token of tokensOf(url)) if (token.length > 2) byToken.set(token, url);
  }
  return adverts
    .filter((advert) => !advert.isOther)
    .flatMap(({ fields, names, isWhole }) => {
      const url = fields.url ?? names.map((name) => byToken.get(name)).find((found) => found !== undefined);
      if (url !== undefined) return [{ ...fields, url }];
      return isWhole && place.isOnlyData ? [fields] : [];
    });
};

export const openPage = (page: Page, options: JobBoardOptions): BoardPage => {
  const answer = page.kind === 'posting' ? undefined : readDataAnswer(page.text, page.contentType);
  const { $, cuts } = parsePage(answer ? answer.html : page.text);
  const now = new Date(page.fetchedAt);
  const baseUrl =
    cleanUrl(
      hrefOf($, 'base', ({ href }) => href !== undefined),
      page.url,
    ) ?? page.url;
  const jsonLd = readJsonLd($);
  const inWords = statedAdverts($, jsonLd.items, now);
  const isList = page.kind !== 'posting' && inWords.length === 0;
  const data = answer ? findStateAdverts([answer.value], now) : isList ? readUnstated($, now).state : [];
  const isOnlyData = answer ? answer.html === '' : data.length > 0 && looksScriptBuilt($);
  const adverts = isList ? dataAdverts(data, { $, baseUrl, isOnlyData }) : inWords;
  const stated = identifyAdverts(adverts, { url: page.url, baseUrl });
  const dataNext = answer && nextOfAnswer(answer.value, page.url);
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
    ...(dataNext === undefined ? {} : { dataNext }),
    problems: [...cuts.map((cut) => ({ code: `cut-${cut}`, message: cutMessages[cut] })), ...jsonLd.problems],
  };
};
