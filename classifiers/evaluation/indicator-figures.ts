/** What each indicator does: who carries it, and what the queue would be without it. */
import type { Family } from '../../src/domain/assessment.ts';
import { queueTier } from '../../src/domain/assessment.ts';
import { isLure, rankingPrecision, reaches } from './figures.ts';
import type { Scored } from './labelled-advert.ts';
import { type Share, share } from './statistics.ts';

export interface IndicatorFigures {
  indicator: string;
  family: Family;
  /** Of lures, of ordinary adverts and of all other texts: how many carry it. */
  lures: Share;
  ordinary: Share;
  others: Share;
  /** What would be found and falsely flagged at medium or higher without it. */
  recallWithout: Share;
  falseFlagsWithout: Share;
  /** Lures that the queue would lose (negative: gain), false flags that it would be rid of (negative: gain). */
  luresLost: number;
  falseFlagsGone: number;
  /** Average precision without it, less that with it. */
  averagePrecisionChange: number | null;
}

const carries = (row: Scored, indicator: string): boolean =>
  row.without.some((one) => one.indicator === indicator);

const withoutIndicator = (row: Scored, indicator: string): Scored => {
  const changed = row.without.find((one) => one.indicator === indicator);
  return changed
    ? { ...row, assessment: { ...row.assessment, score: changed.score, tier: changed.tier } }
    : row;
};

const countFlagged = (rows: readonly Scored[]): number => rows.filter(reaches(queueTier)).length;

const figuresOf = (
  { indicator, family }: { indicator: string; family: Family },
  rows: readonly Scored[],
  averagePrecision: number | null,
): IndicatorFigures => {
  const changed = rows.map((row) => withoutIndicator(row, indicator));
  const [lures, lesserLures] = [rows.filter(isLure), changed.filter(isLure)];
  const others = rows.filter((row) => !isLure(row));
  const lesserOthers = changed.filter((row) => !isLure(row));
  const carried = (of: readonly Scored[]): Share =>
    share(of.filter((row) => carries(row, indicator)).length, of.length);
  const ranking = rankingPrecision(changed);
  return {
    indicator,
    family,
    lures: carried(lures),
    ordinary: carried(rows.filter((row) => row.truth === 'ordinary')),
    others: carried(others.filter((row) => row.truth !== 'ordinary')),
    recallWithout: share(countFlagged(lesserLures), lures.length),
    falseFlagsWithout: share(countFlagged(lesserOthers), others.length),
    luresLost: countFlagged(lures) - countFlagged(lesserLures),
    falseFlagsGone: countFlagged(others) - countFlagged(lesserOthers),
    averagePrecisionChange: ranking === null || averagePrecision === null ? null : ranking - averagePrecision,
  };
};

/**
 * Those that change the queue most first. A text is scored anew without the findings of the indicator; what a detector
 * concludes from such findings stays.
 */
export const indicatorFigures = (rows: readonly Scored[]): IndicatorFigures[] => {
  const counted = rows.filter((row) => row.truth !== 'ignored');
  const known = new Map<string, Family>();
  for (const row of counted) for (const one of row.without) known.set(one.indicator, one.family);
  const averagePrecision = rankingPrecision(counted);
  const size = (one: IndicatorFigures): number => Math.abs(one.luresLost) + Math.abs(one.falseFlagsGone);
  return [...known]
    .map(([indicator, family]) => figuresOf({ indicator, family }, counted, averagePrecision))
    .sort(
      (a, b) => size(b) - size(a) || b.lures.count - a.lures.count || (a.indicator < b.indicator ? -1 : 1),
    );
};

/** Indicators without which the queue would be better: fewer false flags and no lure lost. */
export const harmfulIndicators = (figures: readonly IndicatorFigures[]): string[] =>
  figures.filter((one) => one.falseFlagsGone > 0 && one.luresLost <= 0).map((one) => one.indicator);
