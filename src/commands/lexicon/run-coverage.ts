/** `lurewatch lexicon coverage`: what the language data has and lacks. */
import { readCodedIndicators } from '../../../classifiers/coded-indicators.ts';
import { coverData } from '../../../classifiers/coverage.ts';
import { LexiconError, readLexicon } from '../../../classifiers/lexicon.ts';
import { UsageError } from '../../domain/failure.ts';
import { namedOverlay } from '../../platform/overlay-folder.ts';
import { coverageText, languageCoverageText } from './coverage-text.ts';
import { readArguments } from './read-arguments.ts';

const options = {
  language: { type: 'string' },
  overlay: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export const runCoverage = async (argv: string[]): Promise<number> => {
  const { values } = readArguments({ args: argv, options });
  const { data, problems } = await readLexicon(namedOverlay(values.overlay));
  if (problems.length > 0) throw new LexiconError(problems);
  const coverage = coverData(data, readCodedIndicators(data.indicators.map((one) => one.value.id)));
  const language = coverage.languages.find((one) => one.code === values.language);
  if (values.language !== undefined && !language)
    throw new UsageError(
      `there is no language '${values.language}'; known are ${coverage.languages
        .map((one) => one.code)
        .sort()
        .join(', ')}`,
    );
  const shown = values.json
    ? JSON.stringify(language ?? coverage, null, 2)
    : language
      ? languageCoverageText(language)
      : coverageText(coverage);
  process.stdout.write(`${shown}\n`);
  return 0;
};
