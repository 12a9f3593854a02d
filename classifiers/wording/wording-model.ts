/** A linear model of how texts of each class are worded: a softmax over the runs of characters that a text has. */

import { inflateSync } from 'node:zlib';
import type { Folded } from '../text/fold.ts';
import { bucketCount, eachRun, type Hidden } from './features.ts';
import stored from './weights.json' with { type: 'json' };

/** What the corpus labels; the two kinds of lure are one class, and so are the two of honest adverts. */
export const wordingClasses = ['lure', 'honest', 'seeking', 'question', 'warning', 'plea'] as const;
export type WordingClass = (typeof wordingClasses)[number];

export interface WordedField {
  folded: Folded;
  hidden: readonly Hidden[];
}

/** Weights as they are stored: for each bucket one integer a class, in units of `unit`. */
export interface WordingWeights {
  /** Languages of the texts that it was trained on. */
  languages: string[];
  unit: number;
  bias: number[];
  /**
   * `bucketCount` times so many signed integers of 16 bits as there are classes, the lower byte first; packed by
   * zlib (RFC 1950) and in Base64.
   */
  weights: string;
}

export interface WordingModel {
  /** Of any other language it knows nothing. */
  languages: ReadonlySet<string>;
  /** Logarithms of the odds, one for each class, up to a common constant. */
  read(fields: readonly WordedField[]): number[];
  /** What each unit of a field's folded text adds to one class against another. */
  shares(
    fields: readonly WordedField[],
    index: number,
    of: WordingClass,
    against: WordingClass,
  ): Float64Array;
}

const width = wordingClasses.length;

export const makeWordingModel = ({ languages, unit, bias, weights }: WordingWeights): WordingModel => {
  const bytes = inflateSync(Buffer.from(weights, 'base64'));
  const table = new Int16Array(bucketCount * width);
  if (bytes.length !== table.byteLength)
    throw new Error(
      `the weights of the wordings have ${bytes.length} bytes instead of ${table.byteLength}: train them anew`,
    );
  Buffer.from(table.buffer).set(bytes);
  /** A bucket seen in this reading has its number. */
  const seenIn = new Uint32Array(bucketCount);
  const found = new Uint32Array(bucketCount);
  let reading = 0;
  const startReading = (): void => {
    reading += 1;
    if (reading < 0xffffffff) return;
    seenIn.fill(0);
    reading = 1;
  };
  const isNew = (bucket: number): boolean => {
    if (seenIn[bucket] === reading) return false;
    seenIn[bucket] = reading;
    return true;
  };
  /** Puts the buckets of all fields into `found`, each once, and answers how many. */
  const find = (fields: readonly WordedField[]): number => {
    startReading();
    let count = 0;
    for (const { folded, hidden } of fields)
      eachRun(folded, hidden, (bucket) => {
        if (!isNew(bucket)) return;
        found[count] = bucket;
        count += 1;
      });
    return count;
  };
  /** Shares are asked for the fields that were read last. */
  let counted: { fields: readonly WordedField[]; count: number } | undefined;
  const scaleOf = (count: number): number => unit / Math.sqrt(Math.max(1, count));
  return {
    languages: new Set(languages),
    read: (fields) => {
      const count = find(fields);
      counted = { fields, count };
      const scale = scaleOf(count);
      return sumsOf(table, found.subarray(0, count)).map(
        (sum, index) => (bias[index] as number) + sum * scale,
      );
    },
    shares: (fields, index, of, against) => {
      const scale = scaleOf(counted?.fields === fields ? counted.count : find(fields));
      const [plus, minus] = [wordingClasses.indexOf(of), wordingClasses.indexOf(against)];
      startReading();
      const field = fields[index] as WordedField;
      const shares = new Float64Array(field.folded.text.length);
      eachRun(field.folded, field.hidden, (bucket, from, to) => {
        if (!isNew(bucket)) return;
        const weight = (table[bucket * width + plus] as number) - (table[bucket * width + minus] as number);
        const each = (weight * scale) / (to - from);
        for (let at = from; at < to; at += 1) shares[at] = (shares[at] as number) + each;
      });
      return shares;
    },
  };
};

/** One sum a class, each in a variable of its own: this is the busiest loop of the model. */
const sumsOf = (table: Int16Array, buckets: Uint32Array): number[] => {
  let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < buckets.length; at += 1) {
    const from = (buckets[at] as number) * width;
    a += table[from] as number;
    b += table[from + 1] as number;
    c += table[from + 2] as number;
    d += table[from + 3] as number;
    e += table[from + 4] as number;
    f += table[from + 5] as number;
  }
  return [a, b, c, d, e, f];
};

let loaded: WordingModel | undefined;
/** The model that was trained on the corpus. Made when it is first asked for. */
export const loadWordingModel = (): WordingModel => {
  loaded ??= makeWordingModel(stored);
  return loaded;
};
