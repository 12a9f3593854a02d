/** A page that something else led to (a feed, a sitemap, an item of an API) read as the one advert that it is. */
import type { Posting, ReadingProblem } from '../../src/domain/posting.ts';
import type { Page } from '../target-type.ts';
import { type AdvertFields, fillFrom, noFields } from './advert-fields.ts';
import { buildPosting } from './build-posting.ts';
import { elementsNamed } from './elements-by-name.ts';
import { readEmbeddedItems } from './embedded-items.ts';
import { readJobPosting } from './job-posting.ts';
import { readJsonLd } from './json-ld.ts';
import { findMainContent } from './main-content.ts';
import type { CheerioAPI } from './nodes.ts';
import { fieldText } from './own-text.ts';
import { canonicalUrl, cleanUrl, keyUrl } from './page-address.ts';
import { parsePage } from './parse-page.ts';
import { completeFromPage, readTitle } from './read-advert.ts';
import { withType } from './schema-item.ts';
import { looksScriptBuilt } from './script-built.ts';

export interface AdvertPageReading {
  posting: Posting | undefined;
  /** The page says of itself that it is an advert, in schema.org's words. */
  isStated: boolean;
  problems: ReadingProblem[];
}

/** Asks the pipeline to fetch the page again in a browser. */
export const needsBrowser: ReadingProblem = {
  code: 'needs-browser',
  message:
    'The page is put together by its scripts; it has to be read in a browser (of a target its setting, of a crawl --browser).',
};

const fewestTextChars = 30;
const mostStated = 50;

/** Of several adverts that a page states, the one that it is about: its address or its heading says which. */
const ownAdvert = (
  adverts: readonly AdvertFields[],
  page: { url: string; baseUrl: string; title: string | undefined },
): AdvertFields | undefined => {
  if (adverts.length <= 1) return adverts[0];
  const here = keyUrl(page.url);
  const byAddress = adverts.find((advert) => {
    const url = cleanUrl(advert.url, page.baseUrl);
    return url !== undefined && keyUrl(url) === here;
  });
  return byAddress ?? adverts.find((advert) => advert.title !== undefined && advert.title === page.title);
};

const statedAdverts = ($: CheerioAPI, jsonLd: ReturnType<typeof readJsonLd>, now: Date): AdvertFields[] => {
  const found = withType(jsonLd.items, 'JobPosting');
  const items = found.length > 0 ? found : readEmbeddedItems($, 'JobPosting');
  return items
    .slice(0, mostStated)
    .map((item) => readJobPosting(item, now))
    .filter((advert) => advert.title || advert.text);
};

const hrefOf = ($: CheerioAPI, name: 'base' | 'link', rel?: string): string | undefined =>
  elementsNamed($, name).find(
    ({ attribs }) => attribs.href !== undefined && (rel === undefined || attribs.rel === rel),
  )?.attribs.href;

/** Tags are told from a text's own signs: `<3` and `a < b` are none. */
const hasMarkup = (text: string): boolean =>
  /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>/i.test(text.slice(0, 100_000));

/** What was known before the page was fetched; what the page itself says comes first, except of the carried text. */
export interface KnownBefore {
  fields: Partial<Pick<AdvertFields, 'title' | 'text' | 'employer' | 'location' | 'payText' | 'datePosted'>>;
  /** Where those came from: `feed`, `sitemap`, `list-page`. */
  source: string;
  /** The advert's lasting name; the page's own address without it. */
  itemKey?: string | undefined;
}

const fromPlainText = (page: Page, known: KnownBefore): AdvertPageReading => {
  const fields = noFields();
  fillFrom(fields, { text: page.text }, 'plain-text');
  fillFrom(fields, known.fields, known.source);
  const url = cleanUrl(page.url, page.url) ?? page.url;
  const posting =
    page.text.trim() === ''
      ? undefined
      : buildPosting(fields, { itemKey: known.itemKey ?? keyUrl(url), url, baseUrl: page.url });
  return { posting, isStated: false, problems: [] };
};

export const readAdvertPage = (
  page: Page,
  known: KnownBefore = { fields: {}, source: 'list-page' },
): AdvertPageReading => {
  if (!hasMarkup(page.text)) return fromPlainText(page, known);
  const { $ } = parsePage(page.text);
  const now = new Date(page.fetchedAt);
  const baseUrl = cleanUrl(hrefOf($, 'base'), page.url) ?? page.url;
  const jsonLd = readJsonLd($);
  const title = readTitle($, page.url)?.title;
  const stated = ownAdvert(statedAdverts($, jsonLd, now), { url: page.url, baseUrl, title });
  if (!stated && !page.isRendered && looksScriptBuilt($))
    return { posting: undefined, isStated: false, problems: [needsBrowser] };
  const fields = stated ? { ...stated } : noFields();
  completeFromPage(fields, { $, content: findMainContent($), url: page.url, now });
  fillFrom(fields, known.fields, known.source);
  const url = canonicalUrl(hrefOf($, 'link', 'canonical'), page.url);
  const posting = buildPosting(fields, { itemKey: known.itemKey ?? keyUrl(url), url, baseUrl });
  const isReadable =
    posting !== undefined && (stated || posting.text.length >= fewestTextChars || posting.images.length > 0);
  return {
    posting: isReadable ? posting : undefined,
    isStated: stated !== undefined,
    problems: jsonLd.problems,
  };
};

/** Pay, place, employer, date or a contact: what an advert has and other pages seldom do. */
export const hasAdvertSigns = (posting: Posting): boolean =>
  posting.pay !== undefined ||
  posting.location !== undefined ||
  posting.fieldSources.employer === 'label' ||
  posting.contacts.some((contact) => contact.role === 'offer');

/** The fields of an advert that travel with a request, short enough for it. */
export const carryFields = (fields: KnownBefore['fields']): Record<string, string> => {
  const carried: Record<string, string> = {};
  const { title, employer, location, payText, datePosted } = fields;
  for (const [name, value] of Object.entries({ title, employer, location, pay: payText, datePosted }))
    if (value) carried[name] = fieldText(value) ?? '';
  return carried;
};

export const carriedFields = (carry: Record<string, string>): KnownBefore['fields'] => ({
  ...(carry.title ? { title: carry.title } : {}),
  ...(carry.employer ? { employer: carry.employer } : {}),
  ...(carry.location ? { location: carry.location } : {}),
  ...(carry.pay ? { payText: carry.pay } : {}),
  ...(carry.datePosted ? { datePosted: carry.datePosted } : {}),
});
