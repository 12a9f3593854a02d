/** The whole evaluation as one object: for machines, and for evaluation-markdown.ts. */
import { type DayQueue, dayQueue } from './day-queue.ts';
import {
  type BudgetPoint,
  type GroupFigures,
  groupBy,
  groupFigures,
  isLure,
  kindTable,
  rankingPrecision,
  reaches,
  reviewBudget,
  type TierFigures,
  tierFigures,
} from './figures.ts';
import { harmfulIndicators, type IndicatorFigures, indicatorFigures } from './indicator-figures.ts';
import type { Scored } from './labelled-advert.ts';

export interface Evaluation {
  rulesVersion: string;
  overall: GroupFigures;
  byTruth: GroupFigures[];
  byLabel: GroupFigures[];
  byLanguage: GroupFigures[];
  bySource: GroupFigures[];
  byTier: TierFigures[];
  /** Of lures against ordinary adverts alone. */
  averagePrecision: number | null;
  reviewBudget: BudgetPoint[];
  /** Of the first twenty unless told otherwise. Null precision when the set has no lures, no ordinary adverts, or nothing that reaches the queue. */
  firstTwenty: (Partial<DayQueue> & Pick<DayQueue, 'oneIn' | 'precision'>)[];
  kinds: Record<string, Record<string, number>>;
  byIndicator: IndicatorFigures[];
  /** Indicators without which there would be fewer false flags and no lure less. */
  harmfulIndicators: string[];
  /** The worst first: highest-scored false flags, lowest-scored lures, people read as offers. */
  falseFlags: Example[];
  misses: Example[];
  peopleTakenForOffers: Example[];
}

export interface Example {
  id: string;
  truth: string;
  language: string;
  kind: string;
  tier: string;
  score: number;
  gist: string;
  text: string;
}

export interface EvaluationOptions {
  /** Examples of each sort of error. */
  examples?: number;
  /** Adverts of the day whose queue is estimated. */
  advertsPerDay?: number;
  /** So much of the head of that queue. */
  first?: number;
}

const example = (row: Scored): Example => ({
  id: row.id,
  truth: row.truth,
  language: row.language,
  ...row.assessment,
  text: row.text.slice(0, 160).replace(/\s+/g, ' '),
});

const prevalences = [200, 1000];

export const evaluateScored = (
  rows: readonly Scored[],
  rulesVersion: string,
  { examples = 15, advertsPerDay = 10_000, first = 20 }: EvaluationOptions = {},
): Evaluation => {
  const counted = rows.filter((row) => row.truth !== 'ignored');
  const isFlagged = reaches('medium');
  const descending = [...counted].sort((a, b) => b.assessment.score - a.assessment.score);
  const isPerson = (row: Scored): boolean => ['seeking', 'question', 'plea'].includes(row.truth);
  const byIndicator = indicatorFigures(counted);
  return {
    rulesVersion,
    overall: groupFigures('all', rows),
    byTruth: groupBy(rows, (row) => (row.truth === 'ignored' ? `not counted: ${row.label}` : row.truth)),
    byLabel: groupBy(rows, (row) => row.label),
    byLanguage: groupBy(counted, (row) => row.language),
    bySource: groupBy(counted, (row) => row.source),
    byTier: tierFigures(counted),
    averagePrecision: rankingPrecision(counted),
    reviewBudget: reviewBudget(counted),
    firstTwenty: prevalences.map(
      (oneIn) => dayQueue(counted, { oneIn, adverts: advertsPerDay, first }) ?? { oneIn, precision: null },
    ),
    kinds: Object.fromEntries(
      [...kindTable(counted)].map(([truth, line]) => [truth, Object.fromEntries(line)]),
    ),
    byIndicator,
    harmfulIndicators: harmfulIndicators(byIndicator),
    falseFlags: descending
      .filter((row) => !isLure(row) && isFlagged(row))
      .slice(0, examples)
      .map(example),
    misses: descending
      .filter((row) => isLure(row) && !isFlagged(row))
      .reverse()
      .slice(0, examples)
      .map(example),
    peopleTakenForOffers: descending
      .filter((row) => isPerson(row) && row.assessment.kind === 'offer')
      .slice(0, examples)
      .map(example),
  };
};
