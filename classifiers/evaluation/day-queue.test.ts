import { describe, expect, it } from 'vitest';
import type { Tier } from '../../src/domain/assessment.ts';
import { dayQueue } from './day-queue.ts';
import type { Scored, Truth } from './labelled-advert.ts';

const row = (id: string, truth: Truth, score: number, tier: Tier): Scored => ({
  id,
  truth,
  label: truth,
  language: 'en',
  source: 'own',
  text: '',
  assessment: { kind: 'offer', tier, score, gist: '' },
  without: [],
});
const rows = (count: number, truth: Truth, score: number, tier: Tier): Scored[] =>
  Array.from({ length: count }, (_, index) => row(`${truth}-${score}-${index}`, truth, score, tier));

const set = [
  ...rows(8, 'lure', 90, 'high'),
  ...rows(2, 'lure', 5, 'none'),
  ...rows(1, 'ordinary', 50, 'medium'),
  ...rows(999, 'ordinary', 0, 'none'),
];

describe("the head of a day's queue", () => {
  it('weighs each row by what a day brings of its kind', () => {
    // 1,000 adverts a day: 5 lures, of which 4 are queued, and 1 false flag of 995
    const day = dayQueue(set, { oneIn: 200, adverts: 1000 });
    expect(day).toMatchObject({ luresOfDay: 5, lures: 4 });
    expect(day?.queued).toBeCloseTo(4.995);
    expect(day?.precision).toBeCloseTo(4 / 4.995);
  });

  it('looks at the first entries only', () => {
    const day = dayQueue(set, { oneIn: 200, adverts: 10_000 });
    expect(day).toMatchObject({ entries: 20, lures: 20, precision: 1 });
    expect(dayQueue(set, { oneIn: 1000, adverts: 10_000 })?.lures).toBeCloseTo(8);
    expect(dayQueue(set, { oneIn: 1000, adverts: 10_000, first: 4 })).toMatchObject({ entries: 4, lures: 4 });
  });

  it('is less certain the fewer ordinary adverts there are', () => {
    const few = dayQueue([...rows(8, 'lure', 90, 'high'), ...rows(20, 'ordinary', 0, 'none')], {
      oneIn: 1000,
    });
    const many = dayQueue([...rows(8, 'lure', 90, 'high'), ...rows(20_000, 'ordinary', 0, 'none')], {
      oneIn: 1000,
    });
    expect(few).toMatchObject({ precision: 1, high: 1 });
    expect(few?.low).toBeLessThan(0.01);
    expect(many?.low).toBeGreaterThan(0.7);
  });

  it('takes equal scores in no order', () => {
    const tie = [...rows(10, 'lure', 50, 'medium'), ...rows(10, 'ordinary', 50, 'medium')];
    expect(dayQueue(tie, { oneIn: 2, adverts: 1000 })?.precision).toBeCloseTo(0.5);
    expect(dayQueue([...tie].reverse(), { oneIn: 2, adverts: 1000 })?.precision).toBeCloseTo(0.5);
  });

  it('tells an empty queue from a set that can tell nothing', () => {
    const silent = [...rows(2, 'lure', 5, 'none'), ...rows(2, 'ordinary', 0, 'none')];
    expect(dayQueue(silent, { oneIn: 200 })).toMatchObject({ entries: 0, precision: null });
    expect(dayQueue(rows(2, 'lure', 90, 'high'), { oneIn: 200 })).toBeNull();
  });
});
