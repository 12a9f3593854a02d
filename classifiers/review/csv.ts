/** CSV as spreadsheets read and write it (RFC 4180 with a byte order mark), safe against cells that would be run. */
import { BadInputError } from '../../src/domain/failure.ts';

export type Separator = ',' | ';' | '\t';

/** A spreadsheet would run the first as a formula, and turn the second into a date or a number. */
const isRisky = (cell: string): boolean => /^[=+\-@\t\r']/u.test(cell) || /^[\d\s.,:/-]+$/u.test(cell);
const guard = (cell: string): string => (isRisky(cell) ? `'${cell}` : cell);
const unguard = (cell: string): string => (/^'[=+\-@'\d\s.,:/]/u.test(cell) ? cell.slice(1) : cell);

export const writeCsv = (rows: readonly (readonly string[])[], separator: Separator): string => {
  const quote = (cell: string): string => {
    const guarded = guard(cell);
    return /["\r\n,;\t]|^\s|\s$/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  };
  return `\ufeff${rows.map((row) => `${row.map(quote).join(separator)}\r\n`).join('')}`;
};

/** Excel writes UTF-16 as "Unicode text". Throws BadInputError for other encodings. */
export const decodeSheet = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInputError(
      'the sheet is not in UTF-8, so its words would be broken; save it as "CSV UTF-8" (Excel) or with the character set "Unicode (UTF-8)" (LibreOffice)',
    );
  }
};

export interface CsvRow {
  /** Where the row begins in the file. */
  line: number;
  cells: string[];
}

const separatorOf = (text: string): Separator => {
  const head = text.slice(0, text.search(/[\r\n]|$/u));
  const counts = ([',', ';', '\t'] as const).map((one) => ({ one, count: head.split(one).length }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).one;
};

/** Reads comma, semicolon or tab, whichever parts the first line most. Throws BadInputError for an open quotation mark. */
export const readCsv = (content: string): CsvRow[] => {
  const text = content.replace(/^\ufeff/u, '');
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let line = 1;
  let row: CsvRow = { line, cells: [] };
  let at = 0;
  const endRow = (): void => {
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
    row = { line, cells: [] };
  };
  while (at < text.length) {
    const { cell, end } = readCell(text, at, { separator, line: row.line });
    line += cell.split('\n').length - 1;
    row.cells.push(unguard(cell));
    at = end;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) row.cells.push('');
      continue;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    endRow();
  }
  endRow();
  return rows;
};

const readCell = (
  text: string,
  start: number,
  { separator, line }: { separator: Separator; line: number },
): { cell: string; end: number } => {
  if (text[start] !== '"') {
    let end = start;
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
    return { cell: text.slice(start, end), end };
  }
  let cell = '';
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else return { cell, end: at + 1 };
  }
  throw new BadInputError(`line ${line}: a quotation mark is never closed`);
};
