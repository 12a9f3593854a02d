/** Tables as text: a row is an advert. */
import { Readable } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import { z } from 'zod';
import { BadInputError } from '../../domain/failure.ts';
import { columnMapping, guessColumns, isReadable, rowItem } from '../columns.ts';
import { faultText, readHead } from '../entry-bytes.ts';
import type { ImportEntry, Importer, ImportItem, ImportSource } from '../importer.ts';
import { decodeChunks, guessCharset } from './charset.ts';
import { delimiters, guessDelimiter, isHeader, longestColumn, parseHead } from './table-layout.ts';

const options = z.object({
  delimiter: z
    .enum(delimiters)
    .optional()
    .meta({
      title: 'Sign between two columns',
      description: 'Found out from the file when it stays empty.',
      examples: [';'],
    }),
  charset: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .optional()
    .meta({
      title: 'Character set',
      description: 'Found out from the file when it stays empty.',
      examples: ['utf-8', 'gbk', 'utf-16le'],
    }),
  hasHeader: z.boolean().optional().meta({
    title: 'The first line names the columns',
    description: 'Without names, columns are called by their number: 1, 2, 3.',
  }),
  columns: columnMapping.default({}).meta({
    title: 'Which column holds what',
    description: 'Guessed by the names of the columns; change what was guessed wrongly.',
  }),
});
type Options = z.infer<typeof options>;
interface Layout {
  delimiter: (typeof delimiters)[number];
  charset: string;
  hasHeader: boolean;
  columns: Options['columns'];
}

const isTable = (entry: ImportEntry): boolean => /\.(csv|tsv|tab)$/i.test(entry.path);
const maxRecordChars = 2_000_000;

const layoutOf = async (entry: ImportEntry, given: Options): Promise<Layout> => {
  const bytes = await readHead(entry);
  const charset = given.charset ?? guessCharset(bytes);
  let head = '';
  for await (const text of decodeChunks(Readable.from([bytes]), charset)) head += text;
  const delimiter = given.delimiter ?? (/\.(tsv|tab)$/i.test(entry.path) ? '\t' : guessDelimiter(head));
  const whole = head.slice(0, head.lastIndexOf('\n') + 1 || undefined);
  const rows = safeHead(whole, delimiter);
  const first = rows[0] ?? [];
  const hasHeader = given.hasHeader ?? isHeader(first);
  const names = hasHeader ? first : first.map((_cell, index) => String(index + 1));
  const columns = guessColumns(
    names.map((name) => name.trim()),
    given.columns,
  );
  if (!isReadable(columns) && !hasHeader && rows.length > 0) columns.text = String(longestColumn(rows) + 1);
  return { charset, delimiter: delimiter as Layout['delimiter'], hasHeader, columns };
};

const safeHead = (text: string, delimiter: string): string[][] => {
  try {
    return parseHead(text, delimiter);
  } catch {
    return []; // a quote that never ends: the rows say so when they are read
  }
};

const importer: Importer<Options> = {
  id: 'csv',
  label: 'Table (CSV)',
  description:
    'Rows of a spreadsheet or a database, saved as CSV or TSV: one advert a row, with a column for its text.',
  isPrivate: false,
  options,

  async fit(source: ImportSource) {
    if (source.entries.length === 0 || !source.entries.every(isTable)) return 0;
    return 8;
  },

  async guess(source, given) {
    const first = source.entries.find(isTable) ?? source.entries[0];
    return first ? layoutOf(first, given) : given;
  },

  async *read(source, given) {
    for (const entry of source.entries) yield* readTable(source, entry, given);
  },
};

async function* readTable(
  source: ImportSource,
  entry: ImportEntry,
  given: Options,
): AsyncIterable<ImportItem> {
  const of = source.entries.length > 1 ? ` of ${entry.path}` : '';
  let line = 1;
  try {
    const layout = await layoutOf(entry, given);
    if (!isReadable(layout.columns))
      throw new BadInputError('no column looks like the text or the title of an advert; say which one is');
    let names: string[] | undefined;
    for await (const { record, raw, info } of rowsOf(entry, layout)) {
      const position = `line ${line}${of}`;
      line = info.lines + 1;
      if (names === undefined) {
        names = layout.hasHeader
          ? record.map((name) => name.trim())
          : record.map((_cell, index) => String(index + 1));
        const known = names;
        const missing = Object.values(layout.columns).find(
          (name) => name !== undefined && name !== '' && !known.includes(name),
        );
        if (missing !== undefined)
          throw new BadInputError(`there is no column '${missing}'; there are ${(names ?? []).join(', ')}`);
        if (layout.hasHeader) continue;
      }
      yield itemOf({ record, raw, names, layout, position });
    }
  } catch (error) {
    yield {
      type: 'bad',
      position: `line ${line}${of}`,
      reason: `the table can't be read from here on: ${faultText(error)}`,
    };
  }
}

interface ParsedRow {
  record: string[];
  raw: string;
  info: Info;
}

const rowsOf = (entry: ImportEntry, layout: Layout): AsyncIterable<ParsedRow> => {
  const parser = parse({
    delimiter: layout.delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: maxRecordChars,
    info: true,
    raw: true,
  });
  const text = Readable.from(decodeChunks(entry.open(), layout.charset));
  text.on('error', (error) => parser.destroy(error));
  return text.pipe(parser) as unknown as AsyncIterable<ParsedRow>;
};

const itemOf = (input: {
  record: string[];
  raw: string;
  names: string[];
  layout: Layout;
  position: string;
}): ImportItem => {
  const { record, names, layout, position } = input;
  if (record.length !== names.length)
    return {
      type: 'bad',
      position,
      reason: `it has ${record.length} columns, the first line has ${names.length}`,
    };
  const item = rowItem(
    {
      position,
      valueOf: (name) => record[names.indexOf(name)],
      evidence: Buffer.from(input.raw, 'utf8'),
      evidenceMediaType: 'text/csv',
    },
    layout.columns,
  );
  return item ?? { type: 'skipped', position, reason: 'it holds no text and no title' };
};

export default importer;
