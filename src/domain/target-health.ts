/** How a target is doing after a run, in one sentence for an admin. Silent breakage counts: pages that read, but hold nothing any more. */
import { z } from 'zod';
import type { RunNotice } from './run-notice.ts';
import type { UrlState } from './visit.ts';

export const healthState = z.enum(['working', 'warning', 'failing']);
export type HealthState = z.infer<typeof healthState>;

export interface Health {
  state: HealthState;
  /** What is wrong, for programs: `login`, `robots`, `unreachable`, `selectors` … */
  code: string;
  sentence: string;
}

export interface RunFacts {
  /** Urls of the run by their final state, images and rendered captures aside. */
  states: { state: UrlState; count: number; problem: string | null }[];
  /** Pages that were read, by their kind, with the adverts and links that stood on them. */
  kinds: KindFacts[];
  /** Of the target's earlier runs, the latest first: adverts and links a page, by kind, one number a run. */
  earlier: { kind: string; perPage: number[] }[];
  notices: readonly RunNotice[];
}

export interface KindFacts {
  kind: string;
  pages: number;
  found: number;
}

export const healthLimits = {
  /** Runs whose median counts: the last that found anything, so that what broke never becomes the usual. */
  runs: 7,
  /** How far back they are looked for. */
  mostRunsBack: 40,
  /** Fewer adverts than this tell nothing by being away. */
  fewestExpected: 5,
  /** Below this share of what was usual, adverts are falling away. */
  fallenShare: 0.25,
  /** So many pages unread of a run that read others. */
  unreadShare: 0.5,
  fewestUnread: 3,
} as const;

export const judgeRun = (facts: RunFacts): Health =>
  nothingRead(facts) ??
  fallenAway(facts) ??
  partlyUnread(facts) ??
  nothingFound(facts) ??
  budgetUsed(facts) ?? { state: 'working', code: 'working', sentence: 'it works' };

const codes: Partial<Record<UrlState, string>> = {
  blocked: 'blocked',
  refused: 'refused',
  failed: 'unreachable',
  gone: 'gone',
  unreadable: 'unreadable',
};

const codeOf = (state: UrlState, problem: string | null): string => {
  if (state === 'blocked' && /log-?in/i.test(problem ?? '')) return 'login';
  if (state === 'refused' && /robots\.txt/.test(problem ?? '')) return 'robots';
  return codes[state] ?? 'unreadable';
};

const totalOf = (states: RunFacts['states']): number => states.reduce((sum, { count }) => sum + count, 0);
const isBad = ({ state }: { state: UrlState }): boolean => codes[state] !== undefined;
/** The commonest. */
const worstOf = (states: RunFacts['states']): RunFacts['states'][number] | undefined =>
  [...states].sort((one, other) => other.count - one.count)[0];

const nothingRead = ({ states }: RunFacts): Health | undefined => {
  const bad = states.filter(isBad);
  const worst = worstOf(bad);
  if (!worst || states.some(({ state }) => state === 'done')) return undefined;
  const pages = totalOf(states);
  return {
    state: 'failing',
    code: codeOf(worst.state, worst.problem),
    sentence: `nothing could be read: ${worst.problem ?? 'no reason is known'}${pages > 1 ? ` (${worst.count} of ${pages} pages)` : ''}`,
  };
};

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

const usualOf = (perPage: readonly number[]): number =>
  median(perPage.filter((found) => found > 0).slice(0, healthLimits.runs));

const fallenAway = ({ kinds, earlier }: RunFacts): Health | undefined => {
  for (const { kind, pages, found } of kinds) {
    const usual = usualOf(earlier.find((one) => one.kind === kind)?.perPage ?? []);
    const expected = usual * pages;
    if (expected < healthLimits.fewestExpected || found >= expected * healthLimits.fallenShare) continue;
    const usualText = String(Math.round(usual * 10) / 10);
    const on =
      pages === 1
        ? `on a ${kind} page that had ${usualText}`
        : `on ${pages} ${kind} pages that had ${usualText} each`;
    return found === 0
      ? { state: 'failing', code: 'selectors', sentence: `the selectors no longer match: 0 adverts ${on}` }
      : { state: 'warning', code: 'falling', sentence: `adverts are falling away: ${found} ${on}` };
  }
  return undefined;
};

const partlyUnread = ({ states }: RunFacts): Health | undefined => {
  // Adverts end: a page that is gone is nothing wrong.
  const bad = states.filter((one) => isBad(one) && one.state !== 'gone');
  const worst = worstOf(bad);
  const [unread, pages] = [totalOf(bad), totalOf(states)];
  if (!worst || unread < healthLimits.fewestUnread || unread < pages * healthLimits.unreadShare)
    return undefined;
  return {
    state: 'warning',
    code: codeOf(worst.state, worst.problem),
    sentence: `${unread} of ${pages} pages could not be read: ${worst.problem ?? 'no reason is known'}`,
  };
};

const nothingFound = ({ kinds }: RunFacts): Health | undefined => {
  const pages = kinds.reduce((sum, one) => sum + one.pages, 0);
  if (pages === 0 || kinds.some(({ found }) => found > 0)) return undefined;
  return {
    state: 'warning',
    code: 'nothing-found',
    sentence: `no adverts were found on ${pages === 1 ? 'the page that was read' : `the ${pages} pages that were read`}`,
  };
};

const budgetUsed = ({ notices }: RunFacts): Health | undefined => {
  const notice = notices.find(({ code }) => code === 'page-budget');
  return notice && { state: 'warning', code: 'budget', sentence: notice.sentence };
};

export const backOffLimits = { mostTimes: 8, longestDays: 7 } as const;

/**
 * When a failing target runs next: twice as long after each failure, up to eight times its own interval, and never
 * later than a week unless its own interval is longer. The first failure changes nothing.
 */
export const stretchedNextRun = (input: { startedAt: Date; nextRunAt: Date; failingRuns: number }): Date => {
  const { startedAt, nextRunAt, failingRuns } = input;
  const intervalMs = Math.max(0, nextRunAt.getTime() - startedAt.getTime());
  const times = Math.min(backOffLimits.mostTimes, 2 ** Math.max(0, failingRuns - 1));
  const longestMs = Math.max(intervalMs, backOffLimits.longestDays * 86_400_000);
  return new Date(startedAt.getTime() + Math.min(intervalMs * times, longestMs));
};
