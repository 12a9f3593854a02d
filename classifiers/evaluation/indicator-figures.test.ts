import { expect, it } from 'vitest';
import { harmfulIndicators, indicatorFigures } from './indicator-figures.ts';
import type { Scored, Truth } from './labelled-advert.ts';

const row = (id: string, truth: Truth, score: number, without: [string, number][]): Scored => {
  const tierOf = (value: number) => (value >= 40 ? 'medium' : 'none');
  return {
    id,
    truth,
    label: truth,
    language: 'en',
    source: 'own',
    text: '',
    assessment: { kind: 'offer', tier: tierOf(score), score, gist: '' },
    without: without.map(([indicator, lower]) => ({
      indicator,
      family: 'lure',
      score: lower,
      tier: tierOf(lower),
    })),
  };
};

const rows = [
  row('l1', 'lure', 50, [
    ['good', 10],
    ['idle', 50],
  ]),
  row('l2', 'lure', 60, [['good', 45]]),
  row('o1', 'ordinary', 55, [['bad', 5]]),
  row('o2', 'ordinary', 0, [['idle', 0]]),
  row('w1', 'warning', 0, [['good', 0]]),
];

it('tells who carries an indicator and what the queue would be without it', () => {
  const good = indicatorFigures(rows).find((one) => one.indicator === 'good');
  expect(good).toMatchObject({
    lures: { count: 2, of: 2 },
    ordinary: { count: 0, of: 2 },
    others: { count: 1, of: 1 },
    luresLost: 1,
    falseFlagsGone: 0,
    recallWithout: { count: 1, of: 2 },
  });
});

it('names those without which there are fewer false flags and no lure less', () => {
  const figures = indicatorFigures(rows);
  expect(harmfulIndicators(figures)).toEqual(['bad']);
  expect(figures.find((one) => one.indicator === 'bad')?.averagePrecisionChange).toBeGreaterThan(0);
  expect(figures.at(-1)?.indicator).toBe('idle');
});
