/** The points of score.ts for one example, and how they change with each weight. */
import type { Family } from '../../src/domain/assessment.ts';
import { familyCap, furtherPart, maxAgainst } from '../score.ts';
import type { Example } from './example.ts';

export interface IndicatorFacts {
  id: string;
  family: Family;
  /** 1 speaks for a lure, -1 against. */
  sign: 1 | -1;
}

/** Sizes of the weights by indicator; the sign is the indicator's. */
export type Sizes = ReadonlyMap<string, number>;

export interface Points {
  points: number;
  /** Indicator → change of the points for one more point of its weight. */
  slopes: Map<string, number>;
}

interface FamilyPart {
  value: number;
  slopes: [indicator: string, slope: number][];
}

const familyPart = (carried: { id: string; factor: number; size: number }[]): FamilyPart => {
  const order = [...carried].sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
  const best = order[0]?.size ?? 0;
  const rest = order.slice(1).reduce((sum, one) => sum + one.size, 0);
  const isCapped = best + rest * furtherPart > best * familyCap;
  const slopeAt = (rank: number): number =>
    rank === 0 ? (isCapped ? familyCap : 1) : isCapped ? 0 : furtherPart;
  return {
    value: isCapped ? best * familyCap : best + rest * furtherPart,
    slopes: order.map(({ id, factor }, rank) => [id, slopeAt(rank) * factor]),
  };
};

/** One side of the evidence, family by family. */
const sideOf = (
  example: Example,
  facts: ReadonlyMap<string, IndicatorFacts>,
  sizes: Sizes,
  sign: 1 | -1,
): FamilyPart => {
  const families = new Map<Family, { id: string; factor: number; size: number }[]>();
  for (const [id, factor] of example.factors) {
    const indicator = facts.get(id);
    if (indicator?.sign !== sign) continue;
    const carried = families.get(indicator.family) ?? [];
    carried.push({ id, factor, size: factor * (sizes.get(id) ?? 0) });
    families.set(indicator.family, carried);
  }
  const parts = [...families.values()].map(familyPart);
  return {
    value: parts.reduce((sum, part) => sum + part.value, 0),
    slopes: parts.flatMap((part) => part.slopes),
  };
};

export const pointsOf = (
  example: Example,
  facts: ReadonlyMap<string, IndicatorFacts>,
  sizes: Sizes,
): Points => {
  const speaking = sideOf(example, facts, sizes, 1);
  const against = sideOf(example, facts, sizes, -1);
  const slopes = new Map(speaking.slopes);
  if (against.value < maxAgainst) for (const [id, slope] of against.slopes) slopes.set(id, -slope);
  return { points: speaking.value - Math.min(maxAgainst, against.value), slopes };
};
