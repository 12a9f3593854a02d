/**
 * How likely a text is in each language of a script, by its trigrams (naive Bayes; Cavnar & Trenkle 1994 for
 * trigrams, Baldwin & Lui 2010 for short texts). Our own, because franc's and eld's rankings are too slow or know
 * too few of these languages; the counts are the ones that franc is built on.
 */
import { fold } from './fold.ts';
import trigrams from './trigrams.json' with { type: 'json' };

/** Trigrams seen less often than those in the table are taken to have been seen this often. */
const unseenCount = 0.3;
/** The table holds about this part of all trigrams of a text. */
const coveredPart = 0.62;
const maxTrigrams = 200;

export interface TrigramModel {
  /** Languages, in the order of the scores. */
  codes: readonly string[];
  /** Natural logarithm of the likelihood of each language, and how many trigrams were read. */
  read(text: string, isLetter: (code: number) => boolean): { scores: Float64Array; count: number };
}

const countsOf = (code: string): Map<string, number> => {
  const counts = new Map<string, number>();
  const table = (trigrams.trigrams as Record<string, Record<string, number>>)[code] ?? {};
  for (const [trigram, count] of Object.entries(table)) {
    const folded = fold(trigram).marked;
    if (folded.length === 3) counts.set(folded, (counts.get(folded) ?? 0) + count);
  }
  return counts;
};

/** Letters get small numbers, so that three of them make one whole number; 0 is a letter of no trigram. */
const letterBits = 9;
const blank = 1;

/** Weights of trigrams by number, in open addressing: no string is made while a text is read. */
class TrigramTable {
  private readonly letters = new Uint16Array(65_536);
  private letterCount = blank;
  private readonly keys: Int32Array;
  private readonly rows: Int32Array;
  private readonly mask: number;
  readonly weights: Float64Array;
  private readonly width: number;

  constructor(trigramCount: number, width: number) {
    let size = 1024;
    while (size < trigramCount * 3) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.rows = new Int32Array(size);
    this.width = width;
    this.weights = new Float64Array(trigramCount * width);
    this.letters[32] = blank;
  }

  numberOf(code: number): number {
    return this.letters[code] as number;
  }

  private numbered(code: number): number {
    let known = this.letters[code] as number;
    if (known === 0) {
      this.letterCount += 1;
      known = this.letterCount;
      this.letters[code] = known;
    }
    return known;
  }

  private slotOf(key: number): number {
    let slot = Math.imul(key, 0x9e3779b1) & this.mask;
    while (this.keys[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & this.mask;
    return slot;
  }

  add(trigram: string, row: number, weights: Float64Array): void {
    let key = 0;
    for (let at = 0; at < 3; at += 1) key = (key << letterBits) | this.numbered(trigram.charCodeAt(at));
    const slot = this.slotOf(key);
    this.keys[slot] = key;
    this.rows[slot] = row;
    this.weights.set(weights, row * this.width);
  }

  /** Where the weights of a trigram begin, or -1. */
  find(key: number): number {
    const slot = this.slotOf(key);
    return this.keys[slot] === 0 ? -1 : (this.rows[slot] as number) * this.width;
  }
}

const mostLetters = 1 << letterBits;

/** The weights of every trigram of these languages, and of one that is in no table. */
const readTables = (
  codes: readonly string[],
): { weights: Map<string, Float64Array>; unseen: Float64Array } => {
  const weights = new Map<string, Float64Array>();
  const unseen = new Float64Array(codes.length);
  codes.forEach((code, index) => {
    const counts = countsOf(code);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0) / coveredPart;
    unseen[index] = Math.log(unseenCount / total);
    for (const [trigram, count] of counts) {
      const row = weights.get(trigram) ?? new Float64Array(codes.length).fill(Number.NaN);
      row[index] = Math.log((count + unseenCount) / total);
      weights.set(trigram, row);
    }
  });
  for (const row of weights.values())
    row.forEach((value, index) => {
      if (Number.isNaN(value)) row[index] = unseen[index] as number;
    });
  return { weights, unseen };
};

/** A model of these languages of the table; an unknown code is a language without trigrams. */
export const makeTrigramModel = (codes: readonly string[]): TrigramModel => {
  const { weights, unseen } = readTables(codes);
  const alphabet = new Set([...weights.keys()].join(''));
  if (alphabet.size >= mostLetters - 1)
    throw new Error(
      `the trigrams of ${codes.join(', ')} have ${alphabet.size} letters, more than ${mostLetters - 2}`,
    );
  const table = new TrigramTable(weights.size, codes.length);
  let row = 0;
  for (const [trigram, values] of weights) {
    table.add(trigram, row, values);
    row += 1;
  }
  const width = codes.length;
  const keyMask = mostLetters ** 3 - 1;
  return {
    codes,
    // words of the script with one blank between, before and after them
    read: (text, isLetter) => {
      const scores = new Float64Array(width);
      let unseenTimes = 0;
      let count = 0;
      let length = 1;
      let key = blank;
      let isBlank = true;
      const take = (letter: number): void => {
        key = ((key << letterBits) | letter) & keyMask;
        length += 1;
        if (length < 3) return;
        count += 1;
        const from = table.find(key);
        if (from < 0) unseenTimes += 1;
        else
          for (let index = 0; index < width; index += 1)
            scores[index] = (scores[index] as number) + (table.weights[from + index] as number);
      };
      for (let at = 0; at < text.length && count < maxTrigrams; at += 1) {
        const code = text.charCodeAt(at);
        if (isLetter(code)) {
          take(table.numberOf(code));
          isBlank = false;
        } else if (!isBlank) {
          take(blank);
          isBlank = true;
        }
      }
      if (!isBlank && count < maxTrigrams) take(blank);
      for (let index = 0; index < width; index += 1)
        scores[index] = (scores[index] as number) + unseenTimes * (unseen[index] as number);
      return { scores, count };
    },
  };
};
