/** Fits the indicators' weights on labelled adverts, and says what each of them does. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Calibration, FalseFlagBudget } from '../../classifiers/calibration/calibrate.ts';
import type { Example } from '../../classifiers/calibration/example.ts';
import { weightsFile } from '../../classifiers/calibration/weights-file.ts';
import type { Rules } from '../../classifiers/classify.ts';
import { readTruth } from '../../classifiers/evaluation/labelled-advert.ts';
import { BadInputError, UsageError } from '../domain/failure.ts';
import { namedOverlay } from '../platform/overlay-folder.ts';
import { calibrationMarkdown } from './calibrate/calibration-markdown.ts';
import type { Command } from './command.ts';
import { readLabelled } from './evaluate/read-labelled.ts';

const leastLures = 30;
const leastOthers = 100;

interface Wanted {
  files: readonly string[];
  withCorpus: boolean;
  folds: number;
  budget: FalseFlagBudget;
}

const truthOf = (id: string, label: string): Omit<Example, 'factors'> | undefined => {
  const truth = readTruth(label);
  if (truth !== 'lure' && truth !== 'ordinary' && truth !== 'lookalike') return undefined;
  return { id, isLure: truth === 'lure', isLookalike: truth === 'lookalike' };
};

const readExamples = async ({ files, withCorpus }: Wanted, rules: Rules): Promise<Example[]> => {
  const [{ readAdvert }, { toExample }, { corpusFiles }, { openUnseenReader }] = await Promise.all([
    import('../../classifiers/read-advert.ts'),
    import('../../classifiers/calibration/example.ts'),
    import('../../classifiers/calibration/corpus.ts'),
    import('../../classifiers/calibration/read-unseen.ts'),
  ]);
  const unseen = withCorpus ? openUnseenReader(rules) : undefined;
  const examples: Example[] = [];
  for (const file of [...(unseen ? corpusFiles() : []), ...files])
    for await (const { id, label, lang, source, ...input } of readLabelled(file)) {
      const truth = truthOf(id, label);
      if (!truth) continue;
      const reading = unseen?.knows(input.text) ? unseen.read(input.text) : readAdvert(input, rules);
      examples.push(toExample(reading, truth, rules));
    }
  return examples;
};

const run = async (wanted: Wanted, overlayFolder: string | undefined) => {
  const [{ loadRules }, { loadLexicon }, { calibrate }] = await Promise.all([
    import('../../classifiers/classify.ts'),
    import('../../classifiers/lexicon.ts'),
    import('../../classifiers/calibration/calibrate.ts'),
  ]);
  const overlay = namedOverlay(overlayFolder);
  const [rules, { indicators }] = [await loadRules(overlay), await loadLexicon(overlay)];
  const examples = await readExamples(wanted, rules);
  const lures = examples.filter((one) => one.isLure).length;
  if (lures < leastLures || examples.length - lures < leastOthers)
    throw new BadInputError(
      `There are ${lures} lures and ${examples.length - lures} honest adverts; weights fitted on fewer than ${leastLures} and ${leastOthers} would follow single texts. Give more labelled files.`,
    );
  const all = Object.values(indicators);
  return calibrate(
    examples,
    new Map(all.map(({ id, family, weight }) => [id, { id, family, sign: weight < 0 ? -1 : 1 }])),
    new Map(all.map(({ id, weight }) => [id, Math.abs(weight)])),
    wanted.folds,
    wanted.budget,
  );
};

const write = (calibration: Calibration, folder: string): void => {
  const path = join(folder, 'tables', 'fitted-weights.yaml');
  try {
    writeFileSync(path, weightsFile(calibration, new Date()));
  } catch (error) {
    throw new BadInputError(
      `${path} can't be written; name the folder of the project's classifiers or of an overlay that has a folder tables`,
      { cause: error },
    );
  }
  process.stderr.write(`Wrote ${path}.\n`);
};

const readShare = (name: string, text: string): number => {
  const percent = Number(text);
  if (!(percent >= 0 && percent <= 50))
    throw new UsageError(`--${name} ${text} is no percentage from 0 to 50`);
  return percent / 100;
};

const calibrateCommand: Command = {
  id: 'calibrate',
  summary: 'fit the weights of the indicators on labelled adverts',
  usage:
    'calibrate [--input FILE.jsonl …] [--corpus] [--false-flags P] [--lookalikes P] [--folds N] [--overlay DIR] [--write DIR] [--json]',
  help: `Fits the weights of the indicators on labelled adverts, so that lures reach the queue and honest adverts
don't. It prints figures before and after, on adverts that the fit has not seen, and for each indicator how many
adverts carry it and what the queue would lose and gain without it: a rule that hurts is seen.

Signs keep their direction, weights stay between a third and three times what their reason says, and families count
as they do in a score. Labels that count: lure, disguised_lure, ordinary, lookalike (see evaluate).

Options
  --input FILE   labelled JSONL; may be given several times
  --corpus       also the project's own corpus of wordings; each of its texts is read by a model of wordings
                 that was trained without it
  --false-flags PERCENT  of unseen ordinary adverts that may reach the queue; all weights are stretched to it (0.5)
  --lookalikes PERCENT   the same for look-alikes (4)
  --folds N      parts for the cross-validation, 2-20 (5)
  --overlay DIR  own terms and places beside the project's
  --write DIR    write the weights to DIR/tables/fitted-weights.yaml: classifiers for the project, an overlay
                 folder for a deployment. Without it nothing is changed.
  --json         one JSON object instead of Markdown

Exit codes: 0 done, 1 a line was bad or there are too few adverts, 2 wrong use.`,
  run: async (argv) => {
    const { values } = parseArgs({
      args: argv,
      options: {
        input: { type: 'string', multiple: true, default: [] },
        corpus: { type: 'boolean', default: false },
        folds: { type: 'string', default: '5' },
        'false-flags': { type: 'string', default: '0.5' },
        lookalikes: { type: 'string', default: '4' },
        overlay: { type: 'string' },
        write: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    if (values.input.length === 0 && !values.corpus)
      throw new UsageError('Name at least one labelled file, calibrate --input FILE.jsonl, or give --corpus');
    const folds = Number(values.folds);
    if (!Number.isInteger(folds) || folds < 2 || folds > 20)
      throw new UsageError(`--folds ${values.folds} is no whole number from 2 to 20`);
    const budget = {
      ordinary: readShare('false-flags', values['false-flags']),
      lookalikes: readShare('lookalikes', values.lookalikes),
    };
    const calibration = await run(
      { files: values.input, withCorpus: values.corpus, folds, budget },
      values.overlay,
    );
    process.stdout.write(
      `${values.json ? JSON.stringify(calibration, null, 2) : calibrationMarkdown(calibration)}\n`,
    );
    if (values.write !== undefined) write(calibration, values.write);
    return 0;
  },
};

export default calibrateCommand;
