import { expect, test } from 'vitest';
import type { Tier } from '../../src/domain/assessment.ts';
import { averagePrecision, groupFigures, queuePrecision, reviewBudget } from './figures.ts';
import type { Scored, Truth } from './labelled-advert.ts';

const row = (id: string, truth: Truth, score: number, tier: Tier = 'none'): Scored => ({
  id,
  truth,
  label: truth,
  language: 'en',
  source: 'own',
  text: '',
  assessment: { kind: 'offer', tier, score, gist: '' },
});

test('average precision of a perfect, a reversed and a mixed ranking', () => {
  expect(averagePrecision([row('a', 'lure', 9), row('b', 'lure', 8), row('c', 'ordinary', 1)])).toBe(1);
  expect(averagePrecision([row('a', 'ordinary', 9), row('b', 'lure', 1)])).toBe(0.5);
  // ranks 1 and 3: (1/1 + 2/3) / 2
  expect(averagePrecision([row('a', 'lure', 9), row('b', 'ordinary', 5), row('c', 'lure', 1)])).toBeCloseTo(
    5 / 6,
  );
  expect(averagePrecision([row('a', 'ordinary', 9)])).toBeNull();
});

test('equal scores count as one step, whatever the order of the rows', () => {
  const rows = [row('a', 'lure', 5), row('b', 'ordinary', 5)];
  expect(averagePrecision(rows)).toBe(averagePrecision([...rows].reverse()));
  expect(averagePrecision(rows)).toBe(0.5);
});

test('rows that are neither count for nothing', () => {
  const figures = groupFigures('all', [
    row('a', 'ignored', 90, 'high'),
    row('b', 'lure', 80, 'high'),
    row('c', 'ordinary', 50, 'medium'),
  ]);
  expect(figures.falseFlagsMedium).toEqual({ count: 1, of: 1, share: 1 });
  expect(figures.recallHigh).toEqual({ count: 1, of: 1, share: 1 });
  expect(figures.precisionMedium.share).toBe(0.5);
});

test('the queue precision follows the share of lures in a day', () => {
  const rows = [
    row('lure', 'lure', 90),
    row('false', 'ordinary', 95),
    ...Array.from({ length: 98 }, (_, n) => row(`o${n}`, 'ordinary', 0)),
  ];
  // one of 99 ordinary rows outranks every lure: it stands for about 100 adverts of 10,000
  expect(queuePrecision(rows, { oneIn: 1000 })).toBe(0);
  expect(queuePrecision(rows, { oneIn: 1000, first: 105 })).toBeGreaterThan(0);
});

test('a review budget reads the best first', () => {
  const rows = [row('a', 'lure', 99), ...Array.from({ length: 99 }, (_, n) => row(`o${n}`, 'ordinary', 0))];
  expect(reviewBudget(rows)[0]).toEqual({ budget: 0.01, precision: 1, recall: 1 });
});
