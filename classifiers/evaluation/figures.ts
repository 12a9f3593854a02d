/** Detection figures from scored, labelled adverts. False flags come first: they decide whether a queue is read. */
import { type Tier, tierRank, tiers } from '../../src/domain/assessment.ts';
import type { Scored, Truth } from './labelled-advert.ts';
import { type Share, share } from './statistics.ts';

export const reaches =
  (tier: Tier) =>
  (one: Scored): boolean =>
    tierRank(one.assessment.tier) >= tierRank(tier);

export const isLure = (row: Scored): boolean => row.truth === 'lure';

export interface GroupFigures {
  name: string;
  rows: number;
  /** Of lures: how many reach medium, and high. */
  recallMedium: Share;
  recallHigh: Share;
  /** Of everything that is no lure: how many reach medium, and high. */
  falseFlagsMedium: Share;
  falseFlagsHigh: Share;
  /** Of what reaches medium, and high: how many are lures. It hangs on how many lures the set holds. */
  precisionMedium: Share;
  precisionHigh: Share;
  /** Of lures against ordinary adverts; null without either. */
  averagePrecision: number | null;
}

export const groupFigures = (name: string, rows: readonly Scored[]): GroupFigures => {
  const counted = rows.filter((row) => row.truth !== 'ignored');
  const lures = counted.filter(isLure);
  const others = counted.filter((row) => !isLure(row));
  const at = (tier: Tier, of: readonly Scored[]): number => of.filter(reaches(tier)).length;
  return {
    name,
    rows: rows.length,
    recallMedium: share(at('medium', lures), lures.length),
    recallHigh: share(at('high', lures), lures.length),
    falseFlagsMedium: share(at('medium', others), others.length),
    falseFlagsHigh: share(at('high', others), others.length),
    precisionMedium: share(at('medium', lures), at('medium', counted)),
    precisionHigh: share(at('high', lures), at('high', counted)),
    averagePrecision: rankingPrecision(counted),
  };
};

export const groupBy = (rows: readonly Scored[], key: (row: Scored) => string): GroupFigures[] => {
  return [...groupRows(rows, key)]
    .map(([name, group]) => groupFigures(name, group))
    .sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1));
};

const groupRows = (rows: readonly Scored[], key: (row: Scored) => string): Map<string, Scored[]> => {
  const groups = new Map<string, Scored[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
};

export interface TierFigures {
  tier: Tier;
  rows: number;
  /** Of the texts of this tier: how many are lures. */
  precision: Share;
  /** Of all lures, and of everything else: how many reach this tier or a higher one. */
  recall: Share;
  falseFlags: Share;
}

/** The highest first. */
export const tierFigures = (rows: readonly Scored[]): TierFigures[] => {
  const lures = rows.filter(isLure);
  const others = rows.filter((row) => !isLure(row));
  return [...tiers].reverse().map((tier) => {
    const inTier = rows.filter((row) => row.assessment.tier === tier);
    return {
      tier,
      rows: inTier.length,
      precision: share(inTier.filter(isLure).length, inTier.length),
      recall: share(lures.filter(reaches(tier)).length, lures.length),
      falseFlags: share(others.filter(reaches(tier)).length, others.length),
    };
  });
};

const byScore = (rows: readonly Scored[]): Scored[] =>
  [...rows].sort((a, b) => b.assessment.score - a.assessment.score || (a.id < b.id ? -1 : 1));

/** Best first, rows of one score together: their order among themselves means nothing. */
export const scoreSteps = (rows: readonly Scored[]): Scored[][] => {
  const steps: Scored[][] = [];
  for (const row of byScore(rows)) {
    const last = steps.at(-1);
    if (last?.[0]?.assessment.score === row.assessment.score) last.push(row);
    else steps.push([row]);
  }
  return steps;
};

/**
 * Average precision over lures (Manning, Raghavan, Schütze, 2008, ch. 8), with equal scores taken as one step,
 * so that the order within a tie changes nothing. Null without lures.
 */
export const averagePrecision = (rows: readonly Scored[]): number | null => {
  const total = rows.filter(isLure).length;
  if (total === 0) return null;
  let seen = 0;
  let found = 0;
  let sum = 0;
  for (const step of scoreSteps(rows)) {
    const lures = step.filter(isLure).length;
    seen += step.length;
    found += lures;
    sum += (lures / total) * (found / seen);
  }
  return sum;
};

const isRanked = (row: Scored): boolean => row.truth === 'lure' || row.truth === 'ordinary';

/** Of lures against ordinary adverts alone; null without either. */
export const rankingPrecision = (rows: readonly Scored[]): number | null => {
  const ranked = rows.filter(isRanked);
  return ranked.every(isLure) ? null : averagePrecision(ranked);
};

export interface BudgetPoint {
  /** Share of the queue that is read, best first. */
  budget: number;
  precision: number;
  recall: number;
}

export const reviewBudget = (rows: readonly Scored[]): BudgetPoint[] => {
  const ranked = byScore(rows);
  const total = rows.filter(isLure).length;
  return [0.01, 0.02, 0.05, 0.1].map((budget) => {
    const read = ranked.slice(0, Math.max(1, Math.round(ranked.length * budget)));
    const found = read.filter(isLure).length;
    return { budget, precision: found / Math.max(1, read.length), recall: total === 0 ? 0 : found / total };
  });
};

/** How texts of each kind were read: rows are the truth, columns the assessment's kind. */
export const kindTable = (rows: readonly Scored[]): Map<Truth, Map<string, number>> => {
  const table = new Map<Truth, Map<string, number>>();
  for (const row of rows) {
    const line = table.get(row.truth) ?? new Map<string, number>();
    line.set(row.assessment.kind, (line.get(row.assessment.kind) ?? 0) + 1);
    table.set(row.truth, line);
  }
  return table;
};
