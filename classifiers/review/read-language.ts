/** One language's data alone: quicker than all, and no other language's fault is in the way. */
import { join, sep } from 'node:path';
import { LexiconError, type LexiconOptions, readFiles } from '../lexicon.ts';
import type { LanguageData, LexiconData } from '../lexicon-files.ts';
import { classifiersFolder, type DataFile, listDataFiles } from '../lexicon-sources.ts';

/** The project's folder, then the overlay's. */
export const rootsOf = ({ dataFolder = classifiersFolder, overlayFolder }: LexiconOptions): string[] =>
  overlayFolder === undefined ? [dataFolder] : [dataFolder, overlayFolder];

/** Indicators and the language's own files. */
export const languageFiles = (code: string, options: LexiconOptions): DataFile[] =>
  rootsOf(options)
    .flatMap(listDataFiles)
    .filter(
      ({ path, root }) =>
        path.startsWith(join(root, 'indicators') + sep) ||
        path.startsWith(join(root, 'languages', code) + sep),
    );

/** `language` is undefined when there is none. Throws LexiconError with file, line and reason. */
export const readLanguage = async (
  code: string,
  options: LexiconOptions,
): Promise<{ data: LexiconData; language: LanguageData | undefined }> => {
  const { data, problems } = await readFiles(languageFiles(code, options), 'language');
  if (problems.length > 0) throw new LexiconError(problems);
  return { data, language: data.languages.find((one) => one.folder === code) };
};
