/**
 * From findings to score and tier. Families of evidence are combined, never words counted: 98 % of ordinary adverts
 * carry at least one published sign of trafficking and 15 % five or more (Volodko, Cockbain & Kleinberg 2020), so a
 * tier asks for independent families. Adding evidence that speaks for a lure never lowers a score.
 */
import type { Family, Tier } from '../src/domain/assessment.ts';

/** A finding as the scorer sees it: its weight is the indicator's, positive when it speaks for a lure. */
export interface Weighed {
  indicator: string;
  family: Family;
  weight: number;
}

export interface Score {
  score: number;
  tier: Tier;
  /** For each finding given, what it contributes to the score; together they are the score. */
  contributions: number[];
}

/** Further distinct indicators of a family add this part of their weight … */
export const furtherPart = 0.3;
/** … up to so many times the strongest. */
export const familyCap = 1.8;
/** Legitimacy and warnings together lower by no more than this; licence numbers can be forged. */
export const maxAgainst = 16;
/** Points at which the score reaches 63 of 100. */
const scale = 36;

export const tierBounds = { low: 12, medium: 40, high: 56 } as const;

/** Points at which an advert reaches the queue. */
export const queuePoints = -scale * Math.log(1 - tierBounds.medium / 100);

/** Families that ordinary adverts are full of: they broaden evidence but never carry it. */
export const softFamilies = new Set<Family>(['role', 'lure', 'contact', 'operator', 'disguise']);
const abroadIndicators = new Set([
  'compound-place',
  'hotspot-place',
  'destination-country',
  'overseas-work',
  'undisclosed-destination',
  'free-flight',
  'free-visa',
  'passport-arranged',
  'passport-only',
  'tourist-visa-work',
  'transit-place',
  'border-crossing',
  'meeting-point',
  'departure-imminent',
  'local-title-foreign-work',
  'place-differs',
  'visa-type-mismatch',
  'logistics-bundle',
  'all-expenses-paid',
]);
const journeyIndicators = new Set([
  'free-flight',
  'free-visa',
  'passport-arranged',
  'logistics-bundle',
  'tourist-visa-work',
  'all-expenses-paid',
]);

/** From this weight on a family is there. */
const present = 2;
/** Work that pays off debts, or money before any work. */
const debtIndicators = ['debt-repaid', 'advance-pay', 'bad-credit-welcome'];
/** What an employer does who keeps people. */
const captivityIndicators = ['passport-kept', 'phone-restricted', 'closed-management', 'breach-fee'];

interface FamilySum {
  best: number;
  sum: number;
}

/** The strongest weight of each indicator, then per family. */
const familySums = (findings: readonly Weighed[], sign: 1 | -1): Map<Family, FamilySum> => {
  const indicators = new Map<string, Weighed>();
  for (const one of findings) {
    if (one.weight * sign <= 0) continue;
    const known = indicators.get(one.indicator);
    if (!known || Math.abs(one.weight) > Math.abs(known.weight)) indicators.set(one.indicator, one);
  }
  const sums = new Map<Family, FamilySum>();
  for (const { family, weight } of indicators.values()) {
    const size = Math.abs(weight);
    const known = sums.get(family) ?? { best: 0, sum: 0 };
    sums.set(family, { best: Math.max(known.best, size), sum: known.sum + size });
  }
  return sums;
};

const valueOf = ({ best, sum }: FamilySum): number =>
  Math.min(best * familyCap, best + (sum - best) * furtherPart);

const total = (sums: Map<Family, FamilySum>): number =>
  [...sums.values()].reduce((all, one) => all + valueOf(one), 0);

/** What the structure of the evidence allows: single families of words, however loud, stay low. */
const structureOf = (sums: Map<Family, FamilySum>, findings: readonly Weighed[]) => {
  const isThere = (family: Family): boolean => (sums.get(family)?.best ?? 0) >= present;
  const families = [...sums.keys()].filter(isThere);
  const carried = new Set(findings.filter((one) => one.weight > 0).map((one) => one.indicator));
  const hasAny = (indicators: readonly string[]): boolean => indicators.some((one) => carried.has(one));
  const isAbroad = findings.some((one) => one.weight >= present && abroadIndicators.has(one.indicator));
  const hasJourney = [...journeyIndicators].some((one) => carried.has(one));
  const isOverpaidByMessage =
    carried.has('pay-above-usual') && isThere('contact') && (isThere('role') || isThere('lure'));
  const hasTerms = isThere('role') || isThere('pay') || isThere('logistics');
  return {
    isAbroad,
    /** Every part of the text speaks, not one word of it. */
    isClearlyWorded: carried.has('clear-lure-wording'),
    breadth: families.length,
    /**
     * Families that ordinary adverts are not full of; pay alone is one only beside work abroad or a debt, or where
     * it is far above what is usual for work that is got by a private message.
     */
    core: families.filter(
      (family) =>
        !softFamilies.has(family) &&
        (family !== 'pay' || isAbroad || hasAny(debtIndicators) || isOverpaidByMessage),
    ).length,
    /** Few combinations say enough by themselves. */
    isUnmistakable:
      (carried.has('compound-place') && hasTerms) ||
      (carried.has('no-confinement-claim') && isAbroad) ||
      (carried.has('free-to-leave-claim') && isAbroad && (isThere('debt') || isThere('logistics'))) ||
      (hasAny(captivityIndicators) && isAbroad && (isThere('role') || isThere('pay'))) ||
      (hasAny(debtIndicators) && isAbroad && hasJourney) ||
      (carried.has('advance-pay') && hasAny(['debt-repaid', 'bad-credit-welcome']) && isAbroad) ||
      (carried.has('task-work') && carried.has('unsolicited-approach')),
  };
};

