/** Detection figures from scored, labelled adverts. False flags come first: they decide whether a queue is read. */
import { type Tier, tierRank } from '../../src/domain/assessment.ts';
import type { Scored, Truth } from './labelled-advert.ts';

/** A share with what it was counted from; `share` is null when there was nothing to count. */
export interface Share {
  count: number;
  of: number;
  share: number | null;
}

const share = (count: number, of: number): Share => ({ count, of, share: of === 0 ? null : count / of });

const reaches =
  (tier: Tier) =>
  (one: Scored): boolean =>
    tierRank(one.assessment.tier) >= tierRank(tier);

export interface GroupFigures {
  name: string;
  rows: number;
  /** Of lures: how many reach medium, and high. */
  recallMedium: Share;
  recallHigh: Share;
  /** Of everything that is no lure: how many reach medium, and high. */
  falseFlagsMedium: Share;
  falseFlagsHigh: Share;
  precisionMedium: Share;
}

export const groupFigures = (name: string, rows: readonly Scored[]): GroupFigures => {
  const counted = rows.filter((row) => row.truth !== 'ignored');
  const lures = counted.filter((row) => row.truth === 'lure');
  const others = counted.filter((row) => row.truth !== 'lure');
  const atMedium = (of: readonly Scored[]): number => of.filter(reaches('medium')).length;
  const atHigh = (of: readonly Scored[]): number => of.filter(reaches('high')).length;
  return {
    name,
    rows: rows.length,
    recallMedium: share(atMedium(lures), lures.length),
    recallHigh: share(atHigh(lures), lures.length),
    falseFlagsMedium: share(atMedium(others), others.length),
    falseFlagsHigh: share(atHigh(others), others.length),
    precisionMedium: share(atMedium(lures), atMedium(counted)),
  };
};

export const groupBy = (rows: readonly Scored[], key: (row: Scored) => string): GroupFigures[] => {
  return [...groupRows(rows, key)]
    .map(([name, group]) => groupFigures(name, group))
    .sort((a, b) => b.rows - a.rows);
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

const byScore = (rows: readonly Scored[]): Scored[] =>
  [...rows].sort((a, b) => b.assessment.score - a.assessment.score || (a.id < b.id ? -1 : 1));

/**
 * Average precision over lures (Manning, Raghavan, Schütze, 2008, ch. 8), with equal scores taken as one step,
 * so that the order within a tie changes nothing. Null without lures.
 */
export const averagePrecision = (rows: readonly Scored[]): number | null => {
  const total = rows.filter((row) => row.truth === 'lure').length;
  if (total === 0) return null;
  const ranked = byScore(rows);
  let seen = 0;
  let found = 0;
  let sum = 0;
  for (let start = 0; start < ranked.length; ) {
    let end = start;
    while (end < ranked.length && ranked[end]?.assessment.score === ranked[start]?.assessment.score) end += 1;
    const lures = ranked.slice(start, end).filter((row) => row.truth === 'lure').length;
    seen += end - start;
    found += lures;
    sum += (lures / total) * (found / seen);
    start = end;
  }
  return sum;
};

export interface BudgetPoint {
  /** Share of the queue that is read, best first. */
  budget: number;
  precision: number;
  recall: number;
}

export const reviewBudget = (rows: readonly Scored[]): BudgetPoint[] => {
  const ranked = byScore(rows);
  const total = rows.filter((row) => row.truth === 'lure').length;
  return [0.01, 0.02, 0.05, 0.1].map((budget) => {
    const read = ranked.slice(0, Math.max(1, Math.round(ranked.length * budget)));
    const found = read.filter((row) => row.truth === 'lure').length;
    return { budget, precision: found / Math.max(1, read.length), recall: total === 0 ? 0 : found / total };
  });
};

/**
 * Expected precision of the first `first` entries of a day's queue of `adverts` adverts in which one in `oneIn`
 * is a lure: each row stands for as many adverts of its class as that day would bring.
 */
export const queuePrecision = (
  rows: readonly Scored[],
  { oneIn, adverts = 10_000, first = 20 }: { oneIn: number; adverts?: number; first?: number },
): number | null => {
  const lures = rows.filter((row) => row.truth === 'lure').length;
  const others = rows.length - lures;
  if (lures === 0 || others === 0) return null;
  const perLure = adverts / oneIn / lures;
  const perOther = (adverts - adverts / oneIn) / others;
  let seen = 0;
  let found = 0;
  for (const row of byScore(rows)) {
    const stands = Math.min(row.truth === 'lure' ? perLure : perOther, first - seen);
    seen += stands;
    if (row.truth === 'lure') found += stands;
    if (seen >= first) break;
  }
  return found / seen;
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
