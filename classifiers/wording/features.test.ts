import { expect, it } from 'vitest';
import { fold } from '../text/fold.ts';
import { bucketCount, eachRun, type Hidden } from './features.ts';

const runsOf = (text: string, hidden: Hidden[] = []): { bucket: number; part: string }[] => {
  const folded = fold(text);
  const runs: { bucket: number; part: string }[] = [];
  eachRun(folded, hidden, (bucket, from, to) => runs.push({ bucket, part: folded.text.slice(from, to) }));
  return runs;
};
const bucketsOf = (text: string, hidden?: Hidden[]): number[] =>
  runsOf(text, hidden).map((one) => one.bucket);

it('sees the runs of one to four characters of each word, with its edges', () => {
  expect(runsOf('ab').map((one) => one.part)).toEqual(['a', 'ab', 'ab', 'a', 'ab', 'ab', 'b', 'b']);
  for (const bucket of bucketsOf('Нужны операторы')) expect(bucket).toBeLessThan(bucketCount);
});

it('tells the beginning of a word from its middle', () => {
  const once = new Set(bucketsOf('bat'));
  expect(bucketsOf('tab').every((bucket) => once.has(bucket))).toBe(false);
});

it('takes all digits for one, and the same word anywhere in a text', () => {
  expect(bucketsOf('pay 1500')).toEqual(bucketsOf('pay 2999'));
  expect(bucketsOf('work\n  now')).toEqual(bucketsOf('work now'));
});

it('does not see what is hidden', () => {
  const text = 'write to @somebody_example today';
  const start = text.indexOf('@');
  expect(bucketsOf(text, [{ start, end: start + '@somebody_example'.length }])).toEqual(
    bucketsOf('write to today'),
  );
});

it('reads no more than the beginning of an endless text', () => {
  expect(runsOf('a'.repeat(100_000)).length).toBeLessThan(40_000);
});
