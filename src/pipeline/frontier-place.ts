/** Where a request stands in the frontier: its normal url, permanent key, lane and origin. */
import { createHash } from 'node:crypto';
import { withoutSession } from '../domain/crawl-trap.ts';
import { keepParts } from '../domain/query-parts.ts';
import type { PageRequest } from '../domain/visit.ts';
import { laneOf } from '../platform/net/lane-of.ts';
import type { NewUrl } from '../storage/frontier-contract.ts';

/** Parameters that only tell where a visitor came from; with them one page would be many. */
const trackingParameter = /^(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_cid|mc_eid|igshid|_ga)$/i;

/** Undefined when it is no http(s) address. */
export const normalUrl = (text: string): string | undefined => {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.hash = '';
  url.username = '';
  url.password = '';
  keepParts(url, ({ name }) => !trackingParameter.test(name));
  return url.href;
};

export const placeRequest = (
  request: PageRequest,
  where: { depth: number; priority: number; needsBrowser: boolean },
): NewUrl | undefined => {
  const url = normalUrl(request.url);
  if (url === undefined) return undefined;
  const method = request.method ?? 'GET';
  const keyHash = createHash('sha256')
    .update(`${method}\n${withoutSession(url)}\n${request.body ?? ''}`)
    .digest('hex');
  return { ...request, url, keyHash, lane: laneOf(url), origin: new URL(url).origin, ...where };
};

/** The requests that can be placed, each once. */
export const placeRequests = (
  requests: readonly PageRequest[],
  where: { depth: number; priority: number; needsBrowser: (request: PageRequest) => boolean },
): NewUrl[] => {
  const placed = new Map<string, NewUrl>();
  for (const request of requests) {
    const one = placeRequest(request, { ...where, needsBrowser: where.needsBrowser(request) });
    if (one && !placed.has(one.keyHash)) placed.set(one.keyHash, one);
  }
  return [...placed.values()];
};
