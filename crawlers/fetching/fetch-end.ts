/** How an answer or a fault ends a fetch, in words that an admin understands. */
import { RetryableError } from '../../src/domain/failure.ts';
import { AddressRefusedError } from '../../src/platform/net/address-guard.ts';
import { ContentEncodingError, ContentTooLargeError } from '../../src/platform/net/decode-content.ts';
import type { FetchEnd } from './fetch-contract.ts';
import { longestRetryAfterMs, longWords, retryAfterMsOf } from './retry-after.ts';

const blockedReasons: Record<number, string> = {
  401: 'the site asks for a login (401)',
  402: 'the site asks for payment (402)',
  403: 'the site refuses to show this page to us (403)',
  407: 'the site asks for a login at a proxy (407)',
  451: 'the page is withheld for legal reasons (451)',
};

const retryStatuses = new Set([408, 409, 421, 425, 429]);
const pushBackStatuses = new Set([429, 503]);

const retryReason = (status: number): string => {
  if (status === 429) return 'the site asks us to slow down (429)';
  if (status === 503) return 'the site is overloaded or being repaired (503)';
  return `the site has a fault of its own (${status})`;
};

/** The end that a status alone decides; undefined when the body is to be read. */
export const endOfStatus = (
  status: number,
  headers: Record<string, string>,
  now: Date,
): Exclude<FetchEnd, { end: 'page' | 'not-modified' | 'moved' | 'refused' }> | undefined => {
  if (status === 404 || status === 410)
    return { end: 'gone', status, reason: `the page is not there any more (${status})` };
  const blocked = blockedReasons[status];
  if (blocked !== undefined) return { end: 'blocked', status, reason: blocked };
  if (retryStatuses.has(status) || status >= 500) {
    const retryAfterMs = retryAfterMsOf(headers['retry-after'], now);
    const isPushBack = pushBackStatuses.has(status);
    if (isPushBack && retryAfterMs !== null && retryAfterMs > longestRetryAfterMs) {
      const reason = `the site asks us to stay away ${longWords(retryAfterMs)} (${status})`;
      return { end: 'blocked', status, reason, isPushBack };
    }
    return {
      end: 'retry',
      status,
      reason: retryReason(status),
      retryAfterMs: retryAfterMs === null ? null : Math.min(retryAfterMs, longestRetryAfterMs),
      isPushBack,
    };
  }
  if (status >= 300 && status < 400)
    return { end: 'unusable', status, reason: `the site redirects without saying where to (${status})` };
  if (status < 200 || status >= 300 || status === 204 || status === 205)
    return { end: 'unusable', status, reason: `the site answered with status ${status} and no page` };
  return undefined;
};

/** The end of a fault that the HTTP client threw; what is none of these is a bug of ours and thrown on. */
export const endOfFault = (error: unknown, status: number): FetchEnd => {
  if (error instanceof AddressRefusedError) return { end: 'refused', reason: error.message };
  if (error instanceof ContentTooLargeError || error instanceof ContentEncodingError)
    return { end: 'unusable', status, reason: `the page can't be used: ${error.message}` };
  if (error instanceof RetryableError)
    return {
      end: 'retry',
      status: null,
      reason: error.message,
      retryAfterMs: error.retryAfterMs ?? null,
      isPushBack: false,
    };
  throw error;
};
