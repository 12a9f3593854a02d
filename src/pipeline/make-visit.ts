/**
 * One visit: some due urls of one lane, politely, one request at a time. Pages are read and written while the
 * next one is fetched. It takes 64 urls at a time for as long as there are more that are due at once, for 5 s at most.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FetchEnd } from '../../crawlers/fetching/fetch-contract.ts';
import { exitProblem } from '../domain/proxy.ts';
import { imageKind, visitLimits } from '../domain/visit.ts';
import { joinSignals } from '../platform/join-signals.ts';
import { laneOf } from '../platform/net/lane-of.ts';
import { neverFetchedReason } from '../platform/net/never-fetched.ts';
import { SecretLostError } from '../platform/secret-box.ts';
import type { LeasedUrl, VisitLease, VisitTarget } from '../storage/frontier-contract.ts';
import { openFlusher } from './flush-batches.ts';
import { movedOutcome } from './moved-outcome.ts';
import { keepImage, readCapture } from './read-capture.ts';
import { openRobotsGate, type RobotsGate } from './robots-gate.ts';
import { outcomeOf, pagelessOutcome, retryOutcome } from './url-outcome.ts';
import type { VisitNeeds } from './visit-needs.ts';
import { watchStops } from './watch-stops.ts';
import { wordRefusal } from './word-refusal.ts';

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
  const { signal, release } = joinSignals(input.signal, lost.signal);
  try {
    return await visitLane(needs, {
      lease,
      signal,
      maxUrls,
      browser: input.needsBrowser,
    });
  } finally {
    release();
    clearInterval(renewal);
  }
};

const visitLane = async (
  needs: VisitNeeds,
  input: { lease: VisitLease; signal: AbortSignal; maxUrls: number; browser: boolean },
): Promise<VisitReport> => {
  const { signal } = input;
  const lease = { ...input.lease, urls: leadingFirst(input.lease.urls) };
  const flusher = openFlusher(needs, lease);
  const robots = openRobotsGate(needs, lease);
  const stops = watchStops(needs, lease);
  const startedAt = Date.now();
  const endsAt = startedAt + lease.waitMs + visitLimits.maxMs;
  let nextAllowedAt = startedAt + lease.waitMs;
  let backOffMs: number | undefined;
  let taken = 0;
  let last = { isFull: lease.urls.length >= input.maxUrls, newUrls: 0 };

  /** Without these a visit to a site that may be asked at once would wait for its last pages to be read and written. */
  const takeMore = async (): Promise<void> => {
    const { newUrls } = flusher;
    if (input.browser || (!last.isFull && newUrls === last.newUrls)) return;
    const now = Date.now();
    if (signal.aborted || flusher.isLost || now >= endsAt || nextAllowedAt - now > inlineWaitMs) return;
    const more = await needs.frontier
      .leaseMore(lease, { needsBrowser: false, maxUrls: input.maxUrls })
      .catch((error: unknown) => {
        // What was read is still written, or says itself that it can't be.
        needs.log.warn({ lane: lease.lane, err: error }, 'no further urls could be leased');
        return { urls: [], targets: new Map(), hosts: new Map() };
      });
    last = { isFull: more.urls.length >= input.maxUrls, newUrls };
    for (const [id, target] of more.targets) lease.targets.set(id, target);
    for (const [origin, host] of more.hosts) lease.hosts.set(origin, host);
    lease.urls.push(...leadingFirst(more.urls));
  };

  try {
    for (let at = 0; ; at += 1) {
      if (at === lease.urls.length) await takeMore();
      const url = lease.urls[at];
      if (!url) break;
      if (signal.aborted || flusher.isLost || Date.now() >= endsAt) break;
      if (stops.has(url)) continue;
      const waitMs = nextAllowedAt - Date.now();
      if (taken > 0 && waitMs > inlineWaitMs) break;
      if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) break;
      if (stops.has(url)) continue;
      taken += 1;
      const target = targetFor(lease, url);
      const either = joinSignals(signal, stops.signalOf(url));
      const visited = await visitUrl(needs, {
        url,
        target,
        robots,
        signal: either.signal,
        browser: input.browser,
        leastSpacingMs: lease.spacingMs ?? 0,
        lane: lease.lane,
      }).finally(either.release);
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
    isMoreLikely: last.isFull || taken < lease.urls.length || flusher.newUrls > 0,
    isLost: flusher.isLost,
  };
};

/**
 * Urls of the kind that there are fewest of come first: what the list among its adverts names can be leased by the time
 * that they are fetched. Images come last.
 */
const leadingFirst = (urls: readonly LeasedUrl[]): LeasedUrl[] => {
  const counts = new Map<string, number>();
  for (const { kind } of urls) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  counts.set(imageKind, Number.POSITIVE_INFINITY);
  return urls.toSorted((one, other) => (counts.get(one.kind) ?? 0) - (counts.get(other.kind) ?? 0));
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
  lane: string;
}

const visitUrl = async (needs: VisitNeeds, input: VisitUrlInput): Promise<Visited | 'interrupted'> => {
  const { url, target, robots, signal } = input;
  const no = neverFetchedReason(url.url) ?? exitProblem(target);
  if (no !== undefined) return { outcome: Promise.resolve(outcomeOf(url, 'refused', { problem: no })) };
  const verdict = await robots.ask(url.url, target);
  if (verdict.verdict === 'disallowed')
    return { outcome: Promise.resolve(outcomeOf(url, 'refused', { problem: verdict.reason })) };
  if (verdict.verdict === 'unknown') {
    const { reason, retryAfterMs } = verdict;
    const outcome = retryOutcome(url, { status: null, reason, retryAfterMs, retryBaseMs: needs.retryBaseMs });
    const visited = { outcome: Promise.resolve(outcome) };
    return verdict.isExitFault
      ? visited
      : { ...visited, backOffMs: outcome.retryAfterMs ?? retryAfterMs ?? 0 };
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
  if (end.end === 'moved')
    return { outcome: Promise.resolve(movedOutcome(needs, { url, target, moved: end })), spacingMs };
  const outcome = wordRefusal(needs, target.typeId, end).then((worded) =>
    pagelessOutcome(url, worded, needs),
  );
  const visited = { outcome, spacingMs };
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
    isAllowed: async (address) => {
      const answer = await robots.ask(address, target);
      // The guard that refused its robots.txt refuses the page too, and says why.
      return answer.verdict === 'allowed' || (answer.verdict === 'disallowed' && answer.isRefused === true);
    },
    // A posting names its image by the address that it has on the page, and a lead's own view is of its page.
    ...(isImage(url) || url.leadId !== null
      ? {}
      : { isOfThisLane: (address: string) => laneOf(address) === input.lane }),
    signal,
  });
};
