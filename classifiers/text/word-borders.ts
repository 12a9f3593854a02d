/** Where words end in letters that were joined: "freetickettocambodia" falls into the lexicon's own words. */
import { type LiteralTrie, literalEndsAt } from '../matchers/literal-trie.ts';

/** A word costs this much; short ones more, because a chance letter or two is often a word of some language. */
const wordCost = 1;
const shortWordCost: Record<number, number> = { 1: 2.5, 2: 1.8, 3: 1.2 };
const unknownLetterCost = 1.1;
const maxWords = 40;
const ends = new Int32Array(maxWords);

/** Positions in `letters` at which a new word begins, by the cheapest way through; linear time. */
export const wordBorders = (letters: string, words: LiteralTrie): number[] => {
  const { length } = letters;
  const costs = new Float64Array(length + 1).fill(Number.POSITIVE_INFINITY);
  /** Where the word that ends here began; -1: this letter belongs to no known word. */
  const begins = new Int32Array(length + 1).fill(-1);
  costs[0] = 0;
  for (let at = 0; at < length; at += 1) {
    const cost = costs[at] as number;
    if (cost + unknownLetterCost < (costs[at + 1] as number)) {
      costs[at + 1] = cost + unknownLetterCost;
      begins[at + 1] = -1;
    }
    const count = literalEndsAt(words, letters, at, ends);
    for (let index = 0; index < count; index += 1) {
      const end = ends[index] as number;
      const total = cost + (shortWordCost[end - at] ?? wordCost);
      if (total >= (costs[end] as number)) continue;
      costs[end] = total;
      begins[end] = at;
    }
  }
  return bordersOf(begins);
};

const bordersOf = (begins: Int32Array): number[] => {
  const borders: number[] = [];
  let at = begins.length - 1;
  while (at > 0) {
    const begin = begins[at] as number;
    const isUnknown = begin < 0;
    const from = isUnknown ? at - 1 : begin;
    // letters of no known word stay together
    const isBorder = !isUnknown || (begins[from] as number) >= 0;
    if (from > 0 && isBorder) borders.push(from);
    at = from;
  }
  return borders.reverse();
};

/** Whether all of `text` is one of the words. */
export const isWord = (text: string, words: LiteralTrie): boolean => {
  const count = literalEndsAt(words, text, 0, ends);
  return count > 0 && ends[count - 1] === text.length;
};
