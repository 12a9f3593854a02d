import type { RunCounts } from '../../storage/frontier-contract.ts';
import type { CrawlTotals } from './show-progress.ts';

export interface FinishedRun {
  url: string;
  counts: RunCounts;
}

const shownProblems = 10;

/** The end of a crawl in words, for stderr. */
export const crawlSummary = (input: { runs: FinishedRun[]; totals: CrawlTotals; tookMs: number }): string => {
  const { pages, postings, leads } = input.totals;
  const seconds = Math.max(0.1, input.tookMs / 1000).toFixed(1);
  const lines = [`${pages} pages, ${postings} adverts, ${leads} suspicious offers in ${seconds} s.`];
  for (const { url, counts } of input.runs) {
    if (!counts.byState.done) lines.push(`Nothing could be read at ${url}:`);
    for (const { problem, count } of counts.problems.slice(0, shownProblems))
      lines.push(count === 1 ? `- ${problem}` : `- ${count} pages: ${problem}`);
  }
  return `${lines.join('\n')}\n`;
};
