/**
 * One visit: some due urls of one lane, politely, one request at a time. Pages are read and written while the
 * next one is fetched. It ends after 64 pages or 5 s, or as soon as the lane is not due at once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FetchEnd } from '../../crawlers/fetching/fetch-contract.ts';
import { exitProblem } from '../domain/proxy.ts';
import { imageKind, visitLimits } from '../domain/visit.ts';
import { neverFetchedReason } from '../platform/net/never-fetched.ts';
import { SecretLostError } from '../platform/secret-box.ts';
import type { LeasedUrl, VisitLease, VisitTarget } from '../storage/frontier-contract.ts';
import { openFlusher } from './flush-batches.ts';
import { keepImage, readCapture } from './read-capture.ts';
import { openRobotsGate, type RobotsGate } from './robots-gate.ts';
import { outcomeOf, pagelessOutcome, retryOutcome } from './url-outcome.ts';
import type { VisitNeeds } from './visit-needs.ts';
import { watchStops } from './watch-stops.ts';

export interface VisitInput {
  lane: string;
  worker: string;
  needsBrowser: boolean;
  /** Stops after the page in hand; what was read is still written. */
  signal?: AbortSignal;
}

export interface VisitReport {
  pages: number;
  postings: number;
  /** When the lane may be asked again. */
  nextAllowedInMs: number;
  /** Urls of the lease were left, as many were leased as a visit may take, or pages asked for further ones. */
  isMoreLikely: boolean;
  isLost: boolean;
}

/** A shorter wait is spent inside the visit; for a longer one the lane is given back. */
const inlineWaitMs = 50;
/** A push-back without a time of its own. */
const pushBackMs = 60_000;
/** A browser takes seconds a page; more would outlive the visit. */
const maxBrowserUrls = 8;

/** Null when somebody else has the lane, or nothing is due in it. */
export const makeVisit = async (needs: VisitNeeds, input: VisitInput): Promise<VisitReport | null> => {
  const maxUrls = input.needsBrowser ? maxBrowserUrls : visitLimits.maxUrls;
  const lease = await needs.frontier.leaseVisit({
    lane: input.lane,
    worker: input.worker,
    needsBrowser: input.needsBrowser,
    maxUrls,
    leaseMs: visitLimits.leaseMs,
  });
  if (!lease) return null;
  const lost = new AbortController();
  const renewal = setInterval(() => {
    needs.frontier.renewLease(lease, visitLimits.leaseMs).then(
      (isKept) => isKept || lost.abort(),
      (error: unknown) => needs.log.warn({ lane: lease.lane, err: error }, 'a lease was not renewed'),
    );
  }, visitLimits.leaseMs / 3);
  try {
    const signal = input.signal ? AbortSignal.any([input.signal, lost.signal]) : lost.signal;
    return await visitLane(needs, {
      lease,
      signal,
      isFull: lease.urls.length >= maxUrls,
      browser: input.needsBrowser,
    });
  } finally {
    clearInterval(renewal);
  }
};

const visitLane = async (
  needs: VisitNeeds,
  input: { lease: VisitLease; signal: AbortSignal; isFull: boolean; browser: boolean },
): Promise<VisitReport> => {
  const { lease, signal } = input;
  const flusher = openFlusher(needs, lease);
  const robots = openRobotsGate(needs, lease);
  const stops = watchStops(needs, lease);
  const startedAt = Date.now();
  const endsAt = startedAt + lease.waitMs + visitLimits.maxMs;
  let nextAllowedAt = startedAt + lease.waitMs;
  let backOffMs: number | undefined;
  let taken = 0;

  try {
    for (const url of lease.urls) {
      if (signal.aborted || flusher.isLost || Date.now() >= endsAt) break;
      if (stops.has(url)) continue;
      const waitMs = nextAllowedAt - Date.now();
      if (taken > 0 && waitMs > inlineWaitMs) break;
      if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) break;
      if (stops.has(url)) continue;
      taken += 1;
      const target = targetFor(lease, url);
      const visited = await visitUrl(needs, {
        url,
        target,
        robots,
        signal: AbortSignal.any([signal, stops.signalOf(url)]),
        browser: input.browser,
        leastSpacingMs: lease.spacingMs ?? 0,
      });
      if (visited === 'interrupted') {
        // The site was asked; only what is left of the visit may still be wanted.
        nextAllowedAt = Date.now() + target.delayMs;
        if (signal.aborted) break;
        continue;
      }
      if (visited.spacingMs !== undefined) nextAllowedAt = Date.now() + visited.spacingMs;
      flusher.add(visited.outcome);
      if (visited.backOffMs !== undefined) {
        backOffMs = visited.backOffMs;
        break;
      }
      await flusher.room();
    }
  } finally {
    stops.close();
  }

  const fetchedAfterMs = Date.now() - startedAt;
  const nextAllowedInMs = Math.max(0, nextAllowedAt - Date.now());
  await flusher.finish({ nextAllowedInMs, ...(backOffMs === undefined ? {} : { backOffMs }) });
  const { pages } = flusher;
  needs.log.debug({ lane: lease.lane, pages, fetchedAfterMs, tookMs: Date.now() - startedAt }, 'visit');
  return {
    pages,
    postings: flusher.postings,
    nextAllowedInMs: Math.max(nextAllowedInMs, backOffMs ?? 0),
    isMoreLikely: input.isFull || taken < lease.urls.length || flusher.newUrls > 0,
    isLost: flusher.isLost,
  };
};

