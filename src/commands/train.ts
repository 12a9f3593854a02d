/** Trains the model of wordings on labelled texts, and says how well it does on those that it has not seen. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TrainingText, WordingFigures } from '../../classifiers/calibration/cross-validate-wording.ts';
import { wordingClasses } from '../../classifiers/wording/wording-model.ts';
import { BadInputError, UsageError } from '../domain/failure.ts';
import { namedOverlay } from '../platform/overlay-folder.ts';
import type { Command } from './command.ts';
import { readLabelled } from './evaluate/read-labelled.ts';

/** Fewer texts of a class teach the texts, not the class. */
const leastOfClass = 20;

const readTexts = async (files: readonly string[], overlayFolder: string | undefined) => {
  const [{ loadRules, weighAdvert }, { readSigns }, { wordedFields }, { wordingClassOf }] = await Promise.all(
    [
      import('../../classifiers/classify.ts'),
      import('../../classifiers/kind.ts'),
      import('../../classifiers/wording/read-wording.ts'),
      import('../../classifiers/calibration/corpus.ts'),
    ],
  );
  const rules = await loadRules(namedOverlay(overlayFolder));
  const texts: TrainingText[] = [];
  for (const file of files)
    for await (const { id, label, lang, source, ...input } of readLabelled(file)) {
      const is = wordingClassOf(label);
      if (!is) continue;
      const { reading, drafts, knowledge } = weighAdvert(input, rules);
      const fields = wordedFields(reading.fields, [...reading.places, ...reading.contacts]);
      if (!lang) throw new BadInputError(`${file}: ${id} has no lang; the model must know its languages`);
      texts.push({ language: lang, fields, is, signs: readSigns(reading, drafts, knowledge) });
    }
  for (const name of wordingClasses) {
    const count = texts.filter((one) => one.is === name).length;
    if (count < leastOfClass)
      throw new BadInputError(
        `There are ${count} texts of the class ${name}; give at least ${leastOfClass} of each: ${wordingClasses.join(', ')}.`,
      );
  }
  return texts;
};

const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

const tableText = (title: string, table: Record<string, Record<string, number>>): string[] => {
  const names = Object.keys(table);
  return [
    `| ${title} | ${names.map((name) => `taken for ${name}`).join(' | ')} |`,
    `| --- |${' ---: |'.repeat(names.length)}`,
    ...names.map((is) => `| ${is} | ${names.map((name) => table[is]?.[name]).join(' | ')} |`),
    '',
  ];
};

const figuresText = ({ texts, folds, wording, kinds, bounds }: WordingFigures): string =>
  [
    `${texts} texts; each read by a model that was trained without it (${folds} folds)`,
    '',
    ...tableText('by wording alone', wording),
    ...tableText('kind, by words, wording and signs', kinds),
    '| odds of lure against honest from e^ | lures | honest adverts |',
    '| ---: | ---: | ---: |',
    ...bounds.map((one) => `| ${one.odds} | ${percent(one.lures)} | ${percent(one.honest)} |`),
    '',
  ].join('\n');

const writeTo = (path: string, data: unknown): void => {
  try {
    writeFileSync(path, `${JSON.stringify(data, null, 1)}\n`);
  } catch (error) {
    throw new BadInputError(`${path} can't be written; name a folder that exists`, { cause: error });
  }
  process.stderr.write(`Wrote ${path}.\n`);
};

const trainCommand: Command = {
  id: 'train',
  summary: 'train the model of wordings on labelled texts',
  usage: 'train [--input FILE.jsonl …] [--folds N] [--overlay DIR] [--write DIR] [--json]',
  help: `Trains the small model that stands beside the rules: which runs of characters lures have rather than honest
adverts, and people who seek work, ask, warn or plead. Without --input it takes the project's own corpus,
classifiers/wording/corpus. It prints how texts are taken by models that have not seen them.

The same texts give the same weights on any machine. Measure what the weights do for the whole with
evaluate, on texts of other authors.

Options
  --input FILE   labelled JSONL as for evaluate; may be given several times
  --folds N      parts for the cross-validation, 2-20 (5)
  --overlay DIR  own terms and places beside the project's
  --write DIR    write weights.json and kind-weights.json there; classifiers/wording for the project's own.
                 Without it nothing is changed.
  --json         the figures as one JSON object

Exit codes: 0 done, 1 a line was bad or there are too few texts, 2 wrong use.`,
  run: async (argv) => {
    const { values } = parseArgs({
      args: argv,
      options: {
        input: { type: 'string', multiple: true },
        folds: { type: 'string', default: '5' },
        overlay: { type: 'string' },
        write: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const folds = Number(values.folds);
    if (!Number.isInteger(folds) || folds < 2 || folds > 20)
      throw new UsageError(`--folds ${values.folds} is no whole number from 2 to 20`);
    const [{ trainWording }, { crossValidateWording }, { corpusFiles, corpusHash }] = await Promise.all([
      import('../../classifiers/calibration/train-wording.ts'),
      import('../../classifiers/calibration/cross-validate-wording.ts'),
      import('../../classifiers/calibration/corpus.ts'),
    ]);
    const files = values.input ?? corpusFiles();
    const texts = await readTexts(files, values.overlay);
    const { figures, kindWeights } = crossValidateWording(texts, folds);
    process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : figuresText(figures));
    if (values.write !== undefined) {
      const weights = { corpus: corpusHash(files), texts: texts.length, ...trainWording(texts) };
      writeTo(join(values.write, 'weights.json'), weights);
      writeTo(join(values.write, 'kind-weights.json'), kindWeights);
    }
    return 0;
  },
};

export default trainCommand;
