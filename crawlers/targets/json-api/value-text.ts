/** Values of JSON as words. */
import { payTextOf, plainName } from '../../reading/field-names.ts';

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const maxParts = 50;
const maxDepth = 3;
/** Of an object that stands where a text was expected, these hold it. */
const wordNames = [
  'rendered',
  'name',
  'title',
  'label',
  'text',
  'value',
  'displayname',
  'html',
  'content',
  'url',
  'src',
  'href',
];
/** Wordings in several languages: English first, else whichever comes first. */
const languageName = /^[a-z]{2}([-_][a-z]{2,4})?$/i;

const placeNames = [
  'street',
  'address',
  'city',
  'town',
  'locality',
  'district',
  'state',
  'region',
  'province',
  'country',
];

/** Of an object that stands where pay was expected. */
const payNames = {
  min: ['min', 'minimum', 'from', 'minvalue', 'minamount', 'low'],
  max: ['max', 'maximum', 'to', 'maxvalue', 'maxamount', 'high'],
  currency: ['currency', 'currencycode'],
  period: ['period', 'interval', 'unittext', 'unit', 'frequency', 'per'],
} as const;

/** One line a value, undefined for what has no words. */
export const wordsOf = (value: unknown, depth = 0): string | undefined => {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (depth > maxDepth) return undefined;
  if (Array.isArray(value)) {
    const parts = value.slice(0, maxParts).map((one) => wordsOf(one, depth + 1));
    const said = parts.filter((part) => part !== undefined);
    return said.length > 0 ? [...new Set(said)].join('\n') : undefined;
  }
  return isObject(value) ? wordsOfObject(value, depth) : undefined;
};

const amount = /^[\p{Nd}.,\s]{1,30}\p{L}{0,3}$/u;

const payWords = (anyOf: (wanted: readonly string[]) => string | undefined): string | undefined => {
  const [payMin, payMax] = [anyOf(payNames.min), anyOf(payNames.max)];
  if (![payMin, payMax].some((text) => text !== undefined && amount.test(text))) return undefined;
  const values = { payMin, payMax, currency: anyOf(payNames.currency), payPeriod: anyOf(payNames.period) };
  return payTextOf(Object.fromEntries(Object.entries(values).filter(([, text]) => text !== undefined)));
};

const wordsOfObject = (value: JsonObject, depth: number): string | undefined => {
  const names = Object.keys(value).slice(0, maxParts);
  const named = (wanted: string): string | undefined => {
    const name = names.find((one) => plainName(one) === wanted);
    return name === undefined ? undefined : wordsOf(value[name], depth + 1);
  };
  const anyOf = (wanted: readonly string[]): string | undefined =>
    wanted.map(named).find((words) => words !== undefined);
  for (const wanted of wordNames) {
    const words = named(wanted);
    if (words !== undefined) return words;
  }
  const pay = payWords(anyOf);
  if (pay !== undefined) return pay;
  const place = placeNames.map(named).filter((part) => part !== undefined);
  if (place.length > 0) return [...new Set(place)].join(', ');
  if (names.length > 0 && names.every((name) => languageName.test(name)))
    return wordsOf(value.en ?? value[names[0] ?? ''], depth + 1);
  return named('code');
};
