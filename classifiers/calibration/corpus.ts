/** The texts that the model of wordings is trained on. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTruth, type Truth } from '../evaluation/labelled-advert.ts';
import { classifiersFolder } from '../lexicon-sources.ts';
import type { WordingClass } from '../wording/wording-model.ts';

const folder = join(classifiersFolder, 'wording', 'corpus');

/** The project's own: one file a language, every text written for it. */
export const corpusFiles = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(folder, name));

/** Tells whether weights were trained on these texts as they stand. */
export const corpusHash = (files: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
  return hash.digest('hex').slice(0, 16);
};

const classes: Record<Truth, WordingClass | undefined> = {
  lure: 'lure',
  ordinary: 'honest',
  lookalike: 'honest',
  seeking: 'seeking',
  question: 'question',
  warning: 'warning',
  plea: 'plea',
  ignored: undefined,
};

/** What the model of wordings learns a labelled text as; nothing of what it should not learn from. */
export const wordingClassOf = (label: string): WordingClass | undefined => classes[readTruth(label)];

export interface CorpusText {
  lang: string;
  text: string;
  is: WordingClass;
}

export const readCorpus = (): CorpusText[] =>
  corpusFiles().flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .flatMap((line) => {
        const { lang, label, text } = JSON.parse(line) as { lang: string; label: string; text: string };
        const is = wordingClassOf(label);
        return is ? [{ lang, text, is }] : [];
      }),
  );
