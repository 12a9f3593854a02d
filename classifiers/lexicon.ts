/**
 * The lexicon: data files of the project and of a deployment's overlay folder, checked and compiled. Compiling
 * takes seconds, so the result is kept in a cache file named by the hash of everything that it depends on.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInputError } from '../src/domain/failure.ts';
import { type CompiledLexicon, compileLexicon } from './compile-lexicon.ts';
import { readCachedLexicon, writeCachedLexicon } from './lexicon-cache.ts';
import {
  type DataFile,
  type LexiconData,
  type LexiconProblem,
  listDataFiles,
  readLexiconData,
} from './lexicon-files.ts';

export interface Lexicon extends CompiledLexicon {
  /** Hash of the data and of the engine's source: equal versions give equal assessments. */
  version: string;
}

export interface LexiconOptions {
  /** A deployment's own folder in the same format: adds languages, concepts and places. */
  overlayFolder?: string;
  /** Folder for the compiled form; default below the system's folder for temporary files; `false`: none. */
  cacheFolder?: string | false;
}

export class LexiconError extends BadInputError {
  override name = 'LexiconError';
  readonly problems: LexiconProblem[];
  constructor(problems: LexiconProblem[]) {
    super(
      `The lexicon can't be loaded; mend these lines:\n${problems
        .slice(0, 50)
        .map((one) => `${relative(process.cwd(), one.file) || one.file}:${one.line}: ${one.reason}`)
        .join('\n')}`,
    );
    this.problems = problems;
  }
}

export const classifiersFolder = dirname(fileURLToPath(import.meta.url));
const factsFolder = join(classifiersFolder, '..', 'src', 'facts');

const sourceFilesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test|\.property)\.ts$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const versionOf = (files: DataFile[]): string => {
  const hash = createHash('sha256');
  for (const folder of [classifiersFolder, factsFolder])
    for (const path of sourceFilesBelow(folder))
      hash.update(`${relative(folder, path)}\n`).update(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'));
  for (const file of files) hash.update(`${file.path.slice(-80).replaceAll('\\', '/')}\n`).update(file.text);
  return hash.digest('hex').slice(0, 16);
};

const readAll = (options: LexiconOptions, files: DataFile[], problems: LexiconProblem[]): LexiconData => {
  const roots = [classifiersFolder, ...(options.overlayFolder ? [options.overlayFolder] : [])];
  const data: LexiconData = { indicators: [], languages: [], places: [] };
  for (const root of roots) {
    const own = files.filter((file) => !relative(root, file.path).startsWith('..'));
    const part = readLexiconData(root, own, problems);
    data.indicators.push(...part.indicators);
    data.places.push(...part.places);
    for (const language of part.languages) {
      const known = data.languages.find((one) => one.folder === language.folder);
      if (known) {
        known.concepts.push(...language.concepts);
        known.cues.push(...language.cues);
      } else data.languages.push(language);
    }
  }
  return data;
};

/** Reads and compiles without throwing: for the check, which wants every problem and the data. */
export const readLexicon = (
  options: LexiconOptions = {},
): { lexicon: Lexicon; data: LexiconData; problems: LexiconProblem[] } => {
  const files = filesOf(options);
  const problems: LexiconProblem[] = [];
  const data = readAll(options, files, problems);
  const lexicon = { ...compileLexicon(data, problems), version: versionOf(files) };
  return { lexicon, data, problems };
};

const filesOf = (options: LexiconOptions): DataFile[] => [
  ...listDataFiles(classifiersFolder),
  ...(options.overlayFolder ? listDataFiles(options.overlayFolder) : []),
];

/** The compiled lexicon, from the cache if it is there. Throws LexiconError with file, line and reason. */
export const loadLexicon = (options: LexiconOptions = {}): Lexicon => {
  const files = filesOf(options);
  const version = versionOf(files);
  if (options.cacheFolder !== false) {
    const cached = readCachedLexicon(version, options.cacheFolder);
    if (cached) return { ...cached, version };
  }
  const problems: LexiconProblem[] = [];
  const data = readAll(options, files, problems);
  const compiled = compileLexicon(data, problems);
  if (problems.length > 0) throw new LexiconError(problems);
  if (options.cacheFolder !== false) writeCachedLexicon(version, compiled, options.cacheFolder);
  return { ...compiled, version };
};
