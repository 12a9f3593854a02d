import { expect, it } from 'vitest';
import { longWords, retryAfterMsOf } from './retry-after.ts';

const now = new Date('2026-11-22T10:00:00Z');

it.each([
  ['120', 120_000],
  ['Sun, 22 Nov 2026 10:05:00 GMT', 300_000],
  ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ['315360000', 315_360_000_000],
  ['-3600', null],
  ['0.5', null],
  ['soon', null],
  ['', null],
  [undefined, null],
])('%s means %s ms', (header, ms) => {
  expect(retryAfterMsOf(header, now)).toBe(ms);
});

it.each([
  [315_360_000_000, 'for 3,650 days'],
  [25 * 3_600_000, 'for 1 day'],
  [Number('9'.repeat(40)), 'for good'],
])('%s ms are %s', (ms, words) => {
  expect(longWords(ms)).toBe(words);
});
