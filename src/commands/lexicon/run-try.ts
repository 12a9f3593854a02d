/** `lurewatch lexicon try`: what an overlay or a changed file would do, before it counts. */
import { createReadStream, existsSync } from 'node:fs';
import { classify, loadRules, type Rules } from '../../../classifiers/classify.ts';
import { readTruth } from '../../../classifiers/evaluation/labelled-advert.ts';
import { rulesOfFiles, Trial, type TrialResult, type TriedText } from '../../../classifiers/try-rules.ts';
import { BadInputError, UsageError } from '../../domain/failure.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { namedOverlay, overlayOf } from '../../platform/overlay-folder.ts';
import { readLines } from '../score/read-lines.ts';
import { readAdvertLine } from '../score/score-line.ts';
import { readArguments, seeHelp } from './read-arguments.ts';
import { trialText } from './trial-text.ts';
import { openTriedData } from './tried-data.ts';

const options = {
  input: { type: 'string', multiple: true },
  text: { type: 'string', multiple: true },
  stored: { type: 'boolean', default: false },
  limit: { type: 'string', default: '2000' },
  as: { type: 'string' },
  overlay: { type: 'string' },
  examples: { type: 'string', default: '3' },
  json: { type: 'boolean', default: false },
} as const;

const wholeNumber = (name: string, text: string, least: number): number => {
  const value = Number(text);
  if (!/^\d+$/u.test(text) || !Number.isSafeInteger(value) || value < least)
    throw new UsageError(`${name} ${text} is no whole number from ${least} on. ${seeHelp}`);
  return value;
};

export const runTry = async (argv: string[]): Promise<number> => {
  const { values, positionals } = readArguments({ args: argv, options, allowPositionals: true });
  const [tried, ...rest] = positionals;
  if (tried === undefined || rest.length > 0)
    throw new UsageError(
      `Name one overlay folder or data file: lurewatch lexicon try PATH --input FILE. ${seeHelp}`,
    );
  const { input = [], text = [], stored } = values;
  if (input.length + text.length + Number(stored) === 0)
    throw new UsageError(`Say in which texts: --input FILE.jsonl, --text "…" or --stored. ${seeHelp}`);
  const limit = wholeNumber('--limit', values.limit, 1);
  const examples = wholeNumber('--examples', values.examples, 0);
  const overlay =
    values.overlay === undefined && stored ? overlayOf(openDataFolder()) : namedOverlay(values.overlay);
  const data = openTriedData(tried, { overlay: overlay.overlayFolder, as: values.as });
  try {
    const rules = {
      before: await loadRules(data.before),
      after: await loadRules(data.after),
      tried: await rulesOfFiles(data.after, data.isTried),
    };
    const trial = new Trial(rules, examples);
    let bad = 0;
    for (const [index, one] of text.entries()) trial.add({ id: `text ${index + 1}`, input: { text: one } });
    for (const file of input) bad += await tryFile(file, trial);
    const hidden = stored ? await tryStored(trial, rules, limit) : 0;
    print(trial.result, { says: data.says, hidden, json: values.json });
    return bad > 0 ? 1 : 0;
  } finally {
    data.remove();
  }
};

const print = (
  result: TrialResult,
  { json, ...words }: { says: string; hidden: number; json: boolean },
): void => {
  process.stdout.write(
    `${json ? JSON.stringify({ ...words, ...result }, null, 2) : trialText(result, words)}\n`,
  );
};

const labelOf = (line: string): Pick<TriedText, 'truth'> => {
  const { label } = JSON.parse(line) as { label?: unknown };
  return typeof label === 'string' ? { truth: readTruth(label) } : {};
};

/** Returns how many lines were bad; they are named, and the others are tried. */
const tryFile = async (file: string, trial: Trial): Promise<number> => {
  if (file !== '-' && !existsSync(file))
    throw new BadInputError(`there is no file ${file}; give a JSONL file with --input`);
  const chunks = file === '-' ? process.stdin : createReadStream(file);
  let bad = 0;
  for await (const { number, text } of readLines(chunks as AsyncIterable<Buffer>)) {
    try {
      if (text === undefined) throw new BadInputError('the line is too long');
      const { id, input } = readAdvertLine(text);
      trial.add({ id: String(id), input, ...labelOf(text) });
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error;
      process.stderr.write(`${file}:${number}: ${error.message}\n`);
      bad += 1;
    }
  }
  return bad;
};

/** Pleas are for few eyes: they are left out, and counted. */
const tryStored = async (
  trial: Trial,
  rules: { before: Rules; after: Rules },
  limit: number,
): Promise<number> => {
  const [{ openDeploymentDatabase }, { readStoredAdverts, recordBulkRead }] = await Promise.all([
    import('../../app/open-deployment-database.ts'),
    import('../../storage/stored-adverts.ts'),
  ]);
  const { database, close } = await openDeploymentDatabase(openDataFolder());
  try {
    let [adverts, hidden] = [0, 0];
    for await (const { url, input } of readStoredAdverts(database, limit)) {
      adverts += 1;
      const isPlea = [rules.before, rules.after].some((one) => classify(input, one).kind === 'plea');
      if (isPlea) hidden += 1;
      else trial.add({ id: url, input });
    }
    await recordBulkRead(database, { purpose: 'lexicon try', adverts });
    return hidden;
  } finally {
    await close();
  }
};
