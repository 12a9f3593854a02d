/** Weights fitted on labelled texts, with what they change: measured on texts that each fit has not seen. */
import type { Tier } from '../../src/domain/assessment.ts';
import { tierRank } from '../../src/domain/assessment.ts';
import { queuePoints, scoreFindings } from '../score.ts';
import { type IndicatorFacts, pointsOf, type Sizes } from './evidence-points.ts';
import type { Example } from './example.ts';
import { fitDefaults, fitWeights } from './fit-weights.ts';

/** Shares of the texts that reach a tier, by the evidence alone, whatever kind of text it is read as. */
export interface Reach {
  luresMedium: number;
  luresHigh: number;
  ordinaryMedium: number;
  ordinaryHigh: number;
  lookalikesMedium: number;
}

export interface IndicatorEffect {
  id: string;
  reasoned: number;
  fitted: number;
  /** Texts that carry it. */
  lures: number;
  others: number;
  /** With the fitted weights, lures and others at medium or higher only because of it. */
  luresLostWithout: number;
  othersLostWithout: number;
}

/** Shares of honest adverts that may reach the queue by their evidence. */
export interface FalseFlagBudget {
  ordinary: number;
  lookalikes: number;
}

export interface Calibration {
  lures: number;
  ordinary: number;
  lookalikes: number;
  folds: number;
  budget: FalseFlagBudget;
  /** All fitted weights were multiplied by this to meet the budget. */
  stretch: number;
  before: Reach;
  /** Each text scored with weights fitted without it. */
  crossValidated: Reach;
  after: Reach;
  indicators: IndicatorEffect[];
}

type Facts = ReadonlyMap<string, IndicatorFacts>;

const tierWith = (example: Example, facts: Facts, sizes: Sizes, without?: string): Tier => {
  const findings = [...example.factors].flatMap(([id, factor]) => {
    const indicator = facts.get(id);
    if (!indicator || id === without) return [];
    return [
      { indicator: id, family: indicator.family, weight: indicator.sign * factor * (sizes.get(id) ?? 0) },
    ];
  });
  return scoreFindings(findings).tier;
};

const reaches = (tier: Tier, bound: Tier): boolean => tierRank(tier) >= tierRank(bound);

const reachOf = (scored: { example: Example; tier: Tier }[]): Reach => {
  const share = (belongs: (one: Example) => boolean, bound: Tier): number => {
    const group = scored.filter(({ example }) => belongs(example));
    return group.filter(({ tier }) => reaches(tier, bound)).length / Math.max(1, group.length);
  };
  const isOrdinary = (one: Example): boolean => !one.isLure && !one.isLookalike;
  return {
    luresMedium: share((one) => one.isLure, 'medium'),
    luresHigh: share((one) => one.isLure, 'high'),
    ordinaryMedium: share(isOrdinary, 'medium'),
    ordinaryHigh: share(isOrdinary, 'high'),
    lookalikesMedium: share((one) => one.isLookalike, 'medium'),
  };
};

const scoreAll = (examples: readonly Example[], facts: Facts, sizes: Sizes) =>
  examples.map((example) => ({ example, tier: tierWith(example, facts, sizes) }));

const effectOf = (
  id: string,
  examples: readonly Example[],
  facts: Facts,
  { reasoned, fitted }: { reasoned: Sizes; fitted: Sizes },
): IndicatorEffect => {
  const sign = facts.get(id)?.sign ?? 1;
  const carrying = examples.filter((one) => one.factors.has(id));
  const isLost = (one: Example): boolean =>
    reaches(tierWith(one, facts, fitted), 'medium') && !reaches(tierWith(one, facts, fitted, id), 'medium');
  const lost = carrying.filter(isLost);
  return {
    id,
    reasoned: sign * (reasoned.get(id) ?? 0),
    fitted: sign * (fitted.get(id) ?? 0),
    lures: carrying.filter((one) => one.isLure).length,
    others: carrying.filter((one) => !one.isLure).length,
    luresLostWithout: lost.filter((one) => one.isLure).length,
    othersLostWithout: lost.filter((one) => !one.isLure).length,
  };
};

const toHalf = (value: number): number => Math.round(value * 2) / 2;
const leastWeight = 0.5;

/** Points that no more than this share of the examples reaches. */
const pointsFor = (points: readonly number[], share: number): number => {
  const sorted = [...points].sort((a, b) => b - a);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NEGATIVE_INFINITY;
};

const leastStretch = 0.7;
const mostStretch = 1.6;

/** By how much all weights are stretched so that unseen honest adverts reach the queue as often as the budget says. */
const stretchFor = (unseen: { example: Example; points: number }[], budget: FalseFlagBudget): number => {
  const of = (belongs: (one: Example) => boolean): number[] =>
    unseen.filter(({ example }) => belongs(example)).map(({ points }) => points);
  const bound = Math.max(
    pointsFor(
      of((one) => !one.isLure && !one.isLookalike),
      budget.ordinary,
    ),
    pointsFor(
      of((one) => one.isLookalike),
      budget.lookalikes,
    ),
  );
  const stretch = bound > 0 ? queuePoints / bound : mostStretch;
  return Math.min(mostStretch, Math.max(leastStretch, stretch));
};

/** Texts are dealt to the folds in turn, lures and others apart, so that equal input gives equal folds. */
const dealFolds = (examples: readonly Example[], folds: number): number[] => {
  const counts = new Map<string, number>();
  return examples.map((one) => {
    const group = `${one.isLure}/${one.isLookalike}`;
    const count = counts.get(group) ?? 0;
    counts.set(group, count + 1);
    return count % folds;
  });
};

export const calibrate = (
  examples: readonly Example[],
  facts: Facts,
  reasoned: Sizes,
  folds: number,
  budget: FalseFlagBudget,
): Calibration => {
  const options = { ...fitDefaults, queuePoints };
  const dealt = dealFolds(examples, folds);
  const parts = Array.from({ length: folds }, (_, fold) => ({
    sizes: fitWeights(
      examples.filter((_one, index) => dealt[index] !== fold),
      facts,
      reasoned,
      options,
    ),
    held: examples.filter((_one, index) => dealt[index] === fold),
  }));
  const stretch = stretchFor(
    parts.flatMap(({ sizes, held }) =>
      held.map((example) => ({ example, points: pointsOf(example, facts, sizes).points })),
    ),
    budget,
  );
  const stretched = (sizes: Sizes): Map<string, number> =>
    new Map([...sizes].map(([id, size]) => [id, Math.max(leastWeight, toHalf(size * stretch))]));
  const unseen = parts.flatMap(({ sizes, held }) => scoreAll(held, facts, stretched(sizes)));
  const fitted = stretched(fitWeights(examples, facts, reasoned, options));
  return {
    lures: examples.filter((one) => one.isLure).length,
    ordinary: examples.filter((one) => !one.isLure && !one.isLookalike).length,
    lookalikes: examples.filter((one) => one.isLookalike).length,
    folds,
    budget,
    stretch,
    before: reachOf(scoreAll(examples, facts, reasoned)),
    crossValidated: reachOf(unseen),
    after: reachOf(scoreAll(examples, facts, fitted)),
    indicators: [...facts.keys()].map((id) => effectOf(id, examples, facts, { reasoned, fitted })),
  };
};
