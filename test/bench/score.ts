/**
 * `npm run bench -- score [--runs N]`: adverts of 1 kB in mixed languages through the whole classifier on one core,
 * and franc alone (language identification only, restricted to our languages) on the same texts as yardstick.
 */
import { parseArgs } from 'node:util';
import { franc } from 'franc';
import { classify, loadRules } from '../../classifiers/classify.ts';
import { demoAdverts } from '../../src/demo/adverts/index.ts';

const advertCharacters = 1000;
const advertsPerRun = 1200;

/** What franc may choose from: the languages of the texts. */
const francLanguages = [
  'eng',
  'cmn',
  'vie',
  'tha',
  'ind',
  'zlm',
  'tgl',
  'kor',
  'rus',
  'hin',
  'ben',
  'urd',
  'tam',
  'npi',
  'mya',
  'khm',
  'lao',
  'jpn',
  'kaz',
  'kir',
];

/** The demonstration's texts, each filled up to a kilobyte with others of its language, in turn. */
const makeTexts = (): string[] => {
  const byLanguage = new Map<string, string[]>();
  for (const { language, title, text } of demoAdverts)
    byLanguage.set(language, [...(byLanguage.get(language) ?? []), `${title}\n${text}\n`]);
  const texts = [...byLanguage.values()].flatMap((list) =>
    list.map((_, first) => {
      let joined = '';
      for (let at = first; joined.length < advertCharacters; at += 1) joined += list[at % list.length];
      return joined.slice(0, advertCharacters);
    }),
  );
  return Array.from({ length: advertsPerRun }, (_, index) => texts[index % texts.length] as string);
};

interface Measured {
  perSecond: number;
  p99Ms: number;
}

const measure = (texts: string[], work: (text: string) => unknown): Measured => {
  const times: number[] = [];
  const begin = performance.now();
  for (const text of texts) {
    const start = performance.now();
    work(text);
    times.push(performance.now() - start);
  }
  const seconds = (performance.now() - begin) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: texts.length / seconds, p99Ms: times[Math.floor(times.length * 0.99)] ?? 0 };
};

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const line = (name: string, runs: Measured[]): string => {
  const perSecond = median(runs.map((one) => one.perSecond));
  const p99 = median(runs.map((one) => one.p99Ms));
  return `${name.padEnd(28)}${perSecond.toFixed(0).padStart(8)} adverts/s   p99 ${p99.toFixed(2).padStart(6)} ms\n`;
};

const run = async (argv: string[] = []): Promise<number> => {
  const { values } = parseArgs({ args: argv, options: { runs: { type: 'string', default: '5' } } });
  const texts = makeTexts();
  const begin = performance.now();
  const rules = await loadRules();
  const loadMs = performance.now() - begin;
  const scored: Measured[] = [];
  const yardstick: Measured[] = [];
  measure(texts, (text) => classify({ text }, rules)); // compiled code is what a long run uses
  for (let at = 0; at < Number(values.runs); at += 1) {
    scored.push(measure(texts, (text) => classify({ text }, rules)));
    yardstick.push(measure(texts, (text) => franc(text, { only: francLanguages })));
  }
  process.stdout.write(
    `${texts.length} adverts of ${advertCharacters} characters in ${new Set(demoAdverts.map((one) => one.language)).size} languages, ` +
      `one core, medians of ${values.runs} runs on Node ${process.versions.node}; rules loaded in ${loadMs.toFixed(0)} ms\n` +
      line('lurewatch score', scored) +
      line('franc alone (language only)', yardstick),
  );
  return 0;
};
export default run;
