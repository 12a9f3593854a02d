/** Reads the fields of a page that is one advert: what the caller knows already, then labels, headings and main text. */
import { dateOf } from '../../src/facts/dates.ts';
import { findPay } from '../../src/facts/pay.ts';
import { countryOf } from '../../src/facts/places.ts';
import { type AdvertFields, fillFrom } from './advert-fields.ts';
import { readImages, sharedImage } from './advert-images.ts';
import { elementsNamed } from './elements-by-name.ts';
import { nameWords } from './frame-words.ts';
import { findHiddenContacts } from './hidden-contacts.ts';
import { isFieldLabel, type LabelledFields, readLabelledFields } from './labelled-fields.ts';
import { employerIn, payIn, piecesNear, placeIn, postedIn } from './lines-near-heading.ts';
import { elementsIn, type MainContent, widen } from './main-content.ts';
import { findMarkedValues, type MarkedField } from './marked-fields.ts';
import type { CheerioAPI, Element } from './nodes.ts';
import { fieldText } from './own-text.ts';
import { documentTitle, findPageHeading, isTitleOf, lineOfTitle, metaContent } from './page-heading.ts';
import { plainText } from './plain-text.ts';
import { ownUnstated } from './unstated-adverts.ts';

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

export const readTitle = ($: CheerioAPI, pageUrl: string): { title: string; source: string } | undefined => {
  const heading = findPageHeading($);
  if (heading) return { title: heading.text, source: 'heading' };
  const siteName = fieldText(metaContent($, 'og:site_name'));
  const siteNames = [...(siteName === undefined ? [] : [siteName]), ...namesOfHost(pageUrl)];
  const shared = fieldText(metaContent($, 'og:title'));
  if (shared) return { title: withoutSiteName(shared, siteNames), source: 'og:title' };
  const title = documentTitle($);
  return title === undefined ? undefined : { title: withoutSiteName(title, siteNames), source: 'title' };
};

const longestFirstLine = 100;

/** On a page without a heading a line of its own says more than the document's title, which may be the site's. */
const readTitleLine = (
  $: CheerioAPI,
  content: MainContent,
): { title: string; source: string } | undefined => {
  if (findPageHeading($)) return undefined;
  const lines = content.text.split('\n').filter((line) => line !== '');
  const repeated = lineOfTitle($, lines.slice(0, 40));
  if (repeated) return { title: repeated, source: 'text' };
  const marked = markedTitle($, content);
  if (marked) return { title: marked, source: 'class' };
  const stated = fieldText(metaContent($, 'og:title')) ?? documentTitle($);
  if (stated !== undefined && isTitleOf(stated, content.text)) return undefined;
  const [first] = lines;
  const isTitle =
    first !== undefined &&
    first.length <= longestFirstLine &&
    !isFieldLabel(first) &&
    !/[:：.。]|^- /.test(first);
  return isTitle ? { title: first, source: 'first-line' } : undefined;
};

const titleName =
  /(?:^|[\s-])(?:title|heading|headline|subject|job-?name|post-?name|position|tieu-de|judul|titulo|baslik)(?:[\s-]|$)/;
const headingTags = ['h2', 'h3', 'h4'];

/** The first short element that is called a title and stands in front of the text. */
const markedTitle = ($: CheerioAPI, content: MainContent): string | undefined => {
  const wide = { root: content.around, skip: content.skip };
  for (const name of headingTags) {
    const found = elementsIn(wide, name).find(
      (element) =>
        titleName.test(nameWords(element.attribs.class ?? element.attribs.id ?? '')) ||
        (name === 'h2' && elementsNamed($, 'h2').length === 1),
    );
    const lines = found ? plainText([found], { maxChars: 1000 }) : '';
    const text = lines.includes('\n') ? undefined : fieldText(lines, 200);
    if (text && !text.includes(':') && !isFieldLabel(text)) return text;
  }
  return undefined;
};

const readImagesOf = (page: AdvertPage): AdvertFields['images'] => {
  const images = readImages(page.content);
  const shared = sharedImage(page.$);
  return shared ? [...images, shared] : images;
};

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

type Found = Partial<Record<MarkedField, { text: string; source: string }>>;

const genericEmployer =
  /^(?:view|see|visit|about|more|all|website|company|employer|profile|logo|follow|contact|verified|private|hiring|confidential)\b.{0,30}$/i;

const isFit: Record<MarkedField, (text: string, page: AdvertPage, title: string | undefined) => boolean> = {
  employer: (text, _page, title) =>
    text.length <= 120 && /\p{L}{2}/u.test(text) && text !== title && !genericEmployer.test(text),
  location: (text, { now }, title) =>
    text.length <= 120 &&
    /\p{L}{2}/u.test(text) &&
    text !== title &&
    (dateOf(text, now) === undefined || countryOf(text) !== undefined) &&
    !/^(?:view|show|see|get|open) |map$|remote work$/i.test(text),
  pay: (text) => /\p{Nd}/u.test(text) && findPay(text).length > 0,
  datePosted: (text, { now }) =>
    text.length <= 100 && (postedIn([text], now) ?? dateOf(text, now)) !== undefined,
};

/** What classes, test ids and icons name, each field by the value nearest to the heading. */
const readMarked = (
  page: AdvertPage,
  missing: ReadonlySet<MarkedField>,
  title: string | undefined,
): Found => {
  const { $, content } = page;
  const body = elementsNamed($, 'body')[0] ?? content.around;
  const found: Found = {};
  for (const { field, text } of findMarkedValues(body, findPageHeading($)?.element, content.skip))
    if (missing.has(field) && found[field] === undefined && isFit[field](text, page, title))
      found[field] = { text, source: 'class' };
  return found;
};

