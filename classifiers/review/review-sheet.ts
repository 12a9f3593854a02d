/** The sheet that a native speaker fills in: one row for each wording of a language. */
import { BadInputError } from '../../src/domain/failure.ts';
import { examplesShowing, type Wording, wordingsOf } from '../check-wordings.ts';
import type { LanguageData, LexiconData } from '../lexicon-files.ts';
import { type CsvRow, readCsv, type Separator, writeCsv } from './csv.ts';
import { type Review, type Verdict, verdict } from './review-log.ts';

const columns = {
  rule: 'rule',
  family: 'family',
  meaning: 'meaning',
  phrase: 'phrase',
  gloss: 'gloss',
  example: 'example',
  verdict: `verdict (${verdict.options.join(', ')})`,
  better: 'better wording',
  remark: 'remark',
  reviewer: 'reviewer',
} as const;
type Column = keyof typeof columns;
const columnNames = Object.keys(columns) as Column[];

const familyOf = (language: LanguageData, { owner, is }: Wording): string =>
  is === 'cue' ? 'kinds' : (language.concepts.find((one) => one.value === owner.value)?.family ?? '');

/** `verdictOf`: the newest verdict so far; wordings that were called right are left out unless `isAll`. */
export const writeReviewSheet = (
  data: LexiconData,
  language: LanguageData,
  {
    isWanted,
    separator,
  }: {
    isWanted(one: Pick<Review, 'family' | 'rule' | 'phrase'> & { file: string }): boolean;
    separator: Separator;
  },
): { text: string; wordings: number } => {
  const meanings = new Map(data.indicators.map((one) => [one.value.id, one.value.meaning]));
  const wordings = wordingsOf(language);
  const examples = examplesShowing(wordings, language.language.value);
  const rows = wordings.flatMap((one): string[][] => {
    const { value, file } = one.owner;
    const rule = `${language.folder}/${value.id}`;
    const family = familyOf(language, one);
    if (!isWanted({ rule, family, phrase: one.source, file })) return [];
    const concept = language.concepts.find((other) => other.value === value)?.value;
    const cue = language.cues.find((other) => other.value === value)?.value;
    const row: Record<Column, string> = {
      rule,
      family,
      meaning: concept
        ? (meanings.get(concept.indicator) ?? '')
        : `A sign that the text is: ${cue?.kind ?? ''}`,
      phrase: one.source,
      gloss: concept?.gloss ?? cue?.gloss ?? '',
      example: examples.get(one) ?? value.examples[0] ?? '',
      verdict: '',
      better: '',
      remark: '',
      reviewer: '',
    };
    return [columnNames.map((name) => row[name])];
  });
  return {
    text: writeCsv([columnNames.map((name) => columns[name]), ...rows], separator),
    wordings: rows.length,
  };
};

export interface SheetRow {
  line: number;
  rule: string;
  family: string;
  phrase: string;
  verdict: Verdict;
  better: string;
  remark: string;
  reviewer: string;
}

export interface BadRow {
  line: number;
  reason: string;
}

/** Rows without a verdict are passed over and counted. Throws BadInputError when a column is missing. */
export const readReviewSheet = (text: string): { rows: SheetRow[]; bad: BadRow[]; empty: number } => {
  const [head, ...body] = readCsv(text);
  if (!head) throw new BadInputError('the sheet is empty');
  const cellOf = cellReader(head.cells);
  const rows: SheetRow[] = [];
  const bad: BadRow[] = [];
  let empty = 0;
  for (const row of body) {
    const said = cellOf(row, 'verdict').toLowerCase();
    if (said === '') {
      if (cellOf(row, 'better') !== '' || cellOf(row, 'remark') !== '')
        bad.push({ line: row.line, reason: 'there is a remark or a better wording, but no verdict' });
      else empty += 1;
      continue;
    }
    const parsed = verdict.safeParse(said);
    if (!parsed.success)
      bad.push({ line: row.line, reason: `'${said}' is no verdict; write ${verdict.options.join(', ')}` });
    else
      rows.push({
        line: row.line,
        rule: cellOf(row, 'rule'),
        family: cellOf(row, 'family'),
        phrase: cellOf(row, 'phrase'),
        verdict: parsed.data,
        better: cellOf(row, 'better'),
        remark: cellOf(row, 'remark'),
        reviewer: cellOf(row, 'reviewer'),
      });
  }
  return { rows, bad, empty };
};

/** Columns may stand in any order; only the first word of a heading counts. */
const cellReader = (head: readonly string[]): ((row: CsvRow, column: Column) => string) => {
  const first = head.map(
    (cell) =>
      cell
        .trim()
        .toLowerCase()
        .split(/[^a-z]/u)[0],
  );
  const needed: Column[] = ['rule', 'family', 'phrase', 'verdict'];
  const missing = needed.filter((name) => !first.includes(name));
  if (missing.length > 0)
    throw new BadInputError(
      `the first line has no column ${missing.join(', ')}; it must be the headings of lexicon export-review`,
    );
  return (row, column) => (row.cells[first.indexOf(column)] ?? '').replace(/\s+/gu, ' ').trim();
};
