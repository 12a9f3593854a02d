import { expect, it } from 'vitest';
import { readSigns } from '../kind.ts';
import { fold } from '../text/fold.ts';
import storedKinds from '../wording/kind-weights.json' with { type: 'json' };
import stored from '../wording/weights.json' with { type: 'json' };
import { makeWordingModel, type WordingClass, wordingClasses } from '../wording/wording-model.ts';
import { corpusFiles, corpusHash } from './corpus.ts';
import { crossValidateWording, type TrainingText } from './cross-validate-wording.ts';
import { trainWording } from './train-wording.ts';

const words: Record<WordingClass, string[]> = {
  lure: ['easy chat', 'come abroad', 'ticket on us', 'big bonus'],
  honest: ['bakery shift', 'two years', 'send a cv', 'day off'],
  seeking: ['please hire', 'i can type', 'need a job', 'my passport'],
  question: ['is it safe', 'has anyone', 'should i go', 'sounds odd'],
  warning: ['police said', 'do not go', 'beware of', 'embassy warns'],
  plea: ['my brother', 'no contact', 'help us find', 'they beat him'],
};
const signs = readSigns(
  {
    input: { text: '' },
    fields: [],
    languages: [],
    homeCountries: new Set(),
    places: [],
    contacts: [],
    pays: [],
    drafts: [],
    wording: {
      isKnown: false,
      odds: { lure: 0, honest: 0, seeking: 0, question: 0, warning: 0, plea: 0 },
      clauseFor: () => undefined,
    },
  },
  [],
  { familyOf: () => '', hasOfferCues: () => true },
);
const textsOf = (is: WordingClass): TrainingText[] =>
  words[is].flatMap((first) =>
    words[is]
      .filter((one) => one !== first)
      .map((second) => ({
        language: 'en',
        fields: [{ folded: fold(`${first} and ${second}`), hidden: [] }],
        is,
        signs,
      })),
  );
const texts = Array.from({ length: 12 }, (_, index) =>
  wordingClasses.map((is) => textsOf(is)[index] as TrainingText),
).flat();

const likeliest = (text: string): WordingClass => {
  const scores = makeWordingModel(trainWording(texts)).read([{ folded: fold(text), hidden: [] }]);
  return wordingClasses[scores.indexOf(Math.max(...scores))] as WordingClass;
};

it('learns how texts of each class are put, and tells a new one', () => {
  expect(likeliest('ticket on us, then an easy chat')).toBe('lure');
  expect(likeliest('a shift in the bakery, every second day off')).toBe('honest');
  expect(likeliest('no contact with my brother')).toBe('plea');
});

it('gives the same weights for the same texts', () => {
  expect(trainWording(texts)).toEqual(trainWording(texts));
});

it('knows the languages of its texts', () => {
  expect(trainWording(texts).languages).toEqual(['en']);
});

it('counts each text once, by a model that has not seen it', () => {
  const { figures, kindWeights } = crossValidateWording(texts, 4);
  const sum = (table: Record<string, Record<string, number>>): number =>
    Object.values(table).reduce(
      (all, row) => all + Object.values(row).reduce((part, one) => part + one, 0),
      0,
    );
  expect([figures.texts, sum(figures.wording), sum(figures.kinds)]).toEqual([72, 72, 72]);
  expect(figures.wording.lure?.lure).toBeGreaterThan(6);
  expect(kindWeights.features).toEqual(storedKinds.features);
});

it('has stored the weights of the corpus as it stands (else: lurewatch train --write classifiers/wording)', () => {
  expect(stored.corpus).toBe(corpusHash(corpusFiles()));
});
