/**
 * What the head of a day's queue would hold. A labelled set has many more lures than a day has, so each row stands for
 * as many adverts of its class as that day would bring: with N adverts of which one in k is a lure, a lure of the set
 * stands for N/k divided by the set's lures, an ordinary advert for the rest divided by the set's ordinary adverts.
 * Only what reaches the queue's tier is in the queue; adverts of one score come in no order.
 */
import { queueTier } from '../../src/domain/assessment.ts';
import { isLure, reaches, scoreSteps } from './figures.ts';
import type { Scored } from './labelled-advert.ts';
import { share } from './statistics.ts';

export interface DayQueue {
  /** One advert in so many is a lure. */
  oneIn: number;
  /** Adverts that the day brings. */
  adverts: number;
  luresOfDay: number;
  /** So much of the queue's head is read. */
  first: number;
  /** How long the queue would be, and how much of its head there is. */
  queued: number;
  entries: number;
  /** Lures expected among these entries. */
  lures: number;
  /** `lures` of `entries`; null when nothing reaches the queue. */
  precision: number | null;
  /**
   * The same with both shares at the score of the last entry at the far and at the near end of their 95 % intervals:
   * few ordinary adverts in the set say little about a rare false flag.
   */
  low: number | null;
  high: number | null;
}

export interface DayOptions {
  oneIn: number;
  adverts?: number;
  first?: number;
}

/** Null when the set has no lures or no ordinary adverts. */
export const dayQueue = (
  rows: readonly Scored[],
  { oneIn, adverts = 10_000, first = 20 }: DayOptions,
): DayQueue | null => {
  const lures = rows.filter(isLure);
  const ordinary = rows.filter((row) => row.truth === 'ordinary');
  if (lures.length === 0 || ordinary.length === 0) return null;
  const luresOfDay = adverts / oneIn;
  const perLure = luresOfDay / lures.length;
  const perOrdinary = (adverts - luresOfDay) / ordinary.length;
  let queued = 0;
  let entries = 0;
  let found = 0;
  let lastScore = Number.POSITIVE_INFINITY;
  for (const step of scoreSteps([...lures, ...ordinary].filter(reaches(queueTier)))) {
    const stepLures = step.filter(isLure).length;
    const luresHere = stepLures * perLure;
    const here = luresHere + (step.length - stepLures) * perOrdinary;
    const taken = Math.min(here, first - entries);
    if (taken > 0) {
      found += luresHere * (taken / here);
      lastScore = step[0]?.assessment.score ?? lastScore;
    }
    entries += taken;
    queued += here;
  }
  const isIn = (row: Scored): boolean => row.assessment.score >= lastScore;
  const recall = share(lures.filter(isIn).length, lures.length);
  const falseFlags = share(ordinary.filter(isIn).length, ordinary.length);
  const precisionAt = (lureShare: number, otherShare: number): number => {
    const right = lureShare * luresOfDay;
    return right / (right + otherShare * (adverts - luresOfDay));
  };
  const isEmpty = entries === 0;
  return {
    oneIn,
    adverts,
    first,
    luresOfDay,
    queued,
    entries,
    lures: found,
    precision: isEmpty ? null : found / entries,
    low: isEmpty ? null : precisionAt(recall.low ?? 0, falseFlags.high ?? 1),
    high: isEmpty ? null : precisionAt(recall.high ?? 1, falseFlags.low ?? 0),
  };
};
