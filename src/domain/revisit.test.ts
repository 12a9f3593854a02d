import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesPerDay, isDueAgain, type KnownUrl, restMs, revisitLimits } from './revisit.ts';

const dayMs = 86_400_000;
const now = new Date('2026-05-20T00:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * dayMs);

const advert = (more: Partial<KnownUrl> = {}): KnownUrl => ({
  state: 'done',
  leadsOn: false,
  visitCount: 1,
  changedCount: 0,
  firstReadAt: daysAgo(1),
  lastReadAt: daysAgo(1),
  listedAt: daysAgo(1),
  isSameVersion: false,
  isOtherVersion: false,
  ...more,
});
const daily = {
  startedAt: now,
  previousStartedAt: daysAgo(1),
  targetChangedAt: daysAgo(100),
  picturesReadSince: null,
  isWhole: false,
};

/** Runs once a day; returns the days on which the advert was asked for again. */
const watch = (days: number, changesOn: (day: number) => boolean): number[] => {
  const asked: number[] = [];
  let url = advert({ firstReadAt: now, lastReadAt: now, listedAt: now });
  let hasChanged = false;
  for (let day = 1; day <= days; day += 1) {
    const startedAt = new Date(now.getTime() + day * dayMs);
    hasChanged ||= changesOn(day);
    const run = { ...daily, startedAt, previousStartedAt: new Date(startedAt.getTime() - dayMs) };
    if (isDueAgain(url, run)) {
      asked.push(day);
      const { visitCount, changedCount } = url;
      const changed = changedCount + Number(hasChanged);
      url = { ...url, visitCount: visitCount + 1, changedCount: changed, lastReadAt: startedAt };
      hasChanged = false;
    }
    url = { ...url, listedAt: startedAt };
  }
  return asked;
};

describe('an address that was read before', () => {
  it('is asked for in each run when it leads to other pages, was never read whole, or failed', () => {
    expect(isDueAgain(advert({ leadsOn: true }), daily)).toBe(true);
    expect(isDueAgain(advert({ leadsOn: null }), daily)).toBe(true);
    expect(isDueAgain(advert({ lastReadAt: null }), daily)).toBe(true);
    for (const state of ['failed', 'waiting', 'leased', 'gone', 'blocked', 'unreadable'])
      expect(isDueAgain(advert({ state }), daily)).toBe(true);
    expect(isDueAgain(advert(), daily)).toBe(false);
  });

  it('is asked for when it is listed again after it was missing, or the target was changed since', () => {
    expect(isDueAgain(advert({ listedAt: daysAgo(2) }), daily)).toBe(true);
    expect(isDueAgain(advert(), { ...daily, targetChangedAt: daysAgo(0.5) })).toBe(true);
    expect(isDueAgain(advert(), { ...daily, picturesReadSince: daily.startedAt })).toBe(true);
    expect(isDueAgain(advert(), { ...daily, picturesReadSince: new Date(0) })).toBe(false);
    expect(isDueAgain(advert(), { ...daily, isWhole: true })).toBe(true);
  });

  it('rests for a month at most while its place says that it is at the version that was read', () => {
    const same = advert({ isSameVersion: true, leadsOn: true, listedAt: daysAgo(20) });
    expect(isDueAgain({ ...same, lastReadAt: daysAgo(29) }, daily)).toBe(false);
    expect(isDueAgain({ ...same, lastReadAt: daysAgo(31) }, daily)).toBe(true);
    expect(isDueAgain({ ...same, state: 'failed' }, daily)).toBe(true);
  });

  it('is asked for when its place says that it changed since', () => {
    expect(isDueAgain(advert({ isOtherVersion: true }), daily)).toBe(true);
  });

  it('is asked for on every day when it changes every day', () => {
    const asked = watch(40, () => true);
    expect(asked.slice(-20)).toEqual(Array.from({ length: 20 }, (_, index) => 21 + index));
  });

  it('is asked for less and less when it never changes, but never more than the longest time apart', () => {
    const asked = watch(60, () => false);
    expect(asked.length).toBeLessThan(14);
    expect(asked[0]).toBeGreaterThan(1);
    const gaps = asked.slice(1).map((day, index) => day - (asked[index] ?? 0));
    expect(Math.max(...gaps)).toBe(revisitLimits.longestDays);
    expect(gaps).toEqual([...gaps].sort((one, other) => one - other));
  });

  it('is read at least every so many days, whatever its history and however far apart the runs are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (visitCount, changed, runEveryDays, readDaysAgo) => {
          const url = advert({
            visitCount,
            changedCount: Math.floor(changed * (visitCount - 1)),
            firstReadAt: daysAgo(400),
            lastReadAt: daysAgo(readDaysAgo),
            listedAt: now,
          });
          const run = { ...daily, previousStartedAt: daysAgo(runEveryDays) };
          if (!isDueAgain(url, run))
            expect(readDaysAgo + runEveryDays).toBeLessThanOrEqual(revisitLimits.longestDays);
        },
      ),
    );
  });
});

describe('the rate of change', () => {
  it('grows with the changes seen and is finite even when every look brought one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 0, max: 198 }), (visitCount, given) => {
        const changedCount = Math.min(given, visitCount - 2);
        const base = { visitCount, firstReadAt: daysAgo(visitCount), lastReadAt: now };
        const rate = changesPerDay({ ...base, changedCount });
        const higher = changesPerDay({ ...base, changedCount: changedCount + 1 });
        expect(rate).toBeGreaterThan(0);
        expect(higher).toBeGreaterThan(rate);
        expect(Number.isFinite(higher)).toBe(true);
        expect(restMs({ ...base, changedCount })).toBeGreaterThan(0);
      }),
    );
  });
});
