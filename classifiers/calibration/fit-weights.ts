/**
 * Fits the weights of the indicators on labelled texts: logistic regression (Hosmer, Lemeshow & Sturdivant 2013) by
 * projected gradient descent, under what a reviewer must be able to rely on:
 * - an indicator keeps its sign, so more evidence for a lure never lowers a score;
 * - a weight stays between a third and three times what its reason says (one and a half times in the families that
 *   ordinary adverts are full of), and is drawn towards that;
 * - within a family further signs count as little as in score.ts: words are never counted.
 */

import { softFamilies } from '../score.ts';
import { type IndicatorFacts, pointsOf, type Sizes } from './evidence-points.ts';
import type { Example } from './example.ts';

export interface FitOptions {
  /** Points at which an advert reaches the queue. */
  queuePoints: number;
  /** Points over which the odds change by a factor of e. */
  steepness: number;
  /** How much a class weighs in the loss beside the lures' 1. */
  ordinaryWeight: number;
  lookalikeWeight: number;
  /** Pull towards the reasoned weight. */
  pull: number;
  rounds: number;
}

export const fitDefaults: Omit<FitOptions, 'queuePoints'> = {
  steepness: 4,
  ordinaryWeight: 4,
  lookalikeWeight: 0.5,
  pull: 0.0002,
  rounds: 200,
};

const stepSize = 60;
const smallest = 1 / 3;
const largest = 3;
/** Signs that honest small employers show too may not carry an advert, however rare they are in the texts at hand. */
const largestOfSoft = 1.5;
/** Below this even a weight reasoned to be tiny may rise. */
const leastUpperBound = 2;

const boundsOf = (reasoned: number, isSoft: boolean): { least: number; most: number } => ({
  least: reasoned * smallest,
  most: Math.max(leastUpperBound, reasoned * (isSoft ? largestOfSoft : largest)),
});

const classWeights = (examples: readonly Example[], options: FitOptions): ((one: Example) => number) => {
  const lures = examples.filter((one) => one.isLure).length;
  const lookalikes = examples.filter((one) => one.isLookalike).length;
  const ordinary = examples.length - lures - lookalikes;
  return (one) =>
    one.isLure
      ? 1 / Math.max(1, lures)
      : one.isLookalike
        ? options.lookalikeWeight / Math.max(1, lookalikes)
        : options.ordinaryWeight / Math.max(1, ordinary);
};

export const fitWeights = (
  examples: readonly Example[],
  facts: ReadonlyMap<string, IndicatorFacts>,
  reasoned: Sizes,
  options: FitOptions,
): Map<string, number> => {
  const weightOf = classWeights(examples, options);
  const sizes = new Map(reasoned);
  for (let round = 0; round < options.rounds; round += 1) {
    const gradient = new Map<string, number>();
    for (const example of examples) {
      const { points, slopes } = pointsOf(example, facts, sizes);
      const likelihood = 1 / (1 + Math.exp(-(points - options.queuePoints) / options.steepness));
      const error = (weightOf(example) * (likelihood - Number(example.isLure))) / options.steepness;
      for (const [id, slope] of slopes) gradient.set(id, (gradient.get(id) ?? 0) + error * slope);
    }
    for (const [id, size] of sizes) {
      const start = reasoned.get(id) ?? 0;
      const indicator = facts.get(id);
      const isSoft = indicator?.sign === 1 && softFamilies.has(indicator.family);
      const { least, most } = boundsOf(start, isSoft);
      const pulled = (gradient.get(id) ?? 0) + (options.pull * (size - start)) / Math.max(1, start);
      sizes.set(id, Math.min(most, Math.max(least, size - stepSize * pulled)));
    }
  }
  return sizes;
};
