/** Fetches robots.txt after RFC 9309: five redirects, 500 KiB; keeping it for 24 hours is the frontier's. */
import { isIP } from 'node:net';
import { RetryableError } from '../../src/domain/failure.ts';
import { AddressRefusedError, bareHostname } from '../../src/platform/net/address-guard.ts';
import { ContentEncodingError } from '../../src/platform/net/decode-content.ts';
import { ExitFaultError } from '../../src/platform/net/exit.ts';
import type { ExitClients } from '../../src/platform/net/exit-clients.ts';
import type { HttpClient, HttpResponse } from '../../src/platform/net/http-client.ts';
import { nextHop } from './next-hop.ts';
import { longestRetryAfterMs, retryAfterMsOf } from './retry-after.ts';
import { crawlDelayMsOf, maxRobotsBytes } from './robots-rules.ts';

const maxRedirects = 5;

export interface FetchedRobots {
  origin: string;
  robotsText: string | null;
  /** HTTP status; 0 when it could not be reached. */
  robotsStatus: number;
  robotsFetchedAt: Date;
  crawlDelayMs: number | null;
  /** How long the site asks to be left alone, where it did not give its rules; a day at most. */
  retryAfterMs?: number | null;
  /** Why it could not be reached, in words; `isRefused` when it was our own address guard that said no. */
  problem?: string;
  isRefused?: boolean;
  /** The proxy was at fault: the site was not asked. */
  isExitFault?: boolean;
}

export type FetchRobots = (
  origin: string,
  /** The proxy that the pages go through, and so their rules; null for the machine's own address. */
  proxyId: string | null,
  signal?: AbortSignal,
) => Promise<FetchedRobots>;

const unreachable = [RetryableError, ContentEncodingError, AddressRefusedError];

interface Answered {
  status: number;
  text: string | null;
  retryAfterMs?: number | null;
}

/** Never throws for what a site does: an unreachable robots.txt has the status 0. */
export const createRobotsFetcher = (needs: {
  clients: Pick<ExitClients, 'clientOf'>;
  userAgent: string;
}): FetchRobots => {
  const follow = async (http: HttpClient, start: string, signal?: AbortSignal): Promise<Answered> => {
    let url = start;
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      const headers = { 'user-agent': needs.userAgent, accept: 'text/plain,*/*;q=0.5' };
      const response = await http
        .send({ url, method: 'GET', headers, ...(signal ? { signal } : {}) })
        .catch((error: unknown) => refusedHop(error, url, start));
      if ('text' in response) return response;
      const next = nextHop(response, url);
      if (next === undefined) return readAnswer(response);
      await response.discard();
      if (next.refusal !== undefined) return { status: 404, text: null };
      url = next.url;
    }
    // RFC 9309, 2.3.1.2: after five redirects a crawler may treat it as unavailable, which means no rules.
    return { status: 404, text: null };
  };

  return async (origin, proxyId, signal) => {
    const robotsFetchedAt = new Date();
    try {
      const { status, text, retryAfterMs } = await follow(
        await needs.clients.clientOf(proxyId),
        `${origin}/robots.txt`,
        signal,
      );
      return {
        origin,
        robotsText: text,
        robotsStatus: status,
        robotsFetchedAt,
        crawlDelayMs: crawlDelayMsOf(text, needs.userAgent),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      };
    } catch (error) {
      signal?.throwIfAborted();
      if (!unreachable.some((type) => error instanceof type)) throw error;
      return {
        origin,
        robotsText: null,
        robotsStatus: 0,
        robotsFetchedAt,
        crawlDelayMs: null,
        problem: (error as Error).message,
        isRefused: error instanceof AddressRefusedError,
        isExitFault: error instanceof ExitFaultError,
      };
    }
  };
};

/**
 * A redirect to a private address leads nowhere for anybody: there are no rules to be had. A name that leads to one
 * may be a fault of DNS: the rules are out of reach.
 */
const refusedHop = (error: unknown, url: string, start: string): Answered => {
  if (!(error instanceof AddressRefusedError) || url === start) throw error;
  if (isIP(bareHostname(new URL(url).hostname)) !== 0) return { status: 404, text: null };
  throw new RetryableError(`it redirects to ${url}: ${error.message.split(';')[0]}`, { cause: error });
};

const readAnswer = async (response: HttpResponse): Promise<Answered> => {
  const { status, headers } = response;
  if (status < 200 || status >= 300) {
    await response.discard();
    const asked = retryAfterMsOf(headers['retry-after'], new Date());
    if (asked !== null && (status === 429 || status >= 500))
      return { status, text: null, retryAfterMs: Math.min(asked, longestRetryAfterMs) };
    // A redirect that leads nowhere: as after too many, there are no rules to be had.
    return { status: status >= 300 && status < 400 ? 404 : status, text: null };
  }
  return { status, text: await readBeginning(response) };
};

const readBeginning = async (response: HttpResponse): Promise<string> => {
  const body = await response.readBody({ maxBytes: maxRobotsBytes, isCutAllowed: true });
  // PostgreSQL's text holds no NUL.
  return body.toString('utf8').replaceAll('\u0000', '');
};
