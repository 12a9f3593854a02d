/** `lurewatch lexicon explain`: why one text is scored as it is. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { loadRules } from '../../../classifiers/classify.ts';
import { explainAdvert } from '../../../classifiers/explain-advert.ts';
import type { AdvertInput } from '../../domain/assessment.ts';
import { BadInputError, UsageError } from '../../domain/failure.ts';
import { namedOverlay } from '../../platform/overlay-folder.ts';
import { readAdvertLine } from '../score/score-line.ts';
import { explanationText } from './explanation-text.ts';
import { readArguments, seeHelp } from './read-arguments.ts';

const options = {
  title: { type: 'string' },
  employer: { type: 'string' },
  location: { type: 'string' },
  'posted-in': { type: 'string' },
  id: { type: 'string' },
  overlay: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export const runExplain = async (argv: string[]): Promise<number> => {
  const { values, positionals } = readArguments({ args: argv, options, allowPositionals: true });
  const [source, ...rest] = positionals;
  if (source === undefined)
    throw new UsageError(`Give a text, a file or "-": lurewatch lexicon explain TEXT. ${seeHelp}`);
  if (rest.length > 0)
    throw new UsageError(
      `Put the text in quotation marks: lurewatch lexicon explain "${source} ${rest[0]} …"`,
    );
  const overlay = namedOverlay(values.overlay);
  const { title, employer, location, 'posted-in': postedIn } = values;
  const input: AdvertInput = {
    ...(await readSource(source, values.id)),
    ...Object.fromEntries(
      Object.entries({ title, employer, location, postedIn }).filter(([, value]) => value !== undefined),
    ),
  };
  if ([input.text, input.title].every((one) => (one ?? '').trim() === ''))
    throw new BadInputError('the text is empty; there is nothing to explain');
  const explanation = explainAdvert(input, await loadRules(overlay));
  const shown = values.json ? JSON.stringify(explanation, null, 2) : explanationText(input, explanation);
  process.stdout.write(`${shown}\n`);
  return 0;
};

/** What is no file is the text itself. */
const readSource = async (source: string, id: string | undefined): Promise<AdvertInput> => {
  if (source === '-') return textInput(await readAll(process.stdin), id);
  if (!existsSync(source)) {
    if (/^\S+\.(txt|jsonl?|md)$/iu.test(source)) throw new BadInputError(`there is no file ${source}`);
    return textInput(source, undefined);
  }
  if (statSync(source).isDirectory())
    throw new BadInputError(`${source} is a folder; give a file with one advert`);
  return textInput(readFileSync(source, 'utf8'), id);
};

/** With `id` the content is JSONL, as `score` and `evaluate` read it. */
const textInput = (content: string, id: string | undefined): AdvertInput => {
  const plain = content.replace(/^\ufeff/u, '');
  if (id === undefined) return { text: plain.replace(/\r\n/gu, '\n').trimEnd() };
  for (const line of plain.split('\n').filter((one) => one.trim() !== '')) {
    const advert = readAdvertLine(line);
    if (String(advert.id) === id) return advert.input;
  }
  throw new BadInputError(`no line has the id '${id}'`);
};
