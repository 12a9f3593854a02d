/** `lurewatch lexicon export-review`: a sheet for a native speaker. */
import { writeFileSync } from 'node:fs';
import { sep } from 'node:path';
import { classifiersFolder } from '../../../classifiers/lexicon-sources.ts';
import type { Separator } from '../../../classifiers/review/csv.ts';
import { readLanguage } from '../../../classifiers/review/read-language.ts';
import { newestVerdicts, readReviewLog, reviewLogPath } from '../../../classifiers/review/review-log.ts';
import { writeReviewSheet } from '../../../classifiers/review/review-sheet.ts';
import { BadInputError, UsageError } from '../../domain/failure.ts';
import { namedOverlay } from '../../platform/overlay-folder.ts';
import { readArguments, seeHelp } from './read-arguments.ts';

const options = {
  output: { type: 'string' },
  separator: { type: 'string', default: ',' },
  all: { type: 'boolean', default: false },
  overlay: { type: 'string' },
} as const;

const separators: Record<string, Separator> = { ',': ',', ';': ';', tab: '\t' };

export const runExportReview = async (argv: string[]): Promise<number> => {
  const { values, positionals } = readArguments({ args: argv, options, allowPositionals: true });
  const [code, ...rest] = positionals;
  if (code === undefined || rest.length > 0 || !values.output)
    throw new UsageError(
      `Name a language and a file: lurewatch lexicon export-review th --output th.csv. ${seeHelp}`,
    );
  const separator = separators[values.separator];
  if (!separator) throw new UsageError(`--separator is ",", ";" or "tab", not '${values.separator}'`);
  const overlay = namedOverlay(values.overlay);
  const { data, language } = await readLanguage(code, overlay);
  if (!language)
    throw new UsageError(`there is no language '${code}'; lurewatch lexicon coverage lists those there are`);
  const root = overlay.overlayFolder ?? classifiersFolder;
  const verdictOf = newestVerdicts(readReviewLog(reviewLogPath(root, code), []));
  const { text, wordings } = writeReviewSheet(data, language, {
    separator,
    isWanted: (one) => one.file.startsWith(`${root}${sep}`) && (values.all || verdictOf(one) !== 'right'),
  });
  write(values.output, text);
  if (values.output !== '-') process.stdout.write(sheetText(wordings, values.output, values.all));
  return 0;
};

const write = (path: string, text: string): void => {
  if (path === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new BadInputError(
      `can't write ${path}: ${(error as Error).message}; give another file with --output`,
    );
  }
};

const sheetText = (wordings: number, path: string, isAll: boolean): string =>
  `${path}: ${wordings} wording${wordings === 1 ? '' : 's'} to review${isAll ? '' : ' (those called right before are left out; --all has them)'}.\n` +
  'The reviewer fills in verdict, and where needed better wording, remark and a pseudonym as reviewer.\n' +
  `Afterwards: lurewatch lexicon import-review ${path}\n`;
