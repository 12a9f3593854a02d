/** Reads the data files of a lexicon folder, and says file, line and reason of whatever is wrong in them. */
import { relative } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import {
  type Concept,
  concept,
  conceptFile,
  gazetteerFile,
  type Indicator,
  indicator,
  type KindCue,
  kindCue,
  kindFile,
  type LanguageFile,
  languageFile,
  type Place,
} from './lexicon-format.ts';
import type { DataFile } from './lexicon-sources.ts';
import { plainIssue } from './plain-issue.ts';
import { readTable, type TableData } from './table-format.ts';

export interface LexiconProblem {
  file: string;
  line: number;
  reason: string;
}

/** Where an entry stands, for messages. */
export interface Located<Value> {
  value: Value;
  file: string;
  line: number;
}

export interface LanguageData {
  folder: string;
  language: Located<LanguageFile>;
  concepts: (Located<Concept> & { family: string })[];
  cues: Located<KindCue>[];
}

export interface LexiconData {
  indicators: Located<Indicator>[];
  languages: LanguageData[];
  places: Located<Place>[];
  tables: Partial<TableData>;
}

interface Parsed<Value> {
  value: Value;
  lineOf(path: readonly PropertyKey[]): number;
}

/** Parses and validates one file; problems are added to the list. */
export const parseDataFile = <Value>(
  file: DataFile,
  schema: z.ZodType<Value>,
  problems: LexiconProblem[],
): Parsed<Value> | undefined => {
  const counter = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: counter });
  for (const error of document.errors)
    problems.push({
      file: file.path,
      line: counter.linePos(error.pos[0]).line,
      reason: firstLine(error.message),
    });
  if (document.errors.length > 0) return undefined;
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };
  const content: unknown = document.toJS();
  const result = schema.safeParse(content);
  if (result.success) return { value: result.data, lineOf };
  for (const issue of result.error.issues)
    problems.push({
      file: file.path,
      line: lineOf(issue.path),
      reason: plainIssue(issue, content),
    });
  return undefined;
};

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

/** Everything in the files of one root; a file that is wrong adds problems and is left out. */
export const readLexiconData = (
  root: string,
  files: DataFile[],
  problems: LexiconProblem[],
  known: ReadonlyMap<string, Located<LanguageFile>> = new Map(),
): LexiconData => {
  const data: LexiconData = { indicators: [], languages: [], places: [], tables: {} };
  const languages = new Map<string, { files: DataFile[] }>();
  for (const file of files) {
    const [part, ...rest] = relative(root, file.path).split(/[\\/]/u);
    if (part === 'indicators') readIndicator(file, data, problems);
    else if (part === 'gazetteer') readPlaces(file, data, problems);
    else if (part === 'tables')
      Object.assign(data.tables, readTable(baseName(file.path), file, problems, parseDataFile));
    else if (part === 'languages' && rest.length === 2) {
      const code = rest[0] as string;
      const group = languages.get(code) ?? { files: [] };
      group.files.push(file);
      languages.set(code, group);
    } else if (part === 'languages')
      problems.push({
        file: file.path,
        line: 1,
        reason: 'language files lie in languages/<code>/<name>.yaml',
      });
  }
  for (const [code, group] of languages)
    readLanguage(code, group.files, data, { problems, known: known.get(code) });
  return data;
};

const readIndicator = (file: DataFile, data: LexiconData, problems: LexiconProblem[]): void => {
  const parsed = parseDataFile(file, indicator, problems);
  if (!parsed) return;
  if (baseName(file.path) !== parsed.value.id)
    problems.push({
      file: file.path,
      line: parsed.lineOf(['id']),
      reason: `id '${parsed.value.id}' differs from the file's name`,
    });
  else data.indicators.push({ value: parsed.value, file: file.path, line: 1 });
};

const readPlaces = (file: DataFile, data: LexiconData, problems: LexiconProblem[]): void => {
  const parsed = parseDataFile(file, gazetteerFile, problems);
  parsed?.value.places.forEach((value, index) => {
    data.places.push({ value, file: file.path, line: parsed.lineOf(['places', index]) });
  });
};

/** An overlay may add to a language that the project has without saying again what language it is. */
const languageOf = (
  code: string,
  files: DataFile[],
  problems: LexiconProblem[],
  known: Located<LanguageFile> | undefined,
): Located<LanguageFile> | undefined => {
  const main = files.find((file) => baseName(file.path) === 'language');
  if (!main) {
    if (!known)
      problems.push({
        file: files[0]?.path ?? code,
        line: 1,
        reason: `languages/${code} has no language.yaml`,
      });
    return known;
  }
  const parsed = parseDataFile(main, languageFile, problems);
  if (parsed && parsed.value.code !== code)
    problems.push({
      file: main.path,
      line: parsed.lineOf(['code']),
      reason: `code '${parsed.value.code}' differs from the folder '${code}'`,
    });
  return parsed && { value: parsed.value, file: main.path, line: 1 };
};

const readLanguage = (
  code: string,
  files: DataFile[],
  data: LexiconData,
  { problems, known }: { problems: LexiconProblem[]; known: Located<LanguageFile> | undefined },
): void => {
  const language = languageOf(code, files, problems, known);
  if (!language) return;
  const read: LanguageData = { folder: code, language, concepts: [], cues: [] };
  for (const file of files) if (baseName(file.path) !== 'language') readPhraseFile(file, read, problems);
  data.languages.push(read);
};

/**
 * In a file that is wrong somewhere, the entries that are right are read all the same, so that a check can name their
 * faults too; the problem that was noted keeps the lexicon from being used.
 */
const readGoodEntries = <Entry>(
  file: DataFile,
  list: 'concepts' | 'cues',
  entry: z.ZodType<Entry>,
): Located<Entry>[] => {
  const loose = parseDataFile(file, z.looseObject({ [list]: z.array(z.unknown()) }), []);
  return ((loose?.value[list] ?? []) as unknown[]).flatMap((one, index) => {
    const parsed = entry.safeParse(one);
    const line = loose?.lineOf([list, index]) ?? 1;
    return parsed.success ? [{ value: parsed.data, file: file.path, line }] : [];
  });
};

const readPhraseFile = (file: DataFile, language: LanguageData, problems: LexiconProblem[]): void => {
  const name = baseName(file.path);
  if (name === 'kinds') {
    const parsed = parseDataFile(file, kindFile, problems);
    if (!parsed) language.cues.push(...readGoodEntries(file, 'cues', kindCue));
    parsed?.value.cues.forEach((value, index) => {
      language.cues.push({ value, file: file.path, line: parsed.lineOf(['cues', index]) });
    });
    return;
  }
  const parsed = parseDataFile(file, conceptFile, problems);
  if (!parsed) {
    language.concepts.push(
      ...readGoodEntries(file, 'concepts', concept).map((one) => ({ ...one, family: name })),
    );
    return;
  }
  if (parsed.value.family !== name)
    problems.push({
      file: file.path,
      line: parsed.lineOf(['family']),
      reason: `family '${parsed.value.family}' differs from the file's name`,
    });
  parsed.value.concepts.forEach((value, index) => {
    language.concepts.push({
      value,
      file: file.path,
      line: parsed.lineOf(['concepts', index]),
      family: parsed.value.family,
    });
  });
};

const baseName = (path: string): string =>
  path
    .split(/[\\/]/u)
    .at(-1)
    ?.replace(/\.yaml$/u, '') ?? path;
