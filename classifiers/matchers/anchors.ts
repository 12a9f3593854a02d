/**
 * Which literals of a pattern are looked for: every match must hold one of them. The rarest part is taken of those
 * that no match can do without, so that few places have to be looked at.
 */
import type { Item, Pattern } from './pattern.ts';

export type Literal = Item & { is: 'literal' };

/** How many patterns use a literal: what stands in many patterns stands in many texts. */
export type LiteralCounts = ReadonlyMap<string, number>;

/** Letters of scripts with many signs say more than letters of alphabets. */
const weightOf = (text: string): number => {
  let weight = 0;
  for (let index = 0; index < text.length; index += 1) weight += text.charCodeAt(index) > 0x2e80 ? 2.5 : 1;
  return weight;
};

const commonness = 1.5;
/** A choice costs an entry for each of its alternatives. */
const costPerAlternative = 0.05;
const impossible = -1000;

const rarity = (item: Item, counts: LiteralCounts): number => {
  if (item.is === 'literal') return weightOf(item.text) - commonness * Math.log2(counts.get(item.text) ?? 1);
  if (item.is !== 'choice' || item.isOptional) return impossible;
  return (
    Math.min(...item.of.map((one) => Math.max(impossible, ...one.map((part) => rarity(part, counts))))) -
    item.of.length * costPerAlternative
  );
};

/** Counts each literal once for each pattern that it could anchor. */
export const countLiterals = (patterns: Iterable<Pattern>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const pattern of patterns)
    for (const text of new Set(literalsOf(pattern))) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
};

const literalsOf = (pattern: Pattern): string[] =>
  pattern.flatMap((item) =>
    item.is === 'literal' ? [item.text] : item.is === 'choice' ? item.of.flatMap(literalsOf) : [],
  );

/** One literal, or one for each alternative of a choice. */
export const anchorsOf = (pattern: Pattern, counts: LiteralCounts): Literal[] => {
  let best = pattern[0];
  let bestRarity = Number.NEGATIVE_INFINITY;
  for (const item of pattern) {
    const value = rarity(item, counts);
    if (value <= bestRarity) continue;
    best = item;
    bestRarity = value;
  }
  if (best?.is === 'literal') return [best];
  if (best?.is !== 'choice') throw new Error('a pattern without a literal that every match must hold');
  return best.of.flatMap((one) => anchorsOf(one, counts));
};
