/** Records as JSON: one a line, or all in one list. */
import { z } from 'zod';
import { columnMapping, guessColumns, isReadable, rowItem } from '../columns.ts';
import { faultText, readHead } from '../entry-bytes.ts';
import type { ImportEntry, Importer, ImportItem, ImportSource } from '../importer.ts';
import { maxLineBytes } from '../split-lines.ts';
import { isList, recordsOf } from './records.ts';

const options = z.object({
  fields: columnMapping.default({}).meta({
    title: 'Which field holds what',
    description:
      'Guessed by the names of the fields; change what was guessed wrongly. Fields within fields are named with dots, such as job.title.',
  }),
});
type Options = z.infer<typeof options>;

const isNamedSo = (entry: ImportEntry): boolean => /\.(jsonl|ndjson|json)$/i.test(entry.path);
const maxDepth = 5;
const maxFields = 300;

/** `job.title` → its text; lists of texts become lines. */
const flatten = (value: unknown): Map<string, string> => {
  const flat = new Map<string, string>();
  const add = (name: string, inner: unknown, depth: number): void => {
    if (flat.size >= maxFields || inner === null || inner === undefined) return;
    if (typeof inner !== 'object') {
      if (name !== '') flat.set(name, String(inner));
      return;
    }
    if (Array.isArray(inner)) {
      const texts = inner.filter((one) => typeof one === 'string' || typeof one === 'number');
      if (name !== '' && texts.length > 0) flat.set(name, texts.join('\n'));
      return;
    }
    if (depth >= maxDepth) return;
    for (const [key, one] of Object.entries(inner)) add(name === '' ? key : `${name}.${key}`, one, depth + 1);
  };
  add('', value, 0);
  return flat;
};

/** By their whole names first, then by the last part of dotted ones. */
const guessFields = (names: readonly string[], told: Options['fields']): Options['fields'] => {
  const plain = guessColumns(
    names.filter((name) => !name.includes('.')),
    told,
  );
  const taken = new Set(Object.values(plain));
  const byLast = new Map<string, string>();
  for (const name of names) {
    const last = name.slice(name.lastIndexOf('.') + 1);
    if (name.includes('.') && !taken.has(name) && !byLast.has(last)) byLast.set(last, name);
  }
  const guessed = guessColumns([...byLast.keys()]);
  const mapping = { ...plain };
  for (const [key, last] of Object.entries(guessed) as [keyof Options['fields'], string][])
    mapping[key] ??= byLast.get(last);
  return mapping;
};

const sampleRecords = 20;

const mappingOf = async (entry: ImportEntry, given: Options): Promise<Options['fields']> => {
  const names = new Set<string>();
  let count = 0;
  for await (const record of recordsOf(entry)) {
    if (record.bytes) for (const name of parsed(record.bytes).names()) names.add(name);
    count += 1;
    if (count >= sampleRecords) break;
  }
  return guessFields([...names], given.fields);
};

const parsed = (bytes: Uint8Array): { names(): Iterable<string> } => {
  try {
    const flat = flatten(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return { names: () => flat.keys() };
  } catch {
    return { names: () => [] }; // told as bad when it is read
  }
};

const importer: Importer<Options> = {
  id: 'jsonl',
  label: 'Records (JSON)',
  description: 'What programs and scrapers write: a JSON object a line (JSONL), or one JSON list of objects.',
  isPrivate: false,
  options,

  async fit(source: ImportSource) {
    if (source.entries.length === 0 || !source.entries.every(isNamedSo)) return 0;
    const first = source.entries[0] as ImportEntry;
    const head = (await readHead(first, 4096))
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart();
    const isLines = /\.(jsonl|ndjson)$/i.test(first.path);
    if (isLines) return head.startsWith('{') ? 8 : 3;
    return /^\[\s*\{/.test(head) || /^\{.*\}\s*\n\s*\{/.test(head) ? 5 : 0;
  },

  async guess(source, given) {
    const first = source.entries[0];
    return first ? { ...given, fields: await mappingOf(first, given) } : given;
  },

  async *read(source, given) {
    for (const entry of source.entries) yield* readRecords(source, entry, given);
  },
};

async function* readRecords(
  source: ImportSource,
  entry: ImportEntry,
  given: Options,
): AsyncIterable<ImportItem> {
  const of = source.entries.length > 1 ? ` of ${entry.path}` : '';
  let last = 'the beginning';
  try {
    const fields = await mappingOf(entry, given);
    if (!isReadable(fields)) {
      const reason = 'no field looks like the text or the title of an advert; say which one is';
      yield { type: 'bad', position: `the beginning${of}`, reason };
      return;
    }
    const word = (await isList(entry)) ? 'record' : 'line';
    for await (const record of recordsOf(entry)) {
      last = `${word} ${record.number}`;
      yield itemOf({ bytes: record.bytes, fields, position: `${last}${of}` });
    }
  } catch (error) {
    yield {
      type: 'bad',
      position: `after ${last}${of}`,
      reason: `it can't be read from here on: ${faultText(error)}`,
    };
  }
}

const itemOf = (input: {
  bytes: Uint8Array | undefined;
  fields: Options['fields'];
  position: string;
}): ImportItem => {
  const { bytes, fields, position } = input;
  if (!bytes) return { type: 'bad', position, reason: `it is larger than ${maxLineBytes / 1024 ** 2} MB` };
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    return { type: 'bad', position, reason: `it is no JSON: ${faultText(error)}` };
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return { type: 'bad', position, reason: 'it is no JSON object' };
  const flat = flatten(value);
  const row = {
    position,
    valueOf: (name: string) => flat.get(name),
    evidence: bytes,
    evidenceMediaType: 'application/json',
  };
  return rowItem(row, fields) ?? { type: 'skipped', position, reason: 'it holds no text and no title' };
};

export default importer;
