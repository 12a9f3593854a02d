/** A linear model of how texts of each class are worded: a softmax over the runs of characters that a text has. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import type { Folded } from '../text/fold.ts';
import { bucketCount, type Hidden } from './features.ts';
import { RunReader } from './run-reader.ts';

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
  const runs = new RunReader();
  const scaleOf = (count: number): number => unit / Math.sqrt(Math.max(1, count));
  return {
    languages: new Set(languages),
    read: (fields) => {
      const buckets = runs.read(fields);
      const scale = scaleOf(buckets.length);
      return sumsOf(table, buckets).map((sum, index) => (bias[index] as number) + sum * scale);
    },
    shares: (fields, index, of, against) => {
      const scale = scaleOf(runs.read(fields).length);
      const [plus, minus] = [wordingClasses.indexOf(of), wordingClasses.indexOf(against)];
      const shares = new Float64Array((fields[index] as WordedField).folded.text.length);
      runs.eachOfField(index, (bucket, from, to) => {
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

/** Read as a file: as a part of the code, each thread would keep its text. */
const weightsFile = join(dirname(fileURLToPath(import.meta.url)), 'weights.json');

let loaded: WordingModel | undefined;
/** The model that was trained on the corpus. Made when it is first asked for. */
export const loadWordingModel = (): WordingModel => {
  loaded ??= makeWordingModel(JSON.parse(readFileSync(weightsFile, 'utf8')) as WordingWeights);
  return loaded;
};
