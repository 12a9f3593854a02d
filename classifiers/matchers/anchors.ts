/** Which literals of a pattern the automaton looks for: every match must hold one of them. */
import type { Item, Pattern } from './pattern.ts';

/** A literal with all that must stand to its left and to its right. */
export interface Anchor {
  literal: string;
  marked: string;
  left: Pattern;
  right: Pattern;
}

/** Letters of scripts with many signs say more than letters of alphabets. */
const weightOf = (text: string): number => {
  let weight = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    weight += code > 0x2e80 ? 2.5 : 1;
  }
  return weight;
};

const rarity = (item: Item): number => {
  if (item.is === 'literal') return weightOf(item.text);
  if (item.is !== 'choice' || item.isOptional) return 0;
  // a choice costs an entry for each of its alternatives
  return Math.min(...item.of.map(bestRarity)) - item.of.length / 100;
};

const bestRarity = (pattern: Pattern): number => Math.max(0, ...pattern.map(rarity));

/** The anchors of the rarest part that no match can do without. */
export const anchorsOf = (pattern: Pattern, left: Pattern = [], right: Pattern = []): Anchor[] => {
  let best = 0;
  pattern.forEach((item, index) => {
    if (rarity(item) > rarity(pattern[best] as Item)) best = index;
  });
  const item = pattern[best];
  const before = [...left, ...pattern.slice(0, best)];
  const after = [...pattern.slice(best + 1), ...right];
  if (item?.is === 'literal')
    return [{ literal: item.text, marked: item.marked, left: before, right: after }];
  if (item?.is === 'choice') return item.of.flatMap((one) => anchorsOf(one, before, after));
  return [];
};
