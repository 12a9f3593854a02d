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
const maxTrigrams = 240;

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
    counts.set(folded, (counts.get(folded) ?? 0) + count);
  }
  return counts;
};

/** A model of these languages of the table; an unknown code is a language without trigrams. */
export const makeTrigramModel = (codes: readonly string[]): TrigramModel => {
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
  return {
    codes,
    read: (text, isLetter) => {
      const scores = new Float64Array(codes.length);
      const letters = lettersOf(text, isLetter);
      const count = Math.max(0, letters.length - 2);
      for (let at = 0; at < count; at += 1) {
        const row = weights.get(letters.slice(at, at + 3)) ?? unseen;
        for (let index = 0; index < scores.length; index += 1)
          scores[index] = (scores[index] as number) + (row[index] as number);
      }
      return { scores, count };
    },
  };
};

/** Words of the script with one blank between, before and after them. */
const lettersOf = (text: string, isLetter: (code: number) => boolean): string => {
  let letters = ' ';
  let from = -1;
  for (let at = 0; at <= text.length && letters.length < maxTrigrams; at += 1) {
    const is = at < text.length && isLetter(text.charCodeAt(at));
    if (is && from < 0) from = at;
    else if (!is && from >= 0) {
      letters += `${text.slice(from, at)} `;
      from = -1;
    }
  }
  return letters.slice(0, maxTrigrams + 2);
};
