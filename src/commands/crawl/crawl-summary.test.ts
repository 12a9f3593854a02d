import { describe, expect, it } from 'vitest';
import { crawlSummary } from './crawl-summary.ts';

const run = (captures: number) => ({
  url: 'https://jobs.example/',
  counts: { waiting: 0, captures, postings: 1, leads: 0, byState: { done: captures }, problems: [] },
});
const summary = (captures: number, maxPages: number): string =>
  crawlSummary({
    runs: [run(captures)],
    totals: { pages: captures, postings: 1, leads: 0 },
    tookMs: 4000,
    maxPages,
  });

describe('crawlSummary', () => {
  it('counts one as one', () => {
    expect(summary(1, 10)).toBe('1 page, 1 advert, 0 suspicious offers in 4.0 s.\n');
  });

  it('says that more may be there when the limit of pages ended the crawl', () => {
    expect(summary(10, 10)).toContain('stopped after --max-pages 10; there may be more');
  });
});
