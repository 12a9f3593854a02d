/**
 * `npm run bench -- score [--runs N] [--input FILE]`: the classifier on one core, `lurewatch score` as a whole process,
 * hostile texts, and the start; franc and eld, which only tell the language, on the same texts as yardsticks.
 * `--input` takes adverts of your own (JSONL as for `lurewatch score`) beside the demonstration's.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { eld } from 'eld/small';
import { franc } from 'franc';
import { classify, loadRules, type Rules } from '../../classifiers/classify.ts';
import { readAdvertLine } from '../../src/commands/score/score-line.ts';
import type { AdvertInput } from '../../src/domain/assessment.ts';
import { hostileTexts } from './score/hostile-texts.ts';
import { advertCharacters, denseTexts, languageCount, mixedTexts, ordinaryAdverts } from './score/texts.ts';
import { firstScoreSeconds, scoreSeconds } from './score/whole-process.ts';

const advertsPerRun = 1200;
const wholeProcessAdverts = 10_000;

/** What franc may choose from: the languages of the texts. */
const francLanguages =
  'eng cmn vie tha ind zlm tgl kor rus hin ben urd tam npi mya khm lao jpn kaz kir'.split(' ');

interface Measured {
  /** By processor time, which other programs disturb less than the clock's. */
  perSecond: number;
  p99Ms: number;
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const measure = (adverts: readonly AdvertInput[], work: (advert: AdvertInput) => unknown): Measured => {
  const times: number[] = [];
  const begin = cpuMs();
  for (const advert of adverts) {
    const start = performance.now();
    work(advert);
    times.push(performance.now() - start);
  }
  const seconds = (cpuMs() - begin) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: adverts.length / seconds, p99Ms: times[Math.floor(times.length * 0.99)] ?? 0 };
};

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const printRow = (name: string, value: string, rest = ''): void =>
  print(`${name.padEnd(42)}${value.padStart(22)}${rest}`);

const printRate = (
  name: string,
  runs: number,
  adverts: readonly AdvertInput[],
  work: (advert: AdvertInput) => unknown,
): void => {
  measure(adverts, work); // compiled code is what a long run uses
  const measured = Array.from({ length: runs }, () => measure(adverts, work));
  const perSecond = median(measured.map((one) => one.perSecond));
  const p99 = median(measured.map((one) => one.p99Ms));
  printRow(name, `${perSecond.toFixed(0)} adverts/s`, `   p99 ${p99.toFixed(2)} ms`);
};

const repeated = (adverts: readonly AdvertInput[]): AdvertInput[] =>
  Array.from({ length: advertsPerRun }, (_, index) => adverts[index % adverts.length] as AdvertInput);

const printRates = (rules: Rules, runs: number, input: string | undefined): void => {
  const own = input ? readFileSync(input, 'utf8').split('\n').filter(Boolean) : [];
  const dense = denseTexts(advertsPerRun).map((text) => ({ text }));
  const mixed = mixedTexts(advertsPerRun).map((text) => ({ text }));
  const score = (advert: AdvertInput): unknown => classify(advert, rules);
  print('One core:');
  if (own.length > 0)
    printRate(
      'adverts of the input',
      runs,
      own.map((line) => readAdvertLine(line).input),
      score,
    );
  printRate('ordinary adverts, as long as they are', runs, repeated(ordinaryAdverts()), score);
  printRate('mixed adverts of 1 kB, a tenth lures', runs, mixed, score);
  printRate('dense adverts of 1 kB, full of signs', runs, dense, score);
  printRate('franc: language only', runs, mixed, ({ text }) => franc(text, { only: francLanguages }));
  printRate('eld: language only', runs, mixed, ({ text }) => eld.detect(text).language);
};

const printHostile = (rules: Rules, runs: number): void => {
  print('Hostile texts:');
  for (const [name, text] of Object.entries(hostileTexts())) {
    const times = Array.from({ length: runs }, () => {
      const begin = cpuMs();
      classify({ text }, rules);
      return cpuMs() - begin;
    });
    printRow(name, `${median(times).toFixed(0)} ms`);
  }
};

const printWholeProcess = async (runs: number): Promise<void> => {
  const texts = mixedTexts(wholeProcessAdverts);
  const seconds: number[] = [];
  const starts: number[] = [];
  for (let at = 0; at < runs; at += 1) {
    seconds.push(await scoreSeconds(texts));
    starts.push(await firstScoreSeconds(texts[0] as string));
  }
  const whole = median(seconds);
  print(`Whole process on ${availableParallelism()} cores, by the clock:`);
  const rate = `${(texts.length / whole).toFixed(0)} adverts/s`;
  printRow(`lurewatch score, ${texts.length} mixed adverts of 1 kB`, rate, `   ${whole.toFixed(2)} s`);
  printRow('npm run lurewatch -- score, one advert', `${(median(starts) * 1000).toFixed(0)} ms`);
};

const run = async (argv: string[] = []): Promise<number> => {
  const { values } = parseArgs({
    args: argv,
    options: { runs: { type: 'string', default: '5' }, input: { type: 'string' } },
  });
  const runs = Number(values.runs);
  const begin = performance.now();
  const rules = await loadRules();
  const loadMs = performance.now() - begin;
  print(
    `Adverts of ${advertCharacters} characters in ${languageCount} languages, medians of ${runs} runs on Node ${process.versions.node}; ` +
      `rules loaded in ${loadMs.toFixed(0)} ms`,
  );
  printRates(rules, runs, values.input);
  printHostile(rules, runs);
  await printWholeProcess(Math.min(runs, 3));
  return 0;
};
export default run;
