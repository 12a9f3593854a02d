import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactMcNemar, share } from './statistics.ts';

describe('a share', () => {
  it('has the interval of Wilson, as tables give it', () => {
    expect(share(8, 10).low).toBeCloseTo(0.4902, 4);
    expect(share(8, 10).high).toBeCloseTo(0.9433, 4);
    expect(share(0, 66).high).toBeCloseTo(0.055, 3);
  });

  it('of nothing is unknown', () => {
    expect(share(0, 0)).toEqual({ count: 0, of: 0, share: null, low: null, high: null });
  });

  it('lies within its interval, which is within 0 and 1 and narrows with more texts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, part) => {
          const one = share(Math.round(of * part), of);
          const many = share(one.count * 10, of * 10);
          expect(one.low).toBeGreaterThanOrEqual(0);
          expect(one.low).toBeLessThanOrEqual(one.share ?? -1);
          expect(one.high).toBeGreaterThanOrEqual(one.share ?? 2);
          expect(one.high).toBeLessThanOrEqual(1);
          expect((many.high ?? 2) - (many.low ?? 0)).toBeLessThan((one.high ?? 0) - (one.low ?? 0));
        },
      ),
    );
  });
});

describe("McNemar's exact test", () => {
  it('is twice the tail of the binomial distribution', () => {
    expect(exactMcNemar(1, 8)).toBeCloseTo(20 / 512, 10);
    expect(exactMcNemar(8, 1)).toBeCloseTo(20 / 512, 10);
    expect(exactMcNemar(0, 5)).toBeCloseTo(2 / 32, 10);
  });

  it('finds nothing where nothing or as much changed both ways', () => {
    expect(exactMcNemar(0, 0)).toBe(1);
    expect(exactMcNemar(7, 7)).toBe(1);
  });

  it('is exact for thousands of changes too', () => {
    expect(exactMcNemar(1500, 1500)).toBe(1);
    expect(exactMcNemar(1400, 1600)).toBeGreaterThan(0.0001);
    expect(exactMcNemar(1400, 1600)).toBeLessThan(0.001);
  });
});
