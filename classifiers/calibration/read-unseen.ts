/**
 * Texts of the wordings' corpus as the model reads texts that it does not know: each by a model that was trained without
 * it. Weights fitted on the wording of texts that the model was trained on would trust it too much.
 */
import type { Rules } from '../classify.ts';
import { readAdvert } from '../read-advert.ts';
import type { AdvertReading } from '../reading.ts';
import { readWording, wordedFields } from '../wording/read-wording.ts';
import type { WordingModel } from '../wording/wording-model.ts';
import { type CorpusText, readCorpus } from './corpus.ts';
import { foldModels } from './cross-validate-wording.ts';
import type { WordingExample } from './train-wording.ts';

const folds = 5;

export interface UnseenReader {
  /** The text is one of the corpus. */
  knows(text: string): boolean;
  read(text: string): AdvertReading;
}

const hiddenOf = ({ places, contacts }: AdvertReading) => [...places, ...contacts];

/** Trains the models: about a minute. */
export const openUnseenReader = (
  rules: Rules,
  corpus: readonly CorpusText[] = readCorpus(),
): UnseenReader => {
  const examples = corpus.map(({ text, lang, is }): WordingExample => {
    const reading = readAdvert({ text }, rules);
    return { language: lang, fields: wordedFields(reading.fields, hiddenOf(reading)), is };
  });
  const models = foldModels(examples, folds);
  const placeOf = new Map(corpus.map(({ text }, index) => [text, index]));
  return {
    knows: (text) => placeOf.has(text),
    read(text) {
      const reading = readAdvert({ text }, rules);
      const at = placeOf.get(text);
      if (at === undefined) return reading;
      const model = models[at % folds] as WordingModel;
      return { ...reading, wording: readWording(model, reading, hiddenOf(reading)) };
    },
  };
};
