/** Everything that can be wrong with data files: what keeps them from loading, and what is only suspect. */
import { runExamples } from './check-examples.ts';
import { checkWordings } from './check-wordings.ts';
import { createLineFinder } from './entry-lines.ts';
import { type LexiconOptions, readLexicon } from './lexicon.ts';
import type { LexiconProblem } from './lexicon-files.ts';
import { classifiersFolder, listDataFiles } from './lexicon-sources.ts';
import { checkReviewLogs } from './review/review-log.ts';

export const warningSorts = ['unused', 'repeated', 'short', 'covered', 'unreviewed'] as const;
export type WarningSort = (typeof warningSorts)[number];

export interface DataWarning extends LexiconProblem {
  sort: WarningSort;
}

export interface DataCheck {
  /** Nothing loads with one of these. */
  faults: LexiconProblem[];
  warnings: DataWarning[];
  counts: { languages: number; concepts: number; cues: number; places: number; wordings: number };
  /** Every file that was read. */
  files: string[];
}

const byPlace = (one: LexiconProblem, other: LexiconProblem): number =>
  one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1;

export const checkData = async (options: LexiconOptions = {}): Promise<DataCheck> => {
  const { lexicon, data, problems } = await readLexicon(options);
  const examples = runExamples(lexicon, data);
  const reviews = checkReviewLogs(data, options);
  const lineOf = createLineFinder();
  const warnings: DataWarning[] = [
    ...checkWordings(data).map(({ path, ...one }) => ({ ...one, line: lineOf(one.file, path) ?? one.line })),
    ...examples.covered.map((one) => ({ ...one, sort: 'covered' as const })),
    ...reviews.unreviewed.map((one) => ({ ...one, sort: 'unreviewed' as const })),
  ];
  return {
    faults: [...problems, ...examples.problems, ...reviews.problems].sort(byPlace),
    // in a file that is wrong the entries can't be told by their number
    warnings: warnings.filter((one) => !problems.some(({ file }) => file === one.file)).sort(byPlace),
    counts: {
      languages: data.languages.length,
      concepts: data.languages.reduce((sum, one) => sum + one.concepts.length, 0),
      cues: data.languages.reduce((sum, one) => sum + one.cues.length, 0),
      places: data.places.length,
      wordings: lexicon.phraseSet.phraseCount,
    },
    files: [options.dataFolder ?? classifiersFolder, options.overlayFolder ?? []]
      .flat()
      .flatMap((root) => listDataFiles(root).map((file) => file.path)),
  };
};
