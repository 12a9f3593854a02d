/** What the first lines of a table show: its delimiter, and whether its first line names the columns. */

import { parse } from 'csv-parse/sync';
import { knownFields } from '../columns.ts';

export const delimiters = [',', ';', '\t', '|'] as const;

export const parseHead = (text: string, delimiter: string): string[][] =>
  parse(text, {
    delimiter,
    to: 30,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    bom: true,
  });

/** The one with which most lines have the same number of columns, more than one. */
export const guessDelimiter = (head: string): string => {
  // The last line may be cut off, within quotes too.
  const text = head.slice(0, head.lastIndexOf('\n') + 1 || undefined);
  const scores = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(text, delimiter) }));
  const best = scores.sort((one, other) => other.score - one.score)[0];
  return best && best.score > 0 ? best.delimiter : ',';
};

const scoreOf = (text: string, delimiter: string): number => {
  const widths = tryParse(text, delimiter).map((row) => row.length);
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width = 0, count = 0] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [];
  return widths.length === 0 ? 0 : count / widths.length + width / 1000;
};

const tryParse = (text: string, delimiter: string): string[][] => {
  try {
    return parseHead(text, delimiter);
  } catch {
    return []; // with that delimiter it is no table
  }
};

/** At least one name that is known, and nothing in it that only values have. */
export const isHeader = (row: readonly string[]): boolean =>
  row.length > 0 &&
  knownFields(row).size > 0 &&
  row.every((cell) => cell.length <= 80 && !/\n|https?:\/\/|\d{6}/.test(cell)) &&
  new Set(row.filter((cell) => cell !== '')).size === row.filter((cell) => cell !== '').length;

/** Without names, the column with most letters is the text. */
export const longestColumn = (rows: readonly string[][]): number => {
  const sums = new Map<number, number>();
  for (const row of rows)
    for (const [index, cell] of row.entries()) sums.set(index, (sums.get(index) ?? 0) + cell.length);
  return [...sums].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
};
