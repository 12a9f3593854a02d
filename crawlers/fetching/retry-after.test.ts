import { expect, it } from 'vitest';
import { retryAfterMsOf } from './retry-after.ts';

const now = new Date('2026-11-22T10:00:00Z');

it.each([
  ['120', 120_000],
  ['Sun, 22 Nov 2026 10:05:00 GMT', 300_000],
  ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ['99999999', 24 * 3600_000],
  ['soon', null],
  ['', null],
  [undefined, null],
])('%s means %s ms', (header, ms) => {
  expect(retryAfterMsOf(header, now)).toBe(ms);
});
