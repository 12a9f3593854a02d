/**
 * The lexicon: data files of the project and of a deployment's overlay folder, checked and compiled. Compiling
 * takes seconds, so the result is kept in a cache file named by the hash of everything that it depends on.
 */
import { relative } from 'node:path';
import { BadInputError } from '../src/domain/failure.ts';
import type { CompiledLexicon } from './compile-lexicon.ts';
import { readCachedLexicon, shareCachedLexicon, writeCachedLexicon } from './lexicon-cache.ts';
import type { LexiconData, LexiconProblem } from './lexicon-files.ts';
import { classifiersFolder, type DataFile, dataFiles, versionOf } from './lexicon-sources.ts';

export interface Lexicon extends CompiledLexicon {
  /** Hash of the data and of the engine's source: equal versions give equal assessments. */
  version: string;
}

export interface LexiconOptions {
  /** A deployment's own folder in the same format: adds languages, concepts, indicators and places. */
  overlayFolder?: string;
  /** Takes the place of the project's own data: a small lexicon for a test or an experiment. */
  dataFolder?: string;
  /** Folder for the compiled form; default below the system's folder for temporary files; `false`: none. */
  cacheFolder?: string | false;
}

const maxProblemsShown = 50;

export class LexiconError extends BadInputError {
  override name = 'LexiconError';
  readonly problems: LexiconProblem[];
  constructor(problems: LexiconProblem[]) {
    const lines = problems
      .slice(0, maxProblemsShown)
      .map((one) => `${relative(process.cwd(), one.file) || one.file}:${one.line}: ${one.reason}`);
    super(`The lexicon can't be loaded; mend these lines:\n${lines.join('\n')}`);
    this.problems = problems;
  }
}

function* filesOf(options: LexiconOptions): Generator<DataFile> {
  yield* dataFiles(options.dataFolder ?? classifiersFolder);
  if (options.overlayFolder) yield* dataFiles(options.overlayFolder);
}

/** The overlay's entries join the project's; a language of the overlay may add to one of the project. */
const readRoots = async (files: DataFile[], problems: LexiconProblem[]): Promise<LexiconData> => {
  const { readLexiconData } = await import('./lexicon-files.ts');
  const data: LexiconData = { indicators: [], languages: [], places: [], tables: {} };
  for (const root of new Set(files.map((file) => file.root))) {
    const known = new Map(data.languages.map((one) => [one.folder, one.language]));
    const own = files.filter((file) => file.root === root);
    const part = readLexiconData(root, own, problems, known);
    data.indicators.push(...part.indicators);
    data.places.push(...part.places);
    Object.assign(data.tables, part.tables);
    for (const language of part.languages) {
      const same = data.languages.find((one) => one.folder === language.folder);
      same?.concepts.push(...language.concepts);
      same?.cues.push(...language.cues);
      if (!same) data.languages.push(language);
    }
  }
  return data;
};

export interface ReadLexicon {
  lexicon: Lexicon;
  data: LexiconData;
  problems: LexiconProblem[];
}

/** What these files would compile to; nothing is thrown. */
export const readFiles = async (files: DataFile[], version: string): Promise<ReadLexicon> => {
  const { compileLexicon } = await import('./compile-lexicon.ts');
  const problems: LexiconProblem[] = [];
  const data = await readRoots(files, problems);
  return { lexicon: { ...compileLexicon(data, problems), version }, data, problems };
};

/** Reads and compiles without throwing: for the check, which wants every problem and the data. */
export const readLexicon = (options: LexiconOptions = {}): Promise<ReadLexicon> => {
  const files = [...filesOf(options)];
  return readFiles(files, versionOf(files));
};

/** The compiled lexicon, from the cache if it is there. Throws LexiconError with file, line and reason. */
export const loadLexicon = async (options: LexiconOptions = {}): Promise<Lexicon> => {
  const files = [...filesOf(options)];
  const version = versionOf(files);
  if (options.cacheFolder !== false) {
    const cached = readCachedLexicon(version, options.cacheFolder);
    if (cached) return { ...cached, version };
  }
  const { lexicon, problems } = await readFiles(files, version);
  if (problems.length > 0) throw new LexiconError(problems);
  if (options.cacheFolder !== false) writeCachedLexicon(version, lexicon, options.cacheFolder);
  return lexicon;
};

/** Before threads are started that will load it: they share what it was compiled to, some 25 MB each. */
export const shareLexicon = (options: LexiconOptions = {}): void => {
  if (options.cacheFolder !== false) shareCachedLexicon(versionOf(filesOf(options)), options.cacheFolder);
};
