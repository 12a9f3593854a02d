/** Reads the fields of a page that is one advert: what the caller knows already, then labels, headings and main text. */
import { dateOf } from '../../src/facts/dates.ts';
import { type AdvertFields, fillFrom } from './advert-fields.ts';
import { elementsNamed } from './elements-by-name.ts';
import { type LabelledFields, readLabelledFields } from './labelled-fields.ts';
import { elementsIn, type MainContent, widen } from './main-content.ts';
import type { CheerioAPI } from './nodes.ts';
import { fieldText } from './own-text.ts';
import { plainText } from './plain-text.ts';

const employerSelectors = [
  '[class~=company-name]',
  '[class~=companyName]',
  '[class~=company_name]',
  '[class~=employer-name]',
  '[class~=employer]',
  '[data-testid*=company-name]',
  '[class~=company]',
];

const metaContent = ($: CheerioAPI, name: string): string | undefined =>
  elementsNamed($, 'meta').find(
    (element) => (element.attribs.property ?? element.attribs.name ?? '').toLowerCase() === name,
  )?.attribs.content;

const escapeForPattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `Driver wanted | Board` and `Driver wanted-Board` without the board's name; a dash inside the title stays. */
const withoutSiteName = (title: string, siteNames: readonly string[]): string => {
  for (const name of siteNames) {
    const pattern = new RegExp(
      `\\s*[-|–—_·»:]\\s*[^-|–—_·»]{0,30}${escapeForPattern(name)}[^-|–—_·»]{0,30}$`,
      'i',
    );
    const shorter = title.replace(pattern, '');
    if (shorter !== title && shorter !== '') return shorter;
  }
  return title.replace(/(.{3,}?)\s+[|–—]\s+[^|–—\d]{1,40}$/, '$1');
};

/** `www.board.co.uk` gives `board`: what a site mostly calls itself. */
const namesOfHost = (url: string): string[] =>
  new URL(url).hostname
    .split('.')
    .slice(0, -1)
    .filter((label) => label.length > 3 && /[a-z]/i.test(label));

const headings = ($: CheerioAPI): string[] =>
  elementsNamed($, 'h1')
    .map((element) => fieldText(plainText([element], { maxChars: 2000 })))
    .filter((text) => text !== undefined);

export const readTitle = ($: CheerioAPI, pageUrl: string): { title: string; source: string } | undefined => {
  const siteName = fieldText(metaContent($, 'og:site_name'));
  const heading = headings($).find((text) => text.toLowerCase() !== siteName?.toLowerCase());
  if (heading) return { title: heading, source: 'heading' };
  const siteNames = [...(siteName === undefined ? [] : [siteName]), ...namesOfHost(pageUrl)];
  const shared = fieldText(metaContent($, 'og:title'));
  if (shared) return { title: withoutSiteName(shared, siteNames), source: 'og:title' };
  const title = fieldText($([...elementsNamed($, 'title').slice(0, 1)]).text());
  return title === undefined ? undefined : { title: withoutSiteName(title, siteNames), source: 'title' };
};

const readEmployer = ($: CheerioAPI): string | undefined => {
  for (const selector of employerSelectors) {
    const found = $(selector).first()[0];
    const text =
      found && fieldText(plainText([found] as Parameters<typeof plainText>[0], { maxChars: 1000 }));
    if (text && text.length < 120) return text;
  }
  return undefined;
};

const readDate = (
  $: CheerioAPI,
  labels: LabelledFields,
  now: Date,
): { date: string; source: string } | undefined => {
  const stated = metaContent($, 'article:published_time') ?? metaContent($, 'date');
  const time = elementsNamed($, 'time').find((element) => element.attribs.datetime !== undefined)?.attribs
    .datetime;
  const candidates: [string | undefined, string][] = [
    [labels.datePosted, 'label'],
    [stated, 'meta'],
    [time, 'time'],
  ];
  for (const [text, source] of candidates) {
    const date = text === undefined ? undefined : dateOf(text, now);
    if (date) return { date, source };
  }
  return undefined;
};

const smallestImagePixels = 60;

const isPicture = (attribs: Record<string, string>): boolean =>
  ![attribs.width, attribs.height].some(
    (size) => size !== undefined && Number.parseInt(size, 10) < smallestImagePixels,
  );

export const readImages = (content: MainContent): AdvertFields['images'] =>
  elementsIn(content, 'img').flatMap((element) => {
    const { attribs } = element;
    const url = attribs['data-src'] ?? attribs['data-original'] ?? attribs['data-lazy-src'] ?? attribs.src;
    if (!url || url.startsWith('data:') || !isPicture(attribs)) return [];
    return [{ url, ...(attribs.alt ? { alt: attribs.alt } : {}) }];
  });

export const readLinks = (content: MainContent): string[] =>
  elementsIn(content, 'a')
    .map((element) => element.attribs.href)
    .filter((href) => href !== undefined);

export interface AdvertPage {
  $: CheerioAPI;
  content: MainContent;
  url: string;
  /** Anchors relative dates. */
  now: Date;
}

/** Fills `fields` in place with what the page shows; what is known already stays. */
export const completeFromPage = (fields: AdvertFields, page: AdvertPage): void => {
  const { $, content, now } = page;
  const labels = { ...readLabelledFields(widen(content)), ...readLabelledFields(content) };
  const title = readTitle($, page.url);
  fillFrom(fields, { title: title?.title }, title?.source ?? '');
  fillFrom(fields, { text: content.text }, 'main-text');
  fillFrom(fields, { employer: labels.employer, location: labels.location, payText: labels.pay }, 'label');
  if (fields.employer === undefined) fillFrom(fields, { employer: readEmployer($) }, 'class');
  const date = readDate($, labels, now);
  fillFrom(fields, { datePosted: date?.date }, date?.source ?? '');
  fields.images.push(...readImages(content));
  fields.links.push(...readLinks(content));
};
