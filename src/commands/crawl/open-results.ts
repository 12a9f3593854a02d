/** Takes postings as they are scored: each is shown once, however often it was seen. */
import { queueTier, tierRank } from '../../domain/assessment.ts';
import type { VisitedUrl } from '../../pipeline/visit-needs.ts';
import type { OutFolder } from './keep-out-folder.ts';
import { postingLine, postingTable, type TableRow, tableRow } from './show-postings.ts';
import type { CrawlTotals, Progress } from './show-progress.ts';

export interface Results {
  add(visited: VisitedUrl): void;
  /** Prints the table; with JSON everything stands there already. */
  show(): Promise<void>;
  readonly totals: CrawlTotals;
}

export const openResults = (input: {
  isJson: boolean;
  out: OutFolder | undefined;
  progress: Progress;
}): Results => {
  const seen = new Set<string>();
  const rows: TableRow[] = [];
  const totals: CrawlTotals = { pages: 0, postings: 0, leads: 0 };
  return {
    totals,
    add({ postings, state, capture }) {
      if (capture) input.out?.addCapture(capture);
      if (state !== 'waiting') totals.pages += 1;
      for (const one of postings) {
        const key = `${one.site} ${one.posting.itemKey}`;
        if (seen.has(key)) continue;
        seen.add(key);
        totals.postings += 1;
        if (one.assessment.kind === 'offer' && tierRank(one.assessment.tier) >= tierRank(queueTier))
          totals.leads += 1;
        if (input.isJson || input.out) {
          const line = postingLine(one);
          input.out?.addPosting(line);
          if (input.isJson) process.stdout.write(`${line}\n`);
        }
        if (!input.isJson) rows.push(tableRow(one));
      }
      input.progress.update(totals);
    },
    async show() {
      if (!input.isJson && rows.length > 0) process.stdout.write(`${postingTable(rows)}\n\n`);
      // A pipe may still hold lines when the process ends.
      if (process.stdout.writableLength > 0) await new Promise((done) => process.stdout.once('drain', done));
    },
  };
};
