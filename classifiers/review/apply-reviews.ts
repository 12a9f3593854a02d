/** Verdicts → changed data files and the log of reviews. Nothing is written here. */
import { existsSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { checkExamples } from '../check-examples.ts';
import { type LexiconOptions, readFiles } from '../lexicon.ts';
import type { LanguageData } from '../lexicon-files.ts';
import type { DataFile } from '../lexicon-sources.ts';
import { readPattern } from '../matchers/pattern.ts';
import { addItemAfter, removeItem, replaceItem, setValue } from './edit-yaml.ts';
import { languageFiles, readLanguage, rootsOf } from './read-language.ts';
import { appendReviews, newestVerdicts, type Review, readReviewLog, reviewLogPath } from './review-log.ts';
import type { BadRow, SheetRow } from './review-sheet.ts';

export interface AppliedRow {
  line: number;
  rule: string;
  phrase: string;
  outcome: Review['outcome'];
  better?: string;
}

export interface ReviewPlan {
  /** Files that change, the log of reviews among them, with their new content. */
  files: { path: string; text: string }[];
  applied: AppliedRow[];
  /** Rows that are in the log already, from an earlier import. */
  known: number;
  statuses: { rule: string; family: string; status: 'reviewed' | 'experimental' }[];
  bad: BadRow[];
}

interface Entry {
  rule: string;
  family: string;
  file: string;
  /** Within its file. */
  path: [list: 'concepts' | 'cues', index: number];
  status: string;
  match: string[];
}

const plain = (phrase: string): string => phrase.replace(/\s+/gu, ' ').trim();

const entriesOf = ({ folder, concepts, cues }: LanguageData): Entry[] => {
  const counts = new Map<string, number>();
  return [...concepts, ...cues.map((one) => ({ ...one, family: 'kinds' }))].map(({ value, family, file }) => {
    const index = counts.get(file) ?? 0;
    counts.set(file, index + 1);
    const list = family === 'kinds' ? 'cues' : 'concepts';
    return {
      rule: `${folder}/${value.id}`,
      family,
      file,
      path: [list, index],
      status: value.status,
      match: value.match,
    };
  });
};

const outcomeOf = ({ verdict, better }: SheetRow): Review['outcome'] => {
  if (better === '' || verdict === 'unsure') return verdict === 'wrong' ? 'removed' : 'kept';
  return verdict === 'right' ? 'joined by the better one' : 'replaced';
};

const patternFault = (phrase: string): string | undefined => {
  try {
    readPattern(phrase);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Why a row can't be applied to its entry as that is now. */
const refusal = (row: SheetRow, entry: Entry): string | undefined => {
  if (!entry.match.some((one) => plain(one) === row.phrase))
    return `${row.rule} has no wording '${row.phrase}'; was it changed since the export?`;
  if (row.verdict === 'wrong' && row.better === '' && row.remark === '')
    return 'a wrong wording needs the reason in remark, or a better wording';
  const fault = row.better === '' ? undefined : patternFault(row.better);
  return fault && `the better wording can't be used: ${fault}`;
};

/** Applies one row to the text of its file and to the entry's own list. */
const applyRow = (text: string, entry: Entry, row: SheetRow): string => {
  const path = [...entry.path, 'match'];
  const index = entry.match.findIndex((one) => plain(one) === row.phrase);
  const isThere = entry.match.some((one) => plain(one) === row.better);
  const outcome = outcomeOf(row);
  if (outcome === 'removed' || (outcome === 'replaced' && isThere)) {
    entry.match.splice(index, 1);
    return removeItem(text, path, index);
  }
  if (outcome === 'replaced') {
    entry.match[index] = row.better;
    return replaceItem(text, path, index, row.better);
  }
  if (outcome === 'joined by the better one' && !isThere) {
    entry.match.splice(index + 1, 0, row.better);
    return addItemAfter(text, path, index, row.better);
  }
  return text;
};

/** Rows with their entries, and why others have none. */
const findEntries = (
  rows: readonly SheetRow[],
  entries: readonly Entry[],
  { log, root, bad }: { log: readonly Review[]; root: string; bad: BadRow[] },
): { row: SheetRow; entry: Entry }[] => {
  const seen = new Map<string, SheetRow>();
  return rows.flatMap((row) => {
    const refuse = (reason: string): [] => {
      bad.push({ line: row.line, reason });
      return [];
    };
    const entry = entries.find((one) => one.rule === row.rule && one.family === row.family);
    if (!entry) return refuse(`there is no rule '${row.rule}' in the family '${row.family}'`);
    if (isLogged(row, log)) return [];
    if (!entry.file.startsWith(`${root}${sep}`)) return refuse(`${row.rule} does not lie below ${root}`);
    const key = JSON.stringify([row.rule, row.family, row.phrase]);
    const other = seen.get(key);
    if (other) return refuse(`line ${other.line} has a verdict on the same wording`);
    const reason = refusal(row, entry);
    if (reason !== undefined) return refuse(reason);
    seen.set(key, row);
    return [{ row, entry }];
  });
};

const isLogged = (row: SheetRow, log: readonly Review[]): boolean =>
  log.some(
    (one) =>
      one.rule === row.rule &&
      one.family === row.family &&
      plain(one.phrase) === row.phrase &&
      one.verdict === row.verdict &&
      (one.better ?? '') === row.better &&
      (one.remark ?? '') === row.remark &&
      (one.reviewer ?? '') === row.reviewer,
  );

/** A concept must keep a wording. */
const withoutEmptied = (
  found: { row: SheetRow; entry: Entry }[],
  bad: BadRow[],
): { row: SheetRow; entry: Entry }[] => {
  const left = new Map<Entry, number>();
  return found.filter(({ row, entry }) => {
    const isMerged = outcomeOf(row) === 'replaced' && entry.match.some((one) => plain(one) === row.better);
    if (outcomeOf(row) !== 'removed' && !isMerged) return true;
    const count = (left.get(entry) ?? entry.match.length) - 1;
    if (count < 1)
      bad.push({ line: row.line, reason: `it is the last wording of ${row.rule}; give a better one` });
    else left.set(entry, count);
    return count >= 1;
  });
};

interface Edited {
  texts: Map<string, string>;
  entries: Map<Entry, Entry>;
}

/** Rows are applied one after the other; each finds its wording anew. */
const edit = (accepted: readonly { row: SheetRow; entry: Entry }[], files: readonly DataFile[]): Edited => {
  const texts = new Map<string, string>();
  const entries = new Map<Entry, Entry>();
  for (const { row, entry } of accepted) {
    const now = entries.get(entry) ?? { ...entry, match: [...entry.match] };
    entries.set(entry, now);
    const text = texts.get(entry.file) ?? files.find((one) => one.path === entry.file)?.text ?? '';
    texts.set(entry.file, applyRow(text, now, row));
  }
  return { texts, entries };
};

const withTexts = (files: readonly DataFile[], texts: ReadonlyMap<string, string>): DataFile[] =>
  files.map((file) => ({ ...file, text: texts.get(file.path) ?? file.text }));

/** Problems of examples by file and concept, as the check words them. */
const exampleFaults = async (files: DataFile[]): Promise<Map<string, string>> => {
  const { lexicon, data, problems } = await readFiles(files, 'review');
  return new Map(
    [...problems, ...checkExamples(lexicon, data)].map((one) => [`${one.file}:${one.reason}`, one.reason]),
  );
};

type Accepted = { row: SheetRow; entry: Entry };

const isEdit = ({ row }: Accepted): boolean => outcomeOf(row) !== 'kept';

/** Rows that would break an example of their concept are refused with the check's own words. */
const withoutBreaking = async (rows: Accepted[], files: DataFile[], bad: BadRow[]): Promise<Accepted[]> => {
  if (!rows.some(isEdit)) return rows;
  const before = await exampleFaults(files);
  const newFaults = async (accepted: Accepted[]): Promise<[key: string, reason: string][]> =>
    [...(await exampleFaults(withTexts(files, edit(accepted, files).texts)))].filter(
      ([key]) => !before.has(key),
    );
  const faults = await newFaults(rows);
  const isSuspect = (one: Accepted): boolean => {
    const id = one.row.rule.slice(one.row.rule.indexOf('/') + 1);
    return (
      isEdit(one) &&
      faults.some(([key, reason]) => key.startsWith(`${one.entry.file}:`) && reason.includes(`'${id}'`))
    );
  };
  const kept = rows.filter((one) => !isSuspect(one));
  for (const one of rows.filter(isSuspect)) {
    const [fault] = await newFaults([...kept, one]);
    if (fault) bad.push({ line: one.row.line, reason: `with it the check would fail: ${fault[1]}` });
    else kept.push(one);
  }
  return kept.sort((a, b) => a.row.line - b.row.line);
};

const toReview = ({ row, entry }: { row: SheetRow; entry: Entry }, date: string): Review => ({
  date,
  ...(row.reviewer === '' ? {} : { reviewer: row.reviewer }),
  rule: row.rule,
  family: row.family,
  phrase: entry.match.find((one) => plain(one) === row.phrase) ?? row.phrase,
  verdict: row.verdict,
  ...(row.better === '' ? {} : { better: row.better }),
  ...(row.remark === '' ? {} : { remark: row.remark }),
  outcome: outcomeOf(row),
});

/** Reviewed: every wording that is left was called right. A verdict that is not right takes the mark away. */
const statusesOf = (
  { entries }: Edited,
  reviews: readonly Review[],
): { entry: Entry; status: 'reviewed' | 'experimental' }[] => {
  const verdictOf = newestVerdicts(reviews);
  return [...entries.values()].flatMap((entry) => {
    const isRight = entry.match.every((phrase) => verdictOf({ ...entry, phrase }) === 'right');
    const status = isRight ? 'reviewed' : 'experimental';
    return status === entry.status ? [] : [{ entry, status }];
  });
};

export interface ReviewInput {
  rows: readonly SheetRow[];
  options: LexiconOptions;
  code: string;
  /** `2026-11-22` */
  date: string;
}

export const planReview = async ({ rows, options, code, date }: ReviewInput): Promise<ReviewPlan> => {
  const root = rootsOf(options).at(-1) as string; // there is always one
  const bad: BadRow[] = [];
  const { language } = await readLanguage(code, options);
  const files = languageFiles(code, options);
  const logPath = reviewLogPath(root, code);
  const log = readReviewLog(logPath, []);
  const entries = language ? entriesOf(language) : [];
  const found = findEntries(rows, entries, { log, root, bad });
  const known = rows.length - found.length - bad.length;
  const accepted = await withoutBreaking(withoutEmptied(found, bad), files, bad);
  const edited = edit(accepted, files);
  const added = accepted.map((one) => toReview(one, date));
  const statuses = statusesOf(edited, [...log, ...added]);
  for (const { entry, status } of statuses)
    edited.texts.set(
      entry.file,
      setValue(edited.texts.get(entry.file) ?? '', [...entry.path, 'status'], status),
    );
  const existing = existsSync(logPath) ? readFileSync(logPath, 'utf8') : undefined;
  return {
    files: [
      ...[...edited.texts]
        .map(([path, text]) => ({ path, text }))
        .filter((one) => files.find((file) => file.path === one.path)?.text !== one.text),
      ...(added.length > 0 ? [{ path: logPath, text: appendReviews(existing, added) }] : []),
    ],
    applied: accepted.map(({ row }) => ({
      line: row.line,
      rule: row.rule,
      phrase: row.phrase,
      outcome: outcomeOf(row),
      ...(row.better === '' ? {} : { better: row.better }),
    })),
    known,
    statuses: statuses.map(({ entry, status }) => ({ rule: entry.rule, family: entry.family, status })),
    bad: bad.sort((a, b) => a.line - b.line),
  };
};
