/**
 * A page that redirects to another site: the address there goes to the frontier like any other, so that it is asked at
 * that site's own pace, by its own robots.txt, and within the target's settings.
 */
import type { FetchEnd } from '../../crawlers/fetching/fetch-contract.ts';
import { outOfScope } from '../domain/crawl-scope.ts';
import { trapOf } from '../domain/crawl-trap.ts';
import { movedFrom } from '../domain/visit.ts';
import type { LeasedUrl, UrlOutcome, VisitTarget } from '../storage/frontier-contract.ts';
import { placeRequest } from './frontier-place.ts';
import { emptyCapture, outcomeOf } from './url-outcome.ts';

export const movedOutcome = (
  needs: { madeWith: string },
  input: { url: LeasedUrl; target: VisitTarget; moved: Extract<FetchEnd, { end: 'moved' }> },
): UrlOutcome => {
  const { url, target, moved } = input;
  const no =
    trapOf(moved.url) ?? (url.kind === 'start' ? undefined : outOfScope(target, moved.url, url.depth));
  const problem = no ? `it redirects to ${moved.url}: ${no.sentence}` : null;
  const capture = {
    ...emptyCapture(url, moved.status, problem, needs.madeWith),
    finalUrl: moved.url,
    redirects: moved.redirects,
    durationMs: moved.durationMs,
  };
  const answered = { status: moved.status, problem, capture, etag: null, lastModified: null };
  if (no) return outcomeOf(url, 'refused', answered);
  const { kind, carry, render, depth } = url;
  const request = placeRequest(
    {
      url: moved.url,
      method: moved.method,
      ...(moved.body === null ? {} : { body: moved.body }),
      kind,
      carry: { ...carry, [movedFrom]: carry[movedFrom] ?? url.url },
      ...(render === null ? {} : { render }),
    },
    { depth, priority: 0, needsBrowser: url.needsBrowser },
  );
  return outcomeOf(url, 'done', { ...answered, requests: request ? [request] : [] });
};
