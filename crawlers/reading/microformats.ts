/**
 * Adverts in microformats (https://microformats.org/wiki): h-entry and h-product, the older hListing, hProduct and
 * hEntry, and listings as they were drafted. Only what an advert has is read.
 */
import { dateOf } from '../../src/facts/dates.ts';
import { type AdvertFields, fillFrom, noFields } from './advert-fields.ts';
import { elementsWhere } from './elements-by-name.ts';
import { type AnyNode, type CheerioAPI, type Element, isElement } from './nodes.ts';
import { fieldText } from './own-text.ts';
import { plainText } from './plain-text.ts';

const rootClass = /(?:^|\s)(?:h-entry|h-product|h-listing|h-item|hlisting|hproduct|hentry)(?:\s|$)/;
const mostItems = 200;

const hasClass = (element: Element, names: readonly string[]): boolean => {
  const own = element.attribs.class;
  if (own === undefined) return false;
  const classes = own.split(/\s+/);
  return names.some((name) => classes.includes(name));
};

/** In the order of the names, and of the page within one; properties of nested items are theirs. */
const findInside = (root: Element, names: readonly string[]): Element | undefined => {
  for (const name of names) {
    const found = findOne(root, name);
    if (found) return found;
  }
  return undefined;
};

const findOne = (root: Element, name: string): Element | undefined => {
  for (const child of root.children) {
    if (!isElement(child)) continue;
    if (hasClass(child, [name])) return child;
    const isNested = /(?:^|\s)(?:h-[a-z]+|vcard|adr|geo)(?:\s|$)/.test(child.attribs.class ?? '');
    const inner = isNested ? undefined : findOne(child, name);
    if (inner) return inner;
  }
  return undefined;
};

const textOf = (element: Element | undefined): string | undefined =>
  element && fieldText(plainText([element as AnyNode], { maxChars: 5000 }));

/** A date or number for machines stands in an attribute. */
const valueOf = (element: Element | undefined): string | undefined =>
  element && (element.attribs.datetime ?? element.attribs.title ?? element.attribs.value ?? textOf(element));

const employerOf = (root: Element): string | undefined => {
  const card = findInside(root, [
    'p-author',
    'p-seller',
    'p-organization',
    'lister',
    'author',
    'vcard',
    'org',
  ]);
  if (!card) return undefined;
  return textOf(
    findOne(card, 'p-org') ?? findOne(card, 'org') ?? findOne(card, 'p-name') ?? findOne(card, 'fn') ?? card,
  );
};

const readItem = (root: Element, now: Date): AdvertFields => {
  const fields = noFields();
  const body = findInside(root, [
    'e-content',
    'e-description',
    'p-description',
    'description',
    'entry-content',
    'p-summary',
  ]);
  const posted = valueOf(
    findInside(root, ['dt-published', 'dt-listed', 'dtlisted', 'published', 'dt-updated']),
  );
  fillFrom(
    fields,
    {
      title: textOf(findInside(root, ['p-name', 'entry-title', 'summary', 'fn', 'p-summary'])),
      text: body && plainText([body as AnyNode]),
      employer: employerOf(root),
      location: textOf(findInside(root, ['p-location', 'h-adr', 'p-adr', 'location', 'adr', 'locality'])),
      payText: textOf(findInside(root, ['p-price', 'price'])),
      datePosted: posted && dateOf(posted, now),
    },
    'microformats',
  );
  const url = findInside(root, ['u-url', 'permalink', 'url'])?.attribs.href;
  return { ...fields, ...(url === undefined ? {} : { url }) };
};

/** Blogs mark every entry; one is an advert here only when it gives more than a title and a text. */
const isAdvert = ({ title, text, employer, location, payText }: AdvertFields): boolean =>
  title !== undefined && text !== undefined && (employer ?? location ?? payText) !== undefined;

export const readMicroformats = ($: CheerioAPI, now: Date): AdvertFields[] =>
  elementsWhere($, (element) => rootClass.test(element.attribs.class ?? ''))
    .slice(0, mostItems)
    .map((element) => readItem(element, now))
    .filter(isAdvert);
