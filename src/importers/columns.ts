/** Which column or field of a table holds what: guessed by what it is called in many languages, or told by a person. */
import { z } from 'zod';
import { fieldsOfNames, type NamedField } from '../../crawlers/reading/field-names.ts';
import { foldText } from '../domain/search-terms.ts';
import { contentKey } from './content-key.ts';
import type { ImportedText } from './importer.ts';
import { textLinks } from './text-links.ts';

const column = (title: string, example: string) =>
  z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ title, examples: [example] });

/** The title or the text must be among them, or nothing could be read. Empty: told on purpose that no column holds it. */
export const columnMapping = z.object({
  text: column('Text of the advert', 'description'),
  title: column('Title', 'title'),
  url: column('Address', 'url'),
  employer: column('Name used as employer', 'company'),
  location: column('Work place', 'location'),
  pay: column('Pay, added to the text', 'salary'),
  contact: column('Contact details, added to the text', 'phone'),
  date: column('Date', 'posted_at'),
  id: column('Number or key of the row', 'id'),
});
export type ColumnMapping = z.infer<typeof columnMapping>;

const columnOf: Record<keyof ColumnMapping, NamedField> = {
  text: 'text',
  title: 'title',
  url: 'url',
  employer: 'employer',
  location: 'location',
  pay: 'pay',
  contact: 'phone',
  date: 'datePosted',
  id: 'id',
};

/** People write `tiêu đề` or `Descripción` where programs write `tieude`: both are known. */
export const knownFields = (names: readonly string[]): Map<NamedField, string> => {
  const plain = new Map(names.map((name) => [foldText(name).replace(/\s/g, ''), name]));
  const folded = [...fieldsOfNames(plain.keys())].map(
    ([field, name]) => [field, plain.get(name) ?? name] as const,
  );
  return new Map([...folded, ...fieldsOfNames(names)]);
};

/** What a person told stands; a column is used once. */
export const guessColumns = (names: readonly string[], told: ColumnMapping = {}): ColumnMapping => {
  const taken = new Set(Object.values(told));
  const guessed = knownFields(names.filter((name) => name !== '' && !taken.has(name)));
  const mapping: ColumnMapping = {};
  for (const key of Object.keys(columnOf) as (keyof ColumnMapping)[]) {
    const name = told[key] ?? guessed.get(columnOf[key]);
    if (name !== undefined) mapping[key] = name;
  }
  return mapping;
};

export const isReadable = (mapping: ColumnMapping): boolean =>
  Boolean(mapping.text) || Boolean(mapping.title);

export interface TableRow {
  position: string;
  valueOf(name: string): string | undefined;
  evidence: Uint8Array;
  evidenceMediaType: string;
}

/** Undefined when the row says nothing. */
export const rowItem = (row: TableRow, mapping: ColumnMapping): ImportedText | undefined => {
  const value = (key: keyof ColumnMapping): string =>
    mapping[key] ? (row.valueOf(mapping[key])?.trim() ?? '') : '';
  const title = value('title');
  const lines = [value('text'), value('pay'), value('contact')].filter((line) => line !== '');
  if (lines.length === 0 && title === '') return undefined;
  const url = value('url');
  const sentAt = isoDate(value('date'));
  const [text, employer, location] = [lines.join('\n'), value('employer'), value('location')];
  return {
    type: 'text',
    position: row.position,
    itemKey: value('id') || url || contentKey(title, text, employer, location, value('date')),
    text,
    ...(title ? { title } : {}),
    ...(/^https?:\/\//i.test(url) ? { url } : {}),
    ...(employer ? { employer } : {}),
    ...(location ? { location } : {}),
    ...(sentAt ? { sentAt } : {}),
    images: [],
    links: textLinks(text),
    evidence: row.evidence,
    evidenceMediaType: row.evidenceMediaType,
  };
};

/** Only what is certain: `3/4/2026` may be March or April, and stays in the evidence. */
const isoDate = (written: string): string | undefined => {
  const match = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?/.exec(written);
  if (match) {
    const [, year, month = '', day] = match;
    return [year, month.padStart(2, '0'), ...(day ? [day.padStart(2, '0')] : [])].join('-');
  }
  const seconds = /^1\d{9}(\d{3})?$/.exec(written);
  if (seconds) return new Date(Number(written) * (seconds[1] ? 1 : 1000)).toISOString();
  const time = / \d{4} |^\d{1,2} \p{L}+ \d{4}/u.test(written) ? Date.parse(`${written} UTC`) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
};
