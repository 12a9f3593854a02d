/**
 * Finds the adverts in JSON of an unknown form: the list whose objects have names of a title and of a text, in
 * any of our languages, and most of them.
 */
import { fieldsOfNames, type NamedField } from '../../reading/field-names.ts';
import { memberPath } from './json-path.ts';
import { isObject, type JsonObject, wordsOf } from './value-text.ts';

export interface Mapping {
  /** JSONPath of the adverts. */
  items: string;
  /** JSONPath of each field within an advert. */
  fields: Partial<Record<NamedField, string>>;
}

const maxDepth = 8;
const maxLooked = 20_000;
const sampleSize = 8;
/** Inside of these the record itself stands: JSON:API, Elasticsearch, GraphQL, Algolia. */
const wrappers = [
  'attributes',
  '_source',
  'node',
  'job',
  'fields',
  'item',
  'post',
  'data',
  'document',
  'vacancy',
];
const recordFields: readonly NamedField[] = [
  'text',
  'employer',
  'location',
  'city',
  'pay',
  'payMin',
  'datePosted',
  'url',
];

const namesWithWords = (samples: readonly JsonObject[]): string[] => [
  ...new Set(
    samples.flatMap((sample) =>
      Object.entries(sample)
        .slice(0, 200)
        .filter(([, value]) => wordsOf(value) !== undefined)
        .map(([name]) => name),
    ),
  ),
];

/** Fields of records by their names, looked for inside of a wrapper too. */
export const fieldsOfRecords = (samples: readonly JsonObject[]): Mapping['fields'] => {
  const read = (records: readonly JsonObject[], path: string): Mapping['fields'] => {
    const found: Mapping['fields'] = {};
    for (const [field, name] of fieldsOfNames(namesWithWords(records))) found[field] = memberPath(path, name);
    return found;
  };
  const own = read(samples, '$');
  if (own.title !== undefined) return own;
  for (const wrapper of wrappers) {
    const inner = samples.map((sample) => sample[wrapper]).filter(isObject);
    if (inner.length === 0) continue;
    const wrapped = read(inner, `$.${wrapper}`);
    if (wrapped.title !== undefined)
      return { ...own, ...wrapped, ...(own.id === undefined ? {} : { id: own.id }) };
  }
  return own;
};

const longWords = (samples: readonly JsonObject[], count: number): number => {
  const chars = samples.map((sample) => JSON.stringify(sample).length).reduce((sum, one) => sum + one, 0);
  return Math.min(chars / samples.length, 2000) * Math.sqrt(count);
};

const weigh = (list: readonly unknown[]): { fields: Mapping['fields']; weight: number } | undefined => {
  const samples = list.filter(isObject).slice(0, sampleSize);
  if (samples.length === 0 || samples.length < Math.min(list.length, sampleSize) / 2) return undefined;
  const fields = fieldsOfRecords(samples);
  const told = recordFields.filter((field) => fields[field] !== undefined).length;
  if (fields.title === undefined || told === 0) return undefined;
  return {
    fields,
    weight: longWords(samples, list.length) * (told + 1) * (fields.text === undefined ? 1 : 3),
  };
};

/** Undefined when no list in it looks like adverts. */
export const findMapping = (answer: unknown): Mapping | undefined => {
  let best: (Mapping & { weight: number }) | undefined;
  let looked = 0;
  const waiting: { value: unknown; path: string; depth: number }[] = [{ value: answer, path: '$', depth: 0 }];
  for (let one = waiting.shift(); one !== undefined && looked < maxLooked; one = waiting.shift()) {
    const { value, path, depth } = one;
    looked += 1;
    if (Array.isArray(value)) {
      const found = weigh(value);
      if (found && found.weight > (best?.weight ?? 0))
        best = { items: `${path}[*]`, fields: found.fields, weight: found.weight };
    }
    if (depth >= maxDepth) continue;
    // A list inside of an advert (its tags, its branches) is none of adverts, unless the outer one is a mere grouping.
    const children: [string, unknown][] = Array.isArray(value)
      ? value.slice(0, 3).map((inner, index) => [`${path}[${index}]`, inner])
      : isObject(value)
        ? Object.entries(value)
            .slice(0, 200)
            .map(([name, inner]) => [memberPath(path, name), inner])
        : [];
    for (const [childPath, inner] of children)
      if (typeof inner === 'object' && inner !== null)
        waiting.push({ value: inner, path: childPath, depth: depth + 1 });
  }
  return best && { items: best.items, fields: best.fields };
};

export const describeMapping = ({ items, fields }: Mapping): string =>
  `adverts ${items}, ${Object.entries(fields)
    .map(([field, path]) => `${field} ${path}`)
    .join(', ')}`.slice(0, 400);
