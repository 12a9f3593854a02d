/** One object of an answer as the fields of an advert. */
import { createHash } from 'node:crypto';
import { dateOf } from '../../../src/facts/dates.ts';
import { type AdvertFields, fillFrom, noFields } from '../../reading/advert-fields.ts';
import {
  countryCodeOf,
  locationOf,
  type NamedField,
  type NamedValues,
  payTextOf,
} from '../../reading/field-names.ts';
import { htmlToText } from '../../reading/html-to-text.ts';
import { readLabelledLines } from '../../reading/labelled-lines.ts';
import { clip, fieldText } from '../../reading/own-text.ts';
import { cleanUrl, keyUrl, siteHost } from '../../reading/page-address.ts';
import type { Mapping } from './find-mapping.ts';
import { findAll } from './json-path.ts';
import { wordsOf } from './value-text.ts';

const maxTextChars = 200_000;

export interface ReadItem {
  values: NamedValues;
  fields: AdvertFields;
  url: string | undefined;
}

const valuesOf = (item: unknown, paths: Mapping['fields']): NamedValues => {
  const values: NamedValues = {};
  for (const [field, path] of Object.entries(paths) as [NamedField, string][]) {
    const words = wordsOf(findAll(path, item));
    if (words !== undefined) values[field] = clip(words, maxTextChars);
  }
  return values;
};

/** Seconds or milliseconds since 1970, as machines write dates. */
const dateOfValue = (text: string | undefined, now: Date): string | undefined => {
  if (text === undefined) return undefined;
  const line = fieldText(text, 100) ?? '';
  if (/^\d{10}(\d{3})?$/.test(line)) {
    const time = Number(line) * (line.length === 10 ? 1000 : 1);
    return new Date(time).toISOString().slice(0, 10);
  }
  return dateOf(line, now);
};

const plain = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : fieldText(htmlToText(clip(text, 5000)));

const textOf = (values: NamedValues): string => {
  const text = htmlToText(values.text ?? '');
  const contacts = [values.phone, values.email]
    .flatMap((value) => (value ?? '').split('\n'))
    .map((value) => fieldText(value, 200))
    .filter((value) => value !== undefined && !text.includes(value));
  return [text, ...contacts.map((value) => `Contact: ${value}`)].filter((line) => line !== '').join('\n');
};

const picture = /^(https?:)?\/\/|^\/.*\.(jpe?g|png|webp|gif)/i;

export const readItem = (
  item: unknown,
  paths: Mapping['fields'],
  page: { url: string; now: Date },
): ReadItem => {
  const values = valuesOf(item, paths);
  const fields = noFields();
  const text = textOf(values);
  fillFrom(
    fields,
    {
      title: plain(values.title?.split('\n')[0]),
      text,
      employer: plain(values.employer),
      location: plain(locationOf(values)),
      country: countryCodeOf(values),
      payText: plain(payTextOf(values)),
      datePosted: dateOfValue(values.datePosted?.split('\n')[0], page.now),
    },
    'json',
  );
  fillFrom(fields, readLabelledLines(text, page.now), 'label');
  const pictures = (values.image ?? '').split('\n').filter((url) => picture.test(url));
  fields.images.push(...pictures.map((url) => ({ url })));
  return { values, fields, url: cleanUrl(values.url?.split('\n')[0], page.url) };
};

/** The item's lasting name: its number within its list, else its address, else what it says. */
export const itemKeyOf = ({ values, fields, url }: ReadItem, listUrl: string): string => {
  const id = fieldText(values.id, 300);
  const { pathname } = new URL(listUrl);
  if (id !== undefined) return clip(`${siteHost(listUrl)}${pathname}#${id}`, 2000);
  if (url !== undefined) return clip(keyUrl(url), 2000);
  const words = JSON.stringify([fields.title, fields.employer, fields.location, fields.text]);
  return `${siteHost(listUrl)}${clip(pathname, 1000)}#${createHash('sha256').update(words).digest('hex').slice(0, 32)}`;
};
