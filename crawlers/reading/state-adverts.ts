/** Adverts in the data behind a page: objects whose names say title, text, employer, place and pay. */
import { dateOf } from '../../src/facts/dates.ts';
import { type AdvertFields, fillFrom, noFields } from './advert-fields.ts';
import { fieldsOfNames, locationOf, type NamedValues, payTextOf } from './field-names.ts';
import { htmlToText } from './html-to-text.ts';
import { clip, fieldText } from './own-text.ts';

export interface StateAdvert {
  fields: AdvertFields;
  /** What the object calls itself: ids and slugs, for telling it in an address. */
  names: string[];
  /** Stands among data about other adverts than the page's. */
  isOther: boolean;
  /** It has the advert's text, not only a line for a list. */
  isWhole: boolean;
}

const maxDepth = 14;
const mostObjects = 20_000;
const mostAdverts = 500;
const fewestTextChars = 20;

type JsonObject = Record<string, unknown>;
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wordKeys = [
  'name',
  'label',
  'title',
  'text',
  'value',
  'displayName',
  'display',
  'formatted',
  'full',
  'city',
  'en',
  'url',
  'src',
];

/** A value in words: an object by its name, a list joined. */
const wordsOf = (value: unknown, depth = 0): string | undefined => {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (typeof value === 'number') return String(value);
  if (depth > 2) return undefined;
  if (Array.isArray(value)) {
    const parts = value
      .slice(0, 20)
      .map((one) => wordsOf(one, depth + 1))
      .filter(Boolean);
    return parts.length > 0 ? [...new Set(parts)].join(', ') : undefined;
  }
  if (!isObject(value)) return undefined;
  for (const key of wordKeys) {
    const words = wordsOf(value[key], depth + 1);
    if (words) return words;
  }
  return undefined;
};

const numberIn = (value: JsonObject, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const one = value[name];
    if (typeof one === 'number' || (typeof one === 'string' && /\d/.test(one))) return String(one);
  }
  return undefined;
};

const payParts = (value: JsonObject): NamedValues => {
  const currency = wordsOf(value.currency ?? value.currencyCode ?? value.unit);
  const payPeriod = wordsOf(
    value.period ?? value.payPeriod ?? value.frequency ?? value.interval ?? value.unitText,
  );
  const payMin = numberIn(value, ['from', 'min', 'minValue', 'minimum', 'low', 'start', 'value', 'amount']);
  const payMax = numberIn(value, ['to', 'max', 'maxValue', 'maximum', 'high', 'end']);
  return {
    ...(payMin === undefined ? {} : { payMin }),
    ...(payMax === undefined ? {} : { payMax }),
    ...(currency === undefined ? {} : { currency }),
    ...(payPeriod === undefined ? {} : { payPeriod }),
  };
};

const valuesOf = (object: JsonObject): NamedValues => {
  const values: NamedValues = {};
  for (const [field, name] of fieldsOfNames(Object.keys(object))) {
    const value = object[name];
    if (field === 'pay' && isObject(value) && wordsOf(value.text ?? value.label) === undefined)
      Object.assign(values, payParts(value));
    else {
      const words = wordsOf(value);
      if (words !== undefined) values[field] = words;
    }
  }
  return values;
};

const periods: Record<string, string> = {
  monthly: 'month',
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  yearly: 'year',
};

const fieldsFrom = (values: NamedValues, now: Date): AdvertFields => {
  const fields = noFields();
  const period = values.payPeriod?.toLowerCase();
  const pay = payTextOf({ ...values, ...(period ? { payPeriod: periods[period] ?? period } : {}) });
  fillFrom(
    fields,
    {
      title: fieldText(values.title && htmlToText(clip(values.title, 2000))),
      text: values.text === undefined ? undefined : htmlToText(clip(values.text, 200_000)),
      employer: fieldText(values.employer),
      location: fieldText(locationOf(values)),
      payText: fieldText(pay),
      datePosted: values.datePosted && dateOf(values.datePosted, now),
    },
    'page-data',
  );
  if (values.url) fields.url = values.url;
  if (values.id) fields.identifier = clip(values.id, 120);
  if (values.image && /^(?:https?:)?\/|\.(?:jpe?g|png|webp)/i.test(values.image))
    fields.images.push({ url: values.image });
  if (values.phone && /\d{5}/.test(values.phone)) fields.links.push(`tel:${values.phone}`);
  if (values.email?.includes('@')) fields.links.push(`mailto:${values.email}`);
  return fields;
};

const otherKeys =
  /similar|related|recommend|suggest|other|more|featured|sponsor|also|popular|latest|recent|nearby/i;

/** A title and a text, or a title and what lists show; a page's own description has neither employer nor place. */
const adverted = (object: JsonObject, now: Date): Omit<StateAdvert, 'isOther'> | undefined => {
  const values = valuesOf(object);
  if (values.title === undefined || values.title.length > 300) return undefined;
  const about = [
    values.employer,
    values.location ?? values.city,
    values.pay ?? values.payMin,
    values.datePosted,
  ];
  const said = about.filter((value) => value !== undefined).length;
  const isWhole = (values.text?.length ?? 0) >= fewestTextChars && said > 0;
  if (!isWhole && (said < 2 || (values.id ?? values.url) === undefined)) return undefined;
  const slug = wordsOf(object.slug);
  const names = [values.id, slug, values.url].filter((name) => name !== undefined);
  return { fields: fieldsFrom(values, now), names, isWhole };
};

export const findStateAdverts = (state: readonly unknown[], now: Date): StateAdvert[] => {
  const found: StateAdvert[] = [];
  let objects = 0;
  const visit = (value: unknown, depth: number, isOther: boolean): void => {
    if (depth > maxDepth || objects > mostObjects || found.length >= mostAdverts) return;
    if (Array.isArray(value)) for (const one of value) visit(one, depth + 1, isOther);
    if (!isObject(value)) return;
    objects += 1;
    const advert = adverted(value, now);
    if (advert?.fields.title !== undefined) found.push({ ...advert, isOther });
    if (advert?.isWhole) return;
    for (const [key, inner] of Object.entries(value))
      if (typeof inner === 'object') visit(inner, depth + 1, isOther || otherKeys.test(key));
  };
  for (const value of state) visit(value, 0, false);
  return found;
};

const fewestNameChars = 3;

/** The advert that the page at this address is about: named in the address, else the only one that is whole. */
export const ownStateAdvert = (
  adverts: readonly StateAdvert[],
  pageUrl: string,
): AdvertFields | undefined => {
  const { pathname, search } = new URL(pageUrl);
  const tokens = new Set(
    decodeURIComponent(`${pathname}${search}`.replace(/%(?![0-9a-f]{2})/gi, '%25')).split(/[/?&=.,]+/),
  );
  const path = `${pathname}${search}`;
  const isNamed = ({ names }: StateAdvert): boolean =>
    names.some((name) => tokens.has(name) || (name.length > fewestNameChars && path.endsWith(`-${name}`)));
  const own = adverts.filter((advert) => !advert.isOther);
  const named = own.filter(isNamed);
  const whole = (named.length > 0 ? named : own).filter((advert) => advert.isWhole);
  return named.length > 0
    ? (whole[0] ?? named[0])?.fields
    : whole.length === 1
      ? whole[0]?.fields
      : undefined;
};