const companyPath =
  /\/(?:compan(?:y|ies)|employers?|recruiters?|organi[sz]ations?|firms?|cong-ty|nha-tuyen-dung|perusahaan|syarikat|empresas?|entreprises?|firma|sirket|gongsi|qiye|corp)\/[^/?#]+/i;

/** A link to the page of a company names it. */
const linkedEmployer = (content: MainContent, title: string | undefined): string | undefined => {
  const body = {
    ...content,
    root: content.around,
    skip: (one: Element) => content.skip(one) && one.name !== 'p',
  };
  for (const link of elementsIn(body, 'a')) {
    if (!companyPath.test(link.attribs.href ?? '')) continue;
    const text = fieldText(plainText([link], { maxChars: 400 }));
    if (text && text.length <= 120 && text !== title && !genericEmployer.test(text) && /\p{L}{2}/u.test(text))
      return text;
  }
  return undefined;
};

/** What nothing names, by the words of the lines near the heading. */
const readNear = (page: AdvertPage, missing: ReadonlySet<MarkedField>, title: string | undefined): Found => {
  const { content, now } = page;
  const pieces = piecesNear(widen(content).text, title);
  const readers: Record<MarkedField, () => string | undefined> = {
    employer: () => linkedEmployer(content, title) ?? employerIn(pieces, title),
    location: () => placeIn(pieces, title),
    pay: () => (findPay(content.text).length > 0 ? undefined : payIn(pieces, title)),
    datePosted: () => postedIn(pieces, now),
  };
  const found: Found = {};
  for (const field of missing) {
    const text = readers[field]();
    if (text !== undefined) found[field] = { text, source: 'near-heading' };
  }
  return found;
};

const markedFields: readonly MarkedField[] = ['employer', 'location', 'pay', 'datePosted'];

const missingOf = (fields: AdvertFields): Set<MarkedField> =>
  new Set(
    markedFields.filter((field) =>
      field === 'pay' ? (fields.pay ?? fields.payText) === undefined : fields[field] === undefined,
    ),
  );

const fillFound = (fields: AdvertFields, found: Found, now: Date): void => {
  for (const [field, value] of Object.entries(found)) {
    const { text, source } = value;
    if (field === 'datePosted')
      fillFrom(fields, { datePosted: postedIn([text], now) ?? dateOf(text, now) }, source);
    else fillFrom(fields, { [field === 'pay' ? 'payText' : field]: text }, source);
  }
};

/** The page's own words on its language: `vi`, `zh-cn`. */
const readLanguage = ($: CheerioAPI): string | undefined => {
  const stated =
    elementsNamed($, 'html')[0]?.attribs.lang ??
    metaContent($, 'og:locale') ??
    elementsNamed($, 'meta').find(({ attribs }) => /^content-language$/i.test(attribs['http-equiv'] ?? ''))
      ?.attribs.content;
  const tag = stated?.split(',')[0]?.trim().toLowerCase().replaceAll('_', '-');
  return tag && /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/.test(tag) ? tag : undefined;
};

/** Fills `fields` in place with what the page shows; what is known already stays. */
export const completeFromPage = (fields: AdvertFields, page: AdvertPage): void => {
  const { $, content, now, url } = page;
  if (fields.title === undefined || fields.text === undefined) {
    const unstated = ownUnstated($, url, now);
    if (unstated) takeOver(fields, unstated);
  }
  if (fields.title === undefined) {
    const title = readTitleLine($, content) ?? readTitle($, url);
    fillFrom(fields, { title: title?.title }, title?.source ?? '');
  }
  if (fields.text === undefined) fillFrom(fields, { text: content.text }, 'main-text');
  fillLabelled(fields, page);
  if (missingOf(fields).size > 0) fillFound(fields, readMarked(page, missingOf(fields), fields.title), now);
  fillMeta(fields, page);
  if (missingOf(fields).size > 0) fillFound(fields, readNear(page, missingOf(fields), fields.title), now);
  const language = readLanguage($);
  if (language !== undefined) fields.language = language;
  fields.images.push(...readImagesOf(page));
  const body = elementsNamed($, 'body')[0] ?? content.around;
  fields.links.push(...readLinks(content), ...findHiddenContacts(body, content.skip));
};

const takeOver = (fields: AdvertFields, other: AdvertFields): void => {
  for (const name of ['title', 'text', 'employer', 'location', 'country', 'payText', 'datePosted'] as const)
    fillFrom(
      fields,
      { [name]: other[name] },
      other.sources[name === 'payText' ? 'pay' : name] ?? 'page-data',
    );
  fields.images.push(...other.images);
  fields.links.push(...other.links);
};

const fillLabelled = (fields: AdvertFields, page: AdvertPage): void => {
  const { content, now } = page;
  if (missingOf(fields).size === 0) return;
  fillLabels(fields, readLabelledFields(content), now);
  const wide = widen(content);
  if (wide !== content && missingOf(fields).size > 0) fillLabels(fields, readLabelledFields(wide), now);
};

const fillLabels = (fields: AdvertFields, labels: LabelledFields, now: Date): void => {
  fillFrom(fields, { employer: labels.employer, location: labels.location, payText: labels.pay }, 'label');
  fillFrom(fields, { datePosted: labels.datePosted && dateOf(labels.datePosted, now) }, 'label');
};

const fillMeta = (fields: AdvertFields, { $, now }: AdvertPage): void => {
  if (fields.datePosted !== undefined) return;
  const stated = metaContent($, 'article:published_time') ?? metaContent($, 'date');
  fillFrom(fields, { datePosted: stated && dateOf(stated, now) }, 'meta');
  const time = elementsNamed($, 'time').find(({ attribs }) => attribs.datetime !== undefined)?.attribs
    .datetime;
  fillFrom(fields, { datePosted: time && dateOf(time, now) }, 'time');
};
