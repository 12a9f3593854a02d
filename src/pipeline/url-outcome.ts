/** How a fetch that brought no page ends for its url, with the reason in words. */

import type { FetchEnd } from '../../crawlers/fetching/fetch-contract.ts';
import { type UrlState, visitLimits } from '../domain/visit.ts';
import { newId } from '../platform/ids.ts';
import type { LeasedUrl, NewCapture, UrlOutcome } from '../storage/frontier-contract.ts';

const longestRetryMs = 6 * 3_600_000;

type PagelessEnd = Exclude<FetchEnd, { end: 'page' | 'moved' }>;

export const outcomeOf = (
  url: LeasedUrl,
  state: UrlState,
  rest: Partial<Omit<UrlOutcome, 'url' | 'state'>> = {},
): UrlOutcome => ({
  url,
  state,
  status: null,
  problem: null,
  etag: url.etag,
  lastModified: url.lastModified,
  isUnchanged: false,
  capture: null,
  blobs: [],
  postings: [],
  requests: [],
  ...rest,
});

/** Puts the url back for a later try, longer apart each time; `failed` after the last. */
export const retryOutcome = (
  url: LeasedUrl,
  input: {
    status: number | null;
    reason: string;
    retryBaseMs: number;
    retryAfterMs?: number | null;
    /** What it is when the tries are used up. */
    finally?: UrlState;
  },
): UrlOutcome => {
  const tries = url.attempts + 1;
  if (tries >= visitLimits.maxAttempts)
    return outcomeOf(url, input.finally ?? 'failed', {
      status: input.status,
      problem: `${input.reason}; given up after ${tries} tries`,
    });
  const backOffMs = input.retryBaseMs * 2 ** url.attempts;
  return outcomeOf(url, 'waiting', {
    status: input.status,
    problem: input.reason,
    // What a site asks for itself is never shortened.
    retryAfterMs: Math.max(Math.min(longestRetryMs, backOffMs), input.retryAfterMs ?? 0),
  });
};

/** A capture of an answer without bytes to keep: the run's counts come from its captures. */
export const emptyCapture = (
  url: LeasedUrl,
  status: number | null,
  problem: string | null,
  madeWith: string,
): NewCapture => ({
  id: newId(),
  kind: 'fetch',
  requestedUrl: url.url,
  finalUrl: url.url,
  method: url.method,
  status,
  headers: {},
  redirects: [],
  remoteAddress: null,
  fetchedAt: new Date(),
  durationMs: 0,
  blobHash: null,
  screenshotHash: null,
  mediaType: null,
  charset: null,
  bytes: 0,
  problem,
  userAgent: null,
  madeWith,
});

export const pagelessOutcome = (
  url: LeasedUrl,
  end: PagelessEnd,
  needs: { retryBaseMs: number; madeWith: string },
): UrlOutcome => {
  const answered = (status: number, problem: string | null) => ({
    status,
    problem,
    capture: emptyCapture(url, status, problem, needs.madeWith),
  });
  switch (end.end) {
    case 'not-modified':
      return outcomeOf(url, 'done', { ...answered(end.status, null), isUnchanged: true });
    case 'refused':
      return outcomeOf(url, 'refused', { problem: end.reason });
    case 'gone':
      return outcomeOf(url, 'gone', answered(end.status, end.reason));
    case 'blocked':
      return outcomeOf(url, 'blocked', answered(end.status, end.reason));
    case 'unusable':
      return outcomeOf(url, 'unreadable', answered(end.status, end.reason));
    case 'retry': {
      const outcome = retryOutcome(url, { ...end, retryBaseMs: needs.retryBaseMs });
      return end.status === null ? outcome : { ...outcome, ...answered(end.status, outcome.problem) };
    }
  }
};
