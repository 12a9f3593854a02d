import type { RunCounts } from '../../storage/frontier-contract.ts';
import type { CrawlTotals } from './show-progress.ts';

export interface FinishedRun {
  url: string;
  counts: RunCounts;
}

const shownProblems = 10;

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** The end of a crawl in words, for stderr. */
export const crawlSummary = (input: {
  runs: FinishedRun[];
  totals: CrawlTotals;
  tookMs: number;
  maxPages: number;
}): string => {
  const { pages, postings, leads } = input.totals;
  const seconds = Math.max(0.1, input.tookMs / 1000).toFixed(1);
  const found = [counted(pages, 'page'), counted(postings, 'advert'), counted(leads, 'suspicious offer')];
  const lines = [`${found.join(', ')} in ${seconds} s.`];
  for (const { url, counts } of input.runs) {
    if (!counts.byState.done) lines.push(`Nothing could be read at ${url}:`);
    for (const { problem, count } of counts.problems.slice(0, shownProblems))
      lines.push(count === 1 ? `- ${problem}` : `- ${count} pages: ${problem}`);
    if (counts.captures >= input.maxPages)
      lines.push(`- stopped after --max-pages ${input.maxPages}; there may be more`);
  }
  return `${lines.join('\n')}\n`;
};
