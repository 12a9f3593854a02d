import { describe, expect, it } from 'vitest';
import { type LanePace, latencySpacing, nextPace, paceLimits } from './lane-pace.ts';

const quick: LanePace = { recentMs: [], backOffCount: 0 };
const pushedBack = (backOffMs: number) => ({ answeredMs: [], backOffMs, broughtPages: false });
const answered = (...answeredMs: number[]) => ({ answeredMs, backOffMs: undefined, broughtPages: true });

describe('the pace of a lane', () => {
  it('is not changed by a site that answers quickly', () => {
    expect(nextPace(quick, answered(50, 60, 399))).toEqual({
      recentMs: [50, 60, 399],
      backOffCount: 0,
      slowMs: 0,
      backOffMs: null,
    });
  });

  it('slows with a site that answers slower and slower, to a limit, and quickens with it', () => {
    expect(latencySpacing([500, 500, 500])).toBe(2500);
    expect(latencySpacing([900, 1000, 1100, 1200, 1300])).toBe(5500);
    expect(latencySpacing([90_000, 90_000, 90_000])).toBe(paceLimits.slowestMs);
    const slow = nextPace(
      { recentMs: [100, 100, 100, 100], backOffCount: 0 },
      answered(800, 800, 800, 800, 800),
    );
    expect(slow).toMatchObject({ slowMs: 4000 });
    expect(nextPace(slow, answered(100, 100, 100, 100, 100)).slowMs).toBe(0);
  });

  it('takes neither one slow page nor the first two for a slow site', () => {
    expect(latencySpacing([100, 100, 9000, 100])).toBe(0);
    expect(latencySpacing([9000, 9000])).toBe(0);
  });

  it('keeps the last few answers only', () => {
    const { recentMs } = nextPace(quick, answered(...Array.from({ length: 30 }, (_, index) => index)));
    expect(recentMs).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29]);
  });

  it('doubles the rest with each push-back in a row, up to six hours', () => {
    let lane: LanePace = quick;
    const rests = Array.from({ length: 12 }, () => {
      const next = nextPace(lane, pushedBack(60_000));
      lane = next;
      return next.backOffMs;
    });
    expect(rests.slice(0, 4)).toEqual([60_000, 120_000, 240_000, 480_000]);
    expect(rests.at(-1)).toBe(paceLimits.longestBackOffMs);
  });

  it('never comes back sooner than the site asked for', () => {
    const day = 24 * 3_600_000;
    expect(nextPace({ recentMs: [], backOffCount: 3 }, pushedBack(day)).backOffMs).toBe(day);
  });

  it('asks more slowly after push-backs, and step by step as before once pages come again', () => {
    let lane: LanePace = { recentMs: [], backOffCount: 3 };
    const spacings = Array.from({ length: 4 }, () => {
      const next = nextPace(lane, answered(50));
      lane = next;
      return next.slowMs;
    });
    expect(spacings).toEqual([4000, 2000, 0, 0]);
    expect(nextPace({ recentMs: [], backOffCount: 50 }, pushedBack(1)).slowMs).toBe(
      paceLimits.slowestAfterPushBackMs,
    );
    expect(
      nextPace({ recentMs: [], backOffCount: 2 }, { ...answered(), broughtPages: false }).backOffCount,
    ).toBe(2);
  });
});
