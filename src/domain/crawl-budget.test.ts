import { describe, expect, it } from 'vitest';
import { pagesLeft, usedUp } from './crawl-budget.ts';

describe('the budget of a day', () => {
  it('says what is used up, and until when', () => {
    const budget = { maxPagesPerDay: 5000, maxMegabytesPerDay: 200 };
    expect(usedUp(budget, { pages: 4999, bytes: 199_999_999 }, "today's budget")).toBeUndefined();
    expect(usedUp(budget, { pages: 10, bytes: 200_000_000 }, "today's budget")).toBe(
      "today's budget of 200 MB is used; it goes on at 00:00 UTC",
    );
    expect(usedUp(budget, { pages: 5000, bytes: 0 }, "today's budget")).toContain('5,000 pages');
    expect(usedUp({}, { pages: 1e9, bytes: 1e15 }, 'none')).toBeUndefined();
  });

  it('leaves as many pages as there is room for, by their size so far', () => {
    expect(pagesLeft({}, { pages: 5, bytes: 5 })).toBe(Number.POSITIVE_INFINITY);
    expect(pagesLeft({ maxPagesPerDay: 10 }, { pages: 7, bytes: 0 })).toBe(3);
    expect(pagesLeft({ maxPagesPerDay: 10 }, { pages: 12, bytes: 0 })).toBe(0);
    expect(pagesLeft({ maxMegabytesPerDay: 1 }, { pages: 8, bytes: 800_000 })).toBe(2);
    expect(pagesLeft({ maxMegabytesPerDay: 1 }, { pages: 1, bytes: 999_999 })).toBe(1);
    expect(pagesLeft({ maxMegabytesPerDay: 1 }, { pages: 1, bytes: 1_000_000 })).toBe(0);
    expect(pagesLeft({ maxMegabytesPerDay: 1, maxPagesPerDay: 4 }, { pages: 0, bytes: 0 })).toBe(4);
  });
});
