/** A worker counts what it does and writes it down every few seconds, for the metrics of the web process. */
import type { FetchPage } from '../../crawlers/fetching/fetch-contract.ts';
import { type FetchOutcome, fetchOutcomes, noCounts } from '../domain/worker-report.ts';
import type { VisitedUrl } from '../pipeline/visit-needs.ts';
import type { Logger } from '../platform/log.ts';
import type { WorkerReports } from '../storage/worker-reports.ts';

const everyMs = 5000;

export interface WorkerCounting {
  count(visited: VisitedUrl): void;
  /** The same browser, with its open pages counted. */
  countPages(renderPage: FetchPage | undefined): FetchPage | undefined;
  /** Returns what writes the last report and stops. */
  start(needs: { name: string; reports: WorkerReports; log: Logger }): () => Promise<void>;
}

const outcomeOf = ({ state, capture }: VisitedUrl): FetchOutcome => {
  if (state === 'done' && capture?.status === 304) return 'unchanged';
  return fetchOutcomes.find((outcome) => outcome === state) ?? 'again';
};

export const createWorkerCounting = (): WorkerCounting => {
  const counts = noCounts();
  let browserPages = 0;
  return {
    count(visited) {
      const outcome = outcomeOf(visited);
      counts.fetches[outcome] = (counts.fetches[outcome] ?? 0) + 1;
      if (visited.capture?.kind === 'rendered') counts.rendered += 1;
      counts.postings += visited.postings.length;
    },
    countPages: (renderPage) =>
      renderPage &&
      (async (request) => {
        browserPages += 1;
        try {
          return await renderPage(request);
        } finally {
          browserPages -= 1;
        }
      }),
    start({ name, reports, log }) {
      const startedAt = new Date();
      const save = (): Promise<void> =>
        reports
          .save({ name, startedAt, memoryBytes: process.memoryUsage.rss(), browserPages, counts })
          // The next one tells the same and more.
          .catch((error: unknown) => log.warn({ err: error }, 'the report of this worker was not written'));
      let saving = save();
      const timer = setInterval(() => {
        saving = saving.then(save);
      }, everyMs);
      return async () => {
        clearInterval(timer);
        await saving;
        await save();
      };
    },
  };
};
