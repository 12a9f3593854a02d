/** `lurewatch lexicon import-review`: a native speaker's verdicts into the data files. Shows first, writes when told to. */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { planReview, type ReviewPlan } from '../../../classifiers/review/apply-reviews.ts';
import { decodeSheet } from '../../../classifiers/review/csv.ts';
import { readReviewSheet, type SheetRow } from '../../../classifiers/review/review-sheet.ts';
import { BadInputError, UsageError } from '../../domain/failure.ts';
import { namedOverlay } from '../../platform/overlay-folder.ts';
import { readArguments, seeHelp } from './read-arguments.ts';
import { cutTo, printable } from './shown-text.ts';

const options = {
  write: { type: 'boolean', default: false },
  overlay: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export const runImportReview = async (argv: string[]): Promise<number> => {
  const { values, positionals } = readArguments({ args: argv, options, allowPositionals: true });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0)
    throw new UsageError(`Name one sheet: lurewatch lexicon import-review th.csv. ${seeHelp}`);
  if (!existsSync(file) || !statSync(file).isFile()) throw new BadInputError(`there is no sheet ${file}`);
  const sheet = readReviewSheet(decodeSheet(readFileSync(file)));
  const overlay = namedOverlay(values.overlay);
  const plan = await planReview({
    rows: sheet.rows,
    options: overlay,
    code: languageOf(sheet.rows),
    date: new Date().toISOString().slice(0, 10),
  });
  const bad = [...sheet.bad, ...plan.bad].sort((a, b) => a.line - b.line);
  if (values.write) for (const one of plan.files) writeWhole(one);
  const result = { ...plan, bad, empty: sheet.empty, isWritten: values.write };
  process.stdout.write(values.json ? `${JSON.stringify(shown(result), null, 2)}\n` : planText(file, result));
  return bad.length > 0 ? 1 : 0;
};

/** A sheet is of one language: its files and its log are. */
const languageOf = (rows: readonly SheetRow[]): string => {
  const codes = [...new Set(rows.map((row) => row.rule.split('/')[0] ?? ''))];
  if (codes.length > 1)
    throw new BadInputError(`the sheet has rules of ${codes.join(', ')}; import one language at a time`);
  return codes[0] ?? '';
};

/** Half a file must never be left behind. */
const writeWhole = ({ path, text }: { path: string; text: string }): void => {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.part`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
};

interface Result extends ReviewPlan {
  empty: number;
  isWritten: boolean;
}

const fromHere = (path: string): string => relative(process.cwd(), path);
const shown = ({ files, ...rest }: Result) => ({ ...rest, files: files.map((one) => fromHere(one.path)) });

const outcomeWords = {
  removed: 'taken out',
  replaced: 'replaced',
  'joined by the better one': 'joined by another',
  kept: 'kept',
} as const;

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

const planText = (
  file: string,
  { applied, known, statuses, bad, files, empty, isWritten }: Result,
): string => {
  const changes = applied.filter((one) => one.outcome !== 'kept');
  const lines = [
    `${file}: ${count(applied.length, 'verdict')}, ${count(known, 'was', 'were')} imported before, ${empty} rows without one`,
    ...changes.map(({ rule, phrase, outcome, better }) =>
      cutTo(
        `  ${outcomeWords[outcome]}: ${rule} '${printable(phrase)}'${better ? ` -> '${printable(better)}'` : ''}`,
        120,
      ),
    ),
    ...statuses.map(({ rule, family, status }) =>
      status === 'reviewed'
        ? `  now reviewed: ${rule} (${family})`
        : `  no longer reviewed: ${rule} (${family})`,
    ),
    ...(bad.length > 0 ? [`${count(bad.length, 'row')} can't be applied:`] : []),
    ...bad.map(({ line, reason }) => `${file}:${line}: ${printable(reason)}`),
    files.length === 0
      ? 'Nothing changes.'
      : `${isWritten ? 'Written' : 'Nothing is written yet; with --write these files change'}: ${files.map((one) => fromHere(one.path)).join(', ')}`,
  ];
  return `${lines.join('\n')}\n`;
};
