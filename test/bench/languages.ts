/**
 * `npm run bench -- languages [--folder DIR]`: language identification of sentences and of cuts of 30 characters,
 * compared in the same run with franc (restricted to these languages) and eld. The sentences lie beside the project,
 * at ../shared/data/language-id/<code>.txt, one a line, and are not part of it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eld } from 'eld/large';
import { franc } from 'franc';
import { loadRules } from '../../classifiers/classify.ts';
import { fold } from '../../classifiers/text/fold.ts';
import { BadInputError } from '../../src/domain/failure.ts';
import { projectRoot } from '../../src/platform/discover.ts';

const cutCharacters = 30;
const runs = 3;

/** Names for the same language: Tagalog and Filipino, Chinese in both scripts, Burmese in both encodings. */
const sameAs: Record<string, string> = {
  tl: 'fil',
  'zh-Hans': 'zh',
  'zh-Hant': 'zh',
  'my-Qaag': 'my',
};
const normal = (code: string): string => sameAs[code] ?? code;

const francCodes: Record<string, string> = {
  amh: 'am',
  arb: 'ar',
  ben: 'bn',
  cmn: 'zh',
  div: 'dv',
  eng: 'en',
  fra: 'fr',
  guj: 'gu',
  hin: 'hi',
  ind: 'id',
  jpn: 'ja',
  kaz: 'kk',
  khk: 'mn',
  khm: 'km',
  kir: 'ky',
  kor: 'ko',
  lao: 'lo',
  mar: 'mr',
  mya: 'my',
  npi: 'ne',
  pan: 'pa',
  por: 'pt',
  rus: 'ru',
  sin: 'si',
  spa: 'es',
  swh: 'sw',
  tam: 'ta',
  tel: 'te',
  tgl: 'fil',
  tha: 'th',
  tur: 'tr',
  urd: 'ur',
  vie: 'vi',
  zlm: 'ms',
};

/** The middle of a sentence. */
const cut = (sentence: string): string => {
  const characters = [...sentence.replace(/\s+/gu, ' ').trim()];
  const from = Math.max(0, Math.floor(characters.length / 2) - cutCharacters / 2);
  return characters.slice(from, from + cutCharacters).join('');
};

interface Sample {
  code: string;
  texts: string[];
}

const readSamples = (folder: string): Sample[] => {
  if (!existsSync(folder))
    throw new BadInputError(
      `There is no folder ${folder}; name one with files <code>.txt, a sentence a line, with --folder.`,
    );
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => ({
      code: normal(name.slice(0, -'.txt'.length)),
      texts: readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== ''),
    }));
};

type Detect = (text: string) => string;

const accuracyOf = (sample: Sample, detect: Detect): number =>
  sample.texts.filter((text) => normal(detect(text)) === sample.code).length / sample.texts.length;

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const textsPerSecond = (samples: Sample[], detect: Detect): number =>
  median(
    Array.from({ length: runs }, () => {
      const begin = performance.now();
      let count = 0;
      for (const { texts } of samples)
        for (const text of texts) {
          detect(text);
          count += 1;
        }
      return (count * 1000) / (performance.now() - begin);
    }),
  );

const percent = (value: number): string => (value * 100).toFixed(1).padStart(6);

const compare = (title: string, samples: Sample[], detectors: [name: string, detect: Detect][]): void => {
  const rows = samples.map((sample) => ({
    code: sample.code,
    accuracies: detectors.map(([, detect]) => accuracyOf(sample, detect)),
  }));
  const macro = detectors.map(
    (_, index) => rows.reduce((sum, row) => sum + (row.accuracies[index] as number), 0) / rows.length,
  );
  const lines = [
    `${title}, % right${' '.repeat(Math.max(0, 30 - title.length))}${detectors.map(([name]) => name.padStart(10)).join('')}`,
    ...rows
      .filter((row) => row.accuracies.some((one) => one < 0.995))
      .map((row) => `  ${row.code.padEnd(36)}${row.accuracies.map((one) => `    ${percent(one)}`).join('')}`),
    `  mean of ${rows.length} languages${' '.repeat(17)}${macro.map((one) => `    ${percent(one)}`).join('')}`,
    `  texts a second${' '.repeat(22)}${detectors.map(([, detect]) => Math.round(textsPerSecond(samples, detect)).toString().padStart(10)).join('')}`,
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
};

export default async (argv: string[]): Promise<number> => {
  const { values } = parseArgs({ args: argv, options: { folder: { type: 'string' } } });
  const sentences = readSamples(values.folder ?? join(projectRoot, '..', 'shared', 'data', 'language-id'));
  const { detectLanguages } = await loadRules();
  const only = Object.keys(francCodes);
  const detectors: [string, Detect][] = [
    ['lurewatch', (text) => detectLanguages(fold(text))[0]?.code ?? 'und'],
    ['franc', (text) => francCodes[franc(text, { only, minLength: 3 })] ?? 'und'],
    ['eld', (text) => eld.detect(text).language || 'und'],
  ];
  compare('sentences', sentences, detectors);
  compare(
    `cuts of ${cutCharacters} characters`,
    sentences.map(({ code, texts }) => ({ code, texts: texts.map(cut) })),
    detectors,
  );
  return 0;
};