const isImage = (url: LeasedUrl): boolean => url.kind === imageKind;

/** A reason to pass over robots.txt was given for the target's pages, not for whoever keeps their pictures. */
const targetFor = (lease: VisitLease, url: LeasedUrl): VisitTarget => {
  const target = lease.targets.get(url.targetId);
  if (!target) throw new Error(`the lease of ${lease.lane} lacks the target ${url.targetId} of a url`);
  if (!isImage(url)) return target;
  const { ignoreRobotsReason: _ignored, ...polite } = target;
  return polite;
};

interface Visited {
  outcome: Promise<ReturnType<typeof outcomeOf>>;
  /** How long the lane rests now; absent when the site was not asked anything. */
  spacingMs?: number;
  /** Set when the site pushed back or did not answer: the visit ends. */
  backOffMs?: number;
}

interface VisitUrlInput {
  url: LeasedUrl;
  target: VisitTarget;
  robots: RobotsGate;
  signal: AbortSignal;
  browser: boolean;
  leastSpacingMs: number;
}

const visitUrl = async (needs: VisitNeeds, input: VisitUrlInput): Promise<Visited | 'interrupted'> => {
  const { url, target, robots, signal } = input;
  const no = neverFetchedReason(url.url) ?? exitProblem(target);
  if (no !== undefined) return { outcome: Promise.resolve(outcomeOf(url, 'refused', { problem: no })) };
  const verdict = await robots.ask(url.url, target);
  if (verdict.verdict === 'disallowed')
    return { outcome: Promise.resolve(outcomeOf(url, 'refused', { problem: verdict.reason })) };
  if (verdict.verdict === 'unknown') {
    const { reason } = verdict;
    const outcome = retryOutcome(url, { status: null, reason, retryBaseMs: needs.retryBaseMs });
    const visited = { outcome: Promise.resolve(outcome) };
    return verdict.isExitFault ? visited : { ...visited, backOffMs: outcome.retryAfterMs ?? 0 };
  }
  const spacingMs = Math.max(target.delayMs, verdict.crawlDelayMs, input.leastSpacingMs);
  const end = await fetchUrl(needs, input).catch((error: unknown) => {
    if (signal.aborted) return 'interrupted' as const;
    throw error;
  });
  if (end === 'interrupted' || (signal.aborted && end.end === 'retry')) return 'interrupted';
  if (end.end === 'page') {
    const { page } = end;
    const outcome = isImage(url)
      ? keepImage(needs, { url, page })
      : readCapture(needs, { url, target, page });
    return { outcome, spacingMs };
  }
  const outcome = pagelessOutcome(url, end, needs);
  const visited = { outcome: Promise.resolve(outcome), spacingMs };
  if (!('isPushBack' in end) || !end.isPushBack) return visited;
  const askedMs = end.end === 'retry' ? end.retryAfterMs : null;
  return { ...visited, backOffMs: askedMs ?? Math.min(pushBackMs, needs.retryBaseMs * 4) };
};

const headersFor = (
  needs: VisitNeeds,
  url: LeasedUrl,
  target: VisitTarget,
): Record<string, string> | 'lost' => {
  if (isImage(url)) return {};
  try {
    return needs.headersFor?.(target, url.url) ?? {};
  } catch (error) {
    if (error instanceof SecretLostError) return 'lost';
    throw error;
  }
};

const fetchUrl = async (needs: VisitNeeds, input: VisitUrlInput): Promise<FetchEnd> => {
  const { url, target, robots, signal } = input;
  const fetchWith = input.browser ? needs.renderPage : needs.fetchPage;
  if (!fetchWith) return { end: 'refused', reason: 'it needs a browser, and this worker has none' };
  const headers = headersFor(needs, url, target);
  if (headers === 'lost')
    return {
      end: 'refused',
      reason: 'its request headers can no longer be opened with the key of this deployment: enter them anew',
    };
  if (input.browser && url.leadId === null && Object.keys(headers).length > 0)
    return {
      end: 'refused',
      reason: 'a browser does not send request headers: set the target to no browser',
    };
  return fetchWith({
    url: url.url,
    method: url.method,
    body: url.body,
    proxyId: target.proxyId ?? null,
    etag: url.etag,
    lastModified: url.lastModified,
    render: url.render,
    withScreenshot: url.leadId !== null,
    expectsImage: isImage(url),
    ...(url.carry.accept === undefined ? {} : { accept: url.carry.accept }),
    headers,
    expectsSitemap: url.carry.large === 'sitemap',
    isAllowed: async (address) => (await robots.ask(address, target)).verdict === 'allowed',
    signal,
  });
};
