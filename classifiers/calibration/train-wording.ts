/**
 * Trains the model of wordings: multinomial logistic regression with L2, by AdaGrad (Duchi, Hazan & Singer 2011) over the
 * texts in a fixed order of chance, so that the same corpus gives the same weights on any machine.
 */
import { deflateSync } from 'node:zlib';
import { bucketCount, eachRun } from '../wording/features.ts';
import {
  type WordedField,
  type WordingClass,
  type WordingWeights,
  wordingClasses,
} from '../wording/wording-model.ts';

export interface WordingExample {
  /** Of the text as a whole, as it was labelled. */
  language: string;
  fields: readonly WordedField[];
  is: WordingClass;
}

const width = wordingClasses.length;
const rounds = 40;
const learningRate = 0.3;
const initialSum = 1e-3;
/** Of the squared weights, for each text. */
const penalty = 2e-5;
/** A run of one text alone teaches that text, not its language. */
const minTexts = 2;
/** Of a language with fewer texts the model says nothing; they still teach it the words that languages share. */
const leastOfLanguage = 30;
/** Of the signed integers of 16 bits that weights are stored as: with bytes, two lures in a hundred less stood out. */
const largest = 32_767;

/** A generator of chance that is the same everywhere (mulberry32). */
const chanceFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const shuffle = (order: Int32Array, chance: () => number): void => {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    const kept = order[at] as number;
    order[at] = order[other] as number;
    order[other] = kept;
  }
};

const bucketsOf = (fields: readonly WordedField[]): Int32Array => {
  const buckets = new Set<number>();
  for (const { folded, hidden } of fields) eachRun(folded, hidden, (bucket) => buckets.add(bucket));
  return Int32Array.from(buckets);
};

/** Classes with few texts weigh as much as those with many. */
const classWeights = (examples: readonly WordingExample[]): number[] =>
  wordingClasses.map((name) => {
    const count = examples.filter((one) => one.is === name).length;
    return count === 0 ? 0 : examples.length / (width * count);
  });

const softmax = (scores: Float64Array): void => {
  const most = Math.max(...scores);
  let sum = 0;
  for (let at = 0; at < width; at += 1) {
    scores[at] = Math.exp((scores[at] as number) - most);
    sum += scores[at] as number;
  }
  for (let at = 0; at < width; at += 1) scores[at] = (scores[at] as number) / sum;
};

export const trainWording = (examples: readonly WordingExample[]): WordingWeights => {
  const documents = examples.map(({ fields }) => bucketsOf(fields));
  const times = new Uint16Array(bucketCount);
  for (const buckets of documents)
    for (const bucket of buckets) times[bucket] = (times[bucket] as number) + 1;
  const weightOfClass = classWeights(examples);
  const weights = new Float64Array(bucketCount * width);
  const squares = new Float64Array(bucketCount * width).fill(initialSum);
  const bias = new Float64Array(width);
  const biasSquares = new Float64Array(width).fill(1);
  const order = Int32Array.from(examples.keys());
  const chance = chanceFrom(1);
  const scores = new Float64Array(width);
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, chance);
    for (const index of order) {
      const buckets = documents[index] as Int32Array;
      const right = wordingClasses.indexOf((examples[index] as WordingExample).is);
      const value = 1 / Math.sqrt(Math.max(1, buckets.length));
      scores.set(bias);
      for (const bucket of buckets)
        for (let at = 0; at < width; at += 1)
          scores[at] = (scores[at] as number) + (weights[bucket * width + at] as number) * value;
      softmax(scores);
      for (let at = 0; at < width; at += 1) {
        const error = ((scores[at] as number) - (at === right ? 1 : 0)) * (weightOfClass[right] as number);
        biasSquares[at] = (biasSquares[at] as number) + error * error;
        bias[at] = (bias[at] as number) - (0.1 * error) / Math.sqrt(biasSquares[at] as number);
        for (const bucket of buckets) {
          if ((times[bucket] as number) < minTexts) continue;
          const slot = bucket * width + at;
          const slope = error * value + penalty * (weights[slot] as number);
          squares[slot] = (squares[slot] as number) + slope * slope;
          weights[slot] =
            (weights[slot] as number) - (learningRate * slope) / Math.sqrt(squares[slot] as number);
        }
      }
    }
  }
  return { languages: languagesOf(examples), ...pack(weights, bias) };
};

const languagesOf = (examples: readonly WordingExample[]): string[] => {
  const counts = new Map<string, number>();
  for (const { language } of examples) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].flatMap(([language, count]) => (count >= leastOfLanguage ? [language] : [])).sort();
};

/** The largest weight becomes the largest integer; every machine that Node 20 runs on has the lower byte first. */
const pack = (weights: Float64Array, bias: Float64Array): Omit<WordingWeights, 'languages'> => {
  const most = weights.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const unit = most === 0 ? 1 : most / largest;
  const integers = Int16Array.from(weights, (one) => Math.round(one / unit));
  return { unit, bias: [...bias], weights: deflateSync(Buffer.from(integers.buffer)).toString('base64') };
};
