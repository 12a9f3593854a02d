/** From the parts of an amount to a range in a currency, with what the ways of writing tell about it. */
import { dependsOnCountry, hintFor, isoCurrency, type Place } from './currency-meaning.ts';
import type { Lead } from './pay-lead.ts';
import type { Side } from './pay-side.ts';

export interface Reading {
  min: number;
  max: number;
  currency: string | undefined;
  hasCurrency: boolean;
  hasMultiple: boolean;
  isRange: boolean;
  /** The multiple is used of money before all else: `juta`, `lakh`; 万 counts followers too. */
  isMoney: boolean;
  /** The multiple belongs to one currency, unlike `k`. */
  hasHint: boolean;
}

const countsAnything: readonly string[] = [
  'CNY',
  'TWD',
  'KRW',
  'RUB',
  'THB',
  'LAK',
  'KHR',
  'TZS',
  'PHP',
  'ETB',
  'UZS',
];

export interface Amount extends Reading {
  start: number;
  end: number;
  text: string;
}

/** `$80-$130,000`: the thousands of the first are left to the second. */
const shortenedThousands = (first: Side, second: Side | undefined): number =>
  second &&
  /^\d{2,3}$/.test(first.number) &&
  /^\d{2,3}[,.]000$/.test(second.number) &&
  first.value * 1000 < second.value
    ? 1000
    : 1;

interface Sides {
  lead: Lead;
  first: Side;
  second: Side | undefined;
  /** `$800+$200`: the second comes on top. */
  isSum: boolean;
}

export const readSides = (
  { lead, first, second, isSum }: Sides,
  place: Place,
  text: string,
): Reading | undefined => {
  const firstMultiple = first.multiple ?? lead.multiple;
  const secondMultiple = second?.multiple;
  const named = [second?.currency, first.currency, lead.currency].filter((one) => one !== undefined);
  const currency = named.find((one) => !dependsOnCountry.has(one)) ?? named[0];
  const carried =
    firstMultiple ??
    (second && secondMultiple && !isSum && first.value <= second.value ? secondMultiple : undefined);
  const low = first.value * (carried?.factor ?? shortenedThousands(first, second));
  const secondFactor =
    secondMultiple?.factor ?? (firstMultiple && second && second.value < 1000 ? firstMultiple.factor : 1);
  const other = second ? second.value * secondFactor : 0;
  const most = first.upTo === undefined ? low : first.upTo * (carried?.factor ?? 1);
  const high = second === undefined ? most : isSum ? low + other : other;
  if (!Number.isFinite(low) || !Number.isFinite(high) || high < low || high <= 0) return undefined;
  const hint = firstMultiple?.hint ?? secondMultiple?.hint;
  return {
    min: low,
    max: high,
    currency: isoCurrency(currency, place, text) ?? (hint ? hintFor(hint, place) : undefined),
    hasCurrency: currency !== undefined,
    hasMultiple: Boolean(firstMultiple ?? secondMultiple),
    isRange: (second !== undefined && !isSum) || first.upTo !== undefined,
    hasHint: hint !== undefined,
    isMoney: hint !== undefined && !countsAnything.includes(hint),
  };
};
