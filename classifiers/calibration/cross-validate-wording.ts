/** How well the model of wordings, and what decides the kind with it, do on texts that they were not trained on. */
import { featuresOf, type Signs } from '../kind.ts';
import {
  type KindWeights,
  kindOdds,
  likeliestOf,
  type WeighedKind,
  weighedKinds,
} from '../wording/kind-odds.ts';
import { wordingOddsOf } from '../wording/read-wording.ts';
import {
  makeWordingModel,
  type WordingClass,
  type WordingModel,
  wordingClasses,
} from '../wording/wording-model.ts';
import { fitKinds, type KindExample } from './fit-kinds.ts';
import { trainWording, type WordingExample } from './train-wording.ts';

export interface TrainingText extends WordingExample {
  /** What the rules see of its kind. */
  signs: Signs;
}

export interface WordingFigures {
  texts: number;
  folds: number;
  /** What a text is → what the wording alone takes it for → how many. */
  wording: Record<string, Record<string, number>>;
  /** What kind a text is → what words, wording and signs together take it for → how many. */
  kinds: Record<string, Record<string, number>>;
  /** By the odds of lure against honest: the part of lures and of honest adverts above each bound. */
  bounds: { odds: number; lures: number; honest: number }[];
}

const shownBounds = [0, 1, 2, 3, 4];

const emptyTable = (names: readonly string[]): Record<string, Record<string, number>> =>
  Object.fromEntries(names.map((is) => [is, Object.fromEntries(names.map((name) => [name, 0]))]));

const count = (table: Record<string, Record<string, number>>, is: string, taken: string): void => {
  const row = table[is] as Record<string, number>;
  row[taken] = (row[taken] ?? 0) + 1;
};

const kindOfClass = (is: WordingClass): WeighedKind => (is === 'lure' || is === 'honest' ? 'offer' : is);

/** The one of each fold was trained without the texts of that fold, which are dealt in turn. */
export const foldModels = (texts: readonly WordingExample[], folds: number): WordingModel[] =>
  Array.from({ length: folds }, (_one, fold) =>
    makeWordingModel(trainWording(texts.filter((_, index) => index % folds !== fold))),
  );

/** The scores of each text by a model that was trained without it. */
const unseenScores = (texts: readonly TrainingText[], folds: number): number[][] => {
  const models = foldModels(texts, folds);
  return texts.map(({ fields }, index) => (models[index % folds] as WordingModel).read(fields));
};

const boundsOf = (texts: readonly TrainingText[], scores: readonly number[][]): WordingFigures['bounds'] => {
  const partAbove = (is: WordingClass, bound: number): number => {
    const own = scores.filter((_, index) => texts[index]?.is === is).map(wordingOddsOf);
    return own.filter(({ lure, honest }) => lure - honest >= bound).length / Math.max(1, own.length);
  };
  return shownBounds.map((bound) => ({
    odds: bound,
    lures: partAbove('lure', bound),
    honest: partAbove('honest', bound),
  }));
};

/** The weights of the kinds are fitted on wordings as unseen texts have them, and measured on texts left out of the fit. */
export const crossValidateWording = (
  texts: readonly TrainingText[],
  folds: number,
): { figures: WordingFigures; kindWeights: KindWeights } => {
  const scores = unseenScores(texts, folds);
  const wording = emptyTable(wordingClasses);
  for (const [index, { is }] of texts.entries()) {
    const own = scores[index] as number[];
    count(wording, is, wordingClasses[own.indexOf(Math.max(...own))] as WordingClass);
  }
  const examples = texts.map(
    ({ signs, is }, index): KindExample => ({
      features: featuresOf(signs, wordingOddsOf(scores[index] as number[])),
      is: kindOfClass(is),
    }),
  );
  const kinds = emptyTable(weighedKinds);
  for (let fold = 0; fold < folds; fold += 1) {
    const weights = fitKinds(examples.filter((_, index) => index % folds !== fold));
    for (const [index, { features, is }] of examples.entries())
      if (index % folds === fold) count(kinds, is, likeliestOf(kindOdds(features, true, weights)));
  }
  return {
    figures: { texts: texts.length, folds, wording, kinds, bounds: boundsOf(texts, scores) },
    kindWeights: fitKinds(examples),
  };
};