export type Structure = ReturnType<typeof structureOf>;

/** A bound on the score, and the rule that set it, in words. */
export interface Bound {
  at: number;
  rule: string;
}

/** The highest score that the structure allows. Each condition only gets truer as evidence is added. */
const ceilingOf = ({ isAbroad, breadth, core, isUnmistakable, isClearlyWorded }: Structure): Bound => {
  const justBelow = 0.1;
  if (isUnmistakable && breadth >= 2)
    return { at: 100, rule: 'an unmistakable combination and at least 2 families' };
  if (breadth >= 3 && core >= 2 && isAbroad)
    return { at: 100, rule: 'work abroad with at least 3 families, 2 of them unusual in ordinary adverts' };
  if (breadth >= 2 && core >= 1)
    return {
      at: tierBounds.high - justBelow,
      rule: 'at least 2 families, 1 of them unusual in ordinary adverts',
    };
  if (isClearlyWorded)
    return { at: tierBounds.high - justBelow, rule: 'the whole is put clearly as lures are' };
  return { at: tierBounds.medium - justBelow, rule: 'too few independent families for the queue' };
};

const floorOf = (structure: Structure): Bound =>
  structure.isUnmistakable
    ? { at: tierBounds.medium, rule: 'an unmistakable combination' }
    : { at: 0, rule: 'no combination is unmistakable' };

export const tierOf = (score: number): Tier =>
  score >= tierBounds.high
    ? 'high'
    : score >= tierBounds.medium
      ? 'medium'
      : score >= tierBounds.low
        ? 'low'
        : 'none';

const round = (value: number): number => Math.round(value * 10) / 10;

/** What each finding puts into its family's value: the strongest all, further indicators a part, repeats nothing. */
const rawContributions = (findings: readonly Weighed[]): number[] => {
  const order = findings
    .map((finding, index) => ({ finding, index, size: Math.abs(finding.weight) }))
    .sort((a, b) => b.size - a.size || a.index - b.index);
  const seenIndicators = new Set<string>();
  const seenFamilies = new Set<string>();
  const raw = findings.map(() => 0);
  for (const { finding, index } of order) {
    const { indicator, family, weight } = finding;
    if (seenIndicators.has(indicator) || weight === 0) continue;
    const side = `${family}/${weight > 0}`;
    raw[index] = seenFamilies.has(side) ? weight * furtherPart : weight;
    seenIndicators.add(indicator);
    seenFamilies.add(side);
  }
  return raw;
};

export interface FamilyValue {
  family: Family;
  sign: 1 | -1;
  /** Weight of the strongest indicator, the sum of all, and what of it counts. */
  best: number;
  sum: number;
  value: number;
}

/** How a score came about, for those who ask why. */
export interface ScoreExplanation {
  families: FamilyValue[];
  speaking: number;
  /** Bounded: legitimacy and warnings cannot hide strong evidence. */
  against: number;
  points: number;
  structure: Structure;
  /** The score that the points alone would give. */
  raw: number;
  floor: Bound;
  ceiling: Bound;
  /** What the kind of text allows at most. */
  limit: number;
  score: number;
}

const valuesOf = (sums: Map<Family, FamilySum>, sign: 1 | -1): FamilyValue[] =>
  [...sums].map(([family, sum]) => ({ family, sign, ...sum, value: valueOf(sum) }));

export const explainScore = (findings: readonly Weighed[], limit: number = 100): ScoreExplanation => {
  const speakingSums = familySums(findings, 1);
  const againstSums = familySums(findings, -1);
  const speaking = total(speakingSums);
  const against = Math.min(maxAgainst, total(againstSums));
  const points = Math.max(0, speaking - against);
  const structure = structureOf(speakingSums, findings);
  const raw = 100 * (1 - Math.exp(-points / scale));
  const floor = floorOf(structure);
  const ceiling = ceilingOf(structure);
  const score = round(Math.min(Math.max(raw, floor.at), ceiling.at, limit));
  const families = [...valuesOf(speakingSums, 1), ...valuesOf(againstSums, -1)];
  return { families, speaking, against, points, structure, raw, floor, ceiling, limit, score };
};

/** `limit`: texts that are no offers stay below this score. */
export const scoreFindings = (findings: readonly Weighed[], limit: number = 100): Score => {
  const { score } = explainScore(findings, limit);
  const parts = rawContributions(findings);
  const sum = parts.reduce((all, one) => all + one, 0);
  const factor = sum > 0 && score > 0 ? score / sum : 1;
  return { score, tier: tierOf(score), contributions: parts.map((one) => round(one * factor)) };
};
