/** What a run did, in one sentence. */
import type { RunSummary } from '../../../domain/target-view.ts';
import { urlStateWords } from '../../../domain/words.ts';
import { countOf } from './words-on-screen.ts';

const silent = new Set(['done', 'waiting', 'leased']);

export const runWords = (run: RunSummary): string => {
  const waiting = run.urls
    .filter(({ state }) => state === 'waiting' || state === 'leased')
    .reduce((sum, { count }) => sum + count, 0);
  const parts = [
    `${countOf(run.captures, 'page')} fetched`,
    countOf(run.postings, 'advert'),
    countOf(run.leads, 'lead'),
    ...(waiting > 0 && run.state === 'running' ? [`${countOf(waiting, 'page')} to go`] : []),
    ...run.urls
      .filter(({ state }) => !silent.has(state))
      .map(({ state, count }) => `${countOf(count, 'page')}: ${urlStateWords[state]}`),
  ];
  return parts.join(' · ');
};

export const runStateWords: Record<RunSummary['state'], string> = {
  running: 'running',
  finished: 'finished',
  cancelled: 'cancelled',
};
