/**
 * Which literals of a pattern the automaton looks for: every match must hold one of them. The rarest part is taken
 * of those that no match can do without, so that few places have to be looked at.
 */
import type { Item, Pattern } from './pattern.ts';

/** A literal with all that must stand to its left and to its right. */
export interface Anchor {
  literal: string;
  marked: string;
  left: Pattern;
  right: Pattern;
}

/** Where an anchor stands: item, then alternative and item of each choice that it lies in. */
export type AnchorPath = number[];

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

export const anchorPathsOf = (pattern: Pattern, counts: LiteralCounts): AnchorPath[] => {
  let best = 0;
  let bestRarity = Number.NEGATIVE_INFINITY;
  pattern.forEach((item, index) => {
    const value = rarity(item, counts);
    if (value > bestRarity) {
      best = index;
      bestRarity = value;
    }
  });
  const item = pattern[best];
  if (item?.is !== 'choice') return [[best]];
  return item.of.flatMap((one, which) => anchorPathsOf(one, counts).map((path) => [best, which, ...path]));
};

export const anchorAtPath = (
  pattern: Pattern,
  path: AnchorPath,
  left: Pattern = [],
  right: Pattern = [],
): Anchor => {
  const [index = 0, which = 0, ...rest] = path;
  const item = pattern[index];
  const before = [...left, ...pattern.slice(0, index)];
  const after = [...pattern.slice(index + 1), ...right];
  if (item?.is === 'literal') return { literal: item.text, marked: item.marked, left: before, right: after };
  if (item?.is !== 'choice') throw new Error('an anchor path that ends in no literal');
  return anchorAtPath(item.of[which] as Pattern, rest, before, after);
};
