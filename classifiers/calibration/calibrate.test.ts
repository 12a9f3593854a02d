import { describe, expect, it } from 'vitest';
import { calibrate } from './calibrate.ts';
import { type IndicatorFacts, pointsOf } from './evidence-points.ts';
import type { Example } from './example.ts';

const facts = new Map<string, IndicatorFacts>([
  ['overseas', { id: 'overseas', family: 'destination', sign: 1 }],
  ['border', { id: 'border', family: 'transit', sign: 1 }],
  ['flight', { id: 'flight', family: 'logistics', sign: 1 }],
  ['lodging', { id: 'lodging', family: 'logistics', sign: 1 }],
  ['office', { id: 'office', family: 'role', sign: 1 }],
  ['licence', { id: 'licence', family: 'legitimacy', sign: -1 }],
  ['absent', { id: 'absent', family: 'coercion', sign: 1 }],
]);
const reasoned = new Map([
  ['overseas', 6],
  ['border', 6],
  ['flight', 6],
  ['lodging', 4],
  ['office', 4],
  ['licence', 4],
  ['absent', 9],
]);

const example = (id: string, isLure: boolean, ...indicators: string[]): Example => ({
  id,
  isLure,
  isLookalike: false,
  factors: new Map(indicators.map((one) => [one, 1])),
});
const times = (count: number, make: (index: number) => Example): Example[] =>
  Array.from({ length: count }, (_, index) => make(index));

const examples = [
  ...times(30, (index) => example(`lure${index}`, true, 'overseas', 'flight', 'office')),
  ...times(10, (index) => example(`border${index}`, true, 'border', 'flight', 'lodging')),
  ...times(200, (index) => example(`ordinary${index}`, false, 'office', 'licence')),
  ...times(20, (index) => example(`abroad${index}`, false, 'overseas', 'office', 'licence')),
];

describe('calibrate', () => {
  const { before, crossValidated, indicators, stretch } = calibrate(examples, facts, reasoned, 5, {
    ordinary: 0.005,
    lookalikes: 0.04,
  });
  const effect = (id: string) => {
    const found = indicators.find((one) => one.id === id);
    if (!found) throw new Error(`no indicator ${id}`);
    return found;
  };

  it('raises what only lures carry, so that adverts it has not seen reach the queue', () => {
    expect(before.luresMedium).toBe(0);
    expect(crossValidated.luresMedium).toBeGreaterThan(0.9);
    expect(crossValidated.ordinaryMedium).toBe(0);
    expect(effect('flight').fitted).toBeGreaterThan(8);
    expect(effect('office').fitted).toBeLessThan(effect('flight').fitted);
  });

  it('keeps the sign of each indicator and the bounds around its reason', () => {
    for (const { id, fitted, reasoned: start } of indicators) {
      expect(Math.sign(fitted), id).toBe(Math.sign(start));
      expect(Math.abs(fitted), id).toBeLessThanOrEqual(3 * stretch * Math.abs(start) + 0.5);
    }
    expect(effect('absent').fitted).toBeCloseTo(9 * stretch, 0);
  });

  it('counts who carries an indicator, and whom the queue would lose without it', () => {
    expect(effect('flight')).toMatchObject({ lures: 40, others: 0, othersLostWithout: 0 });
    expect(indicators.some((one) => one.luresLostWithout > 0)).toBe(true);
    expect(effect('licence')).toMatchObject({ lures: 0, others: 220 });
  });
});

describe('pointsOf', () => {
  it('tells the slope of each weight', () => {
    const one = example('x', true, 'flight', 'lodging', 'overseas', 'licence');
    const { points, slopes } = pointsOf(one, facts, reasoned);
    for (const [id, slope] of slopes) {
      const more = pointsOf(one, facts, new Map([...reasoned, [id, (reasoned.get(id) ?? 0) + 0.01]]));
      expect((more.points - points) / 0.01, id).toBeCloseTo(slope, 5);
    }
  });
});

describe('the false-flag budget', () => {
  it('stretches all weights until unseen honest adverts reach the queue no more often', () => {
    const honest = times(8, (index) => example(`agency${index}`, false, 'overseas', 'flight', 'office'));
    const mixed = [...examples, ...honest];
    const strict = calibrate(mixed, facts, reasoned, 5, { ordinary: 0, lookalikes: 0.04 });
    const loose = calibrate(mixed, facts, reasoned, 5, { ordinary: 0.09, lookalikes: 0.04 });
    expect(strict.crossValidated.ordinaryMedium).toBeLessThan(loose.crossValidated.ordinaryMedium);
    expect(loose.stretch).toBeGreaterThan(strict.stretch);
    expect(loose.crossValidated.luresMedium).toBeGreaterThanOrEqual(strict.crossValidated.luresMedium);
  });
});
