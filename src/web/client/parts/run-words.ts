/** What a run did, in one sentence. */
import type { RunSummary } from '../../../domain/target-view.ts';
import { urlStateWords } from '../../../domain/words.ts';
import { countOf } from './words-on-screen.ts';

const silent = new Set(['done', 'waiting', 'leased']);
const isOpen = ({ state }: { state: string }): boolean => state === 'waiting' || state === 'leased';
const sum = (counts: { count: number }[]): number => counts.reduce((total, { count }) => total + count, 0);

export const runWords = (run: RunSummary): string => {
  const waiting = sum(run.urls.filter(isOpen));
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

/** "12 read · 3 waiting" */
export const stateCounts = (run: RunSummary): string =>
  run.urls.map(({ state, count }) => `${count.toLocaleString('en')} ${urlStateWords[state]}`).join(' · ');

/** Of the urls known so far; 1 for a run that is over. */
export const doneShare = (run: RunSummary): number => {
  const all = sum(run.urls);
  if (run.state === 'finished' || all === 0) return run.state === 'finished' ? 1 : 0;
  return (all - sum(run.urls.filter(isOpen))) / all;
};

export const runStateWords: Record<RunSummary['state'], string> = {
  running: 'running',
  finished: 'finished',
  cancelled: 'cancelled',
};

export const runStateText = (run: RunSummary): string =>
  run.state === 'running' && run.isPaused ? 'paused' : runStateWords[run.state];

export const runTriggerWords: Record<RunSummary['trigger'], string> = {
  schedule: 'by its schedule',
  person: 'started by a person',
  command: 'started by a command',
};
