import { expect, test } from 'vitest';
import type { Tier } from '../../src/domain/assessment.ts';
import { averagePrecision, groupFigures, rankingPrecision, reviewBudget, tierFigures } from './figures.ts';
import type { Scored, Truth } from './labelled-advert.ts';

const row = (id: string, truth: Truth, score: number, tier: Tier = 'none'): Scored => ({
  id,
  truth,
  label: truth,
  language: 'en',
  source: 'own',
  text: '',
  assessment: { kind: 'offer', tier, score, gist: '' },
  without: [],
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
  expect(figures.falseFlagsMedium).toMatchObject({ count: 1, of: 1, share: 1 });
  expect(figures.recallHigh).toMatchObject({ count: 1, of: 1, share: 1 });
  expect(figures.precisionMedium.share).toBe(0.5);
});

test('a ranking counts lures against ordinary adverts alone', () => {
  const rows = [row('a', 'lookalike', 9), row('b', 'lure', 8), row('c', 'ordinary', 1)];
  expect(rankingPrecision(rows)).toBe(1);
  expect(rankingPrecision(rows.slice(0, 2))).toBeNull();
});

test('a tier tells its own precision and what is found from there up', () => {
  const rows = [
    row('a', 'lure', 90, 'high'),
    row('b', 'lure', 50, 'medium'),
    row('c', 'ordinary', 45, 'medium'),
    row('d', 'ordinary', 0),
  ];
  const [high, medium] = tierFigures(rows);
  expect(high).toMatchObject({ tier: 'high', rows: 1, precision: { share: 1 }, recall: { share: 0.5 } });
  expect(medium).toMatchObject({
    rows: 2,
    precision: { share: 0.5 },
    recall: { share: 1 },
    falseFlags: { share: 0.5 },
  });
});

test('a review budget reads the best first', () => {
  const rows = [row('a', 'lure', 99), ...Array.from({ length: 99 }, (_, n) => row(`o${n}`, 'ordinary', 0))];
  expect(reviewBudget(rows)[0]).toEqual({ budget: 0.01, precision: 1, recall: 1 });
});
