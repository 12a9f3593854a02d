/** Detection figures from labelled adverts, false flags first. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { SavedEvaluation } from '../../classifiers/evaluation/compare-versions.ts';
import type { Scored } from '../../classifiers/evaluation/labelled-advert.ts';
import { BadInputError, UsageError } from '../domain/failure.ts';
import { namedOverlay } from '../platform/overlay-folder.ts';
import type { Command } from './command.ts';
import { readLabelled } from './evaluate/read-labelled.ts';

interface Options {
  input: string[];
  overlay: string | undefined;
  json: boolean;
  save: string | undefined;
  compare: string | undefined;
  advertsPerDay: number;
  first: number;
  examples: number;
}

const options = {
  input: { type: 'string', multiple: true },
  overlay: { type: 'string' },
  json: { type: 'boolean', default: false },
  save: { type: 'string' },
  compare: { type: 'string' },
  'adverts-per-day': { type: 'string', default: '10000' },
  first: { type: 'string', default: '20' },
  examples: { type: 'string', default: '15' },
} as const;

const readOptions = (argv: string[]): Options => {
  try {
    const {
      input,
      'adverts-per-day': adverts,
      first,
      examples,
      ...values
    } = parseArgs({ args: argv, options }).values;
    if (!input) throw new UsageError('Name at least one labelled file: evaluate --input FILE.jsonl');
    return {
      input,
      overlay: values.overlay,
      json: values.json,
      save: values.save,
      compare: values.compare,
      advertsPerDay: wholeNumber('--adverts-per-day', adverts, 20),
      first: wholeNumber('--first', first, 1),
      examples: wholeNumber('--examples', examples, 0),
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${(error as Error).message}. See: lurewatch evaluate --help`);
  }
};

const wholeNumber = (name: string, text: string, least: number): number => {
  const value = Number(text);
  if (!/^\d+$/u.test(text) || !Number.isSafeInteger(value) || value < least)
    throw new UsageError(`${name} ${text} is no whole number from ${least} on`);
  return value;
};

const scoreFiles = async ({ input, overlay }: Options): Promise<{ rows: Scored[]; rulesVersion: string }> => {
  const [{ loadRules }, { scoreLabelled }] = await Promise.all([
    import('../../classifiers/classify.ts'),
    import('../../classifiers/evaluation/score-labelled.ts'),
  ]);
  const rules = await loadRules(namedOverlay(overlay));
  const rows: Scored[] = [];
  for (const file of input)
    for await (const advert of readLabelled(file)) rows.push(scoreLabelled(advert, basename(file), rules));
  if (rows.length === 0) throw new BadInputError('There is no advert in what was given.');
  return { rows, rulesVersion: rules.version };
};

const readSaved = async (file: string): Promise<SavedEvaluation> => {
  if (!existsSync(file))
    throw new BadInputError(`there is no file ${file}; make one with evaluate --save FILE`);
  const { savedEvaluation } = await import('../../classifiers/evaluation/compare-versions.ts');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new BadInputError(`${file} is not JSON; give a file made with evaluate --save`);
  }
  const saved = savedEvaluation.safeParse(content);
  if (!saved.success)
    throw new BadInputError(`${file} was not made with evaluate --save, or by another version`);
  return saved.data;
};

const writeSaved = (file: string, saved: SavedEvaluation): void => {
  try {
    writeFileSync(file, `${JSON.stringify(saved)}\n`);
  } catch (error) {
    throw new BadInputError(
      `can't write ${file}: ${(error as Error).message}; give another file with --save`,
    );
  }
};

const run = async (argv: string[]): Promise<number> => {
  const chosen = readOptions(argv);
  const saved = chosen.compare === undefined ? undefined : await readSaved(chosen.compare);
  const { rows, rulesVersion } = await scoreFiles(chosen);
  const [{ evaluateScored }, { compareVersions, saveEvaluation }] = await Promise.all([
    import('../../classifiers/evaluation/report.ts'),
    import('../../classifiers/evaluation/compare-versions.ts'),
  ]);
  const evaluation = evaluateScored(rows, rulesVersion, chosen);
  const comparison = saved && compareVersions(saved, rows, rulesVersion);
  if (chosen.save !== undefined) writeSaved(chosen.save, saveEvaluation(rows, rulesVersion));
  if (chosen.json) {
    process.stdout.write(
      `${JSON.stringify({ ...evaluation, ...(comparison ? { comparison } : {}) }, null, 2)}\n`,
    );
    return 0;
  }
  const [{ evaluationMarkdown }, { comparisonMarkdown }] = await Promise.all([
    import('../../classifiers/evaluation/evaluation-markdown.ts'),
    import('../../classifiers/evaluation/comparison-markdown.ts'),
  ]);
  const compared = comparison ? `${comparisonMarkdown(comparison)}\n` : '';
  process.stdout.write(`${compared}${evaluationMarkdown(evaluation)}\n`);
  return 0;
};

const evaluate: Command = {
  id: 'evaluate',
  summary: 'print detection figures from labelled adverts',
  usage: 'evaluate --input FILE.jsonl… [--compare FILE] [--save FILE] [--json]',
  help: `Scores labelled adverts and prints how well the rules do on them: false flags
and lures found, by label, language, source and tier, with 95 % intervals;
average precision; what reading the top of the queue would find; what each
indicator does; and the texts that went wrong, worst first. No network and no
database are used.

Each line of a file is an object {id, text, label, title?, employer?, location?,
postedIn?, lang?, source?}. Labels that count: lure (or disguised_lure,
scam_recruitment_ad), ordinary, lookalike, warning (or news), seeking, question,
plea (or testimony). Any other label is scored and listed, and counts neither
way.

  --input FILE          labelled JSONL; may be given several times
  --overlay DIR         own terms and places beside the project's
  --save FILE           keeps the result of each text (no texts) for --compare
  --compare FILE        what changed since a --save: texts that changed their
                        kind or tier, figures before and after, McNemar's test
  --adverts-per-day N   size of the day whose queue is estimated (10000)
  --first N             how much of the head of that queue is read (20)
  --examples N          texts to show of each sort of error (15)
  --json                one JSON object instead of Markdown

The first 20 of a day's queue are estimated for one lure in 200 and in 1,000
adverts: each lure and each ordinary advert of the files stands for as many of
its kind as such a day brings (docs/evaluation.md).

Examples
  lurewatch evaluate --input labelled.jsonl --save before.json
  lurewatch evaluate --input labelled.jsonl --compare before.json | less

Exit codes: 0 done, 1 a line or file was bad, 2 wrong use.`,
  run,
};

export default evaluate;
