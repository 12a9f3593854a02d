/** Fetches one page with undici: each redirect checked, size and time limited, decoded to text. */

import { type AddressGuard, AddressRefusedError } from '../../src/platform/net/address-guard.ts';
import type { ExitClients } from '../../src/platform/net/exit-clients.ts';
import { isGzip } from '../../src/platform/net/gzip-members.ts';
import type { HttpClient, HttpResponse } from '../../src/platform/net/http-client.ts';
import { neverFetchedReason } from '../../src/platform/net/never-fetched.ts';
import { ChainCookies } from './chain-cookies.ts';
import { charsetOf, decodeText } from './decode-text.ts';
import type { FetchEnd, FetchPage, FetchRequest } from './fetch-contract.ts';
import { endOfFault, endOfStatus } from './fetch-end.ts';
import { openLargeBody, readLargeSitemap } from './large-sitemap.ts';
import { loginWallReason } from './login-wall.ts';
import { mediaTypeOf, notTextReason } from './media-type.ts';
import { nextHop } from './next-hop.ts';
import { readRefusal } from './read-refusal.ts';
import { robotsTagsOf } from './robots-tags.ts';
import { unpackGzip } from './unpack-gzip.ts';

export const maxRedirects = 5;

const acceptPage = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5';
const acceptImage = 'image/jpeg,image/png,image/webp,image/*;q=0.5';

const bodyType = (body: string): string =>
  /^\s*[{[]/.test(body) ? 'application/json' : 'application/x-www-form-urlencoded';

interface Hop {
  url: string;
  method: 'GET' | 'POST';
  body: string | null;
}

interface Answer {
  response: HttpResponse;
  url: string;
  redirects: string[];
}

export const createPageFetcher = (needs: {
  clients: Pick<ExitClients, 'clientOf'>;
  userAgent: string;
  /** Says at once when a redirect to another lane leads inside; without it, that lane's own visit does. */
  guard?: Pick<AddressGuard, 'resolve'>;
}): FetchPage => {
  const headersFor = (request: FetchRequest, hop: Hop): Record<string, string> => ({
    'user-agent': needs.userAgent,
    accept: request.expectsImage ? acceptImage : (request.accept ?? acceptPage),
    'accept-language': 'en;q=0.5,*;q=0.1',
    ...(new URL(hop.url).origin === new URL(request.url).origin ? request.headers : {}),
    ...(hop.body === null ? {} : { 'content-type': bodyType(hop.body) }),
    ...(hop.url === request.url && request.etag ? { 'if-none-match': request.etag } : {}),
    ...(hop.url === request.url && request.lastModified ? { 'if-modified-since': request.lastModified } : {}),
  });

  const follow = async (
    http: HttpClient,
    request: FetchRequest,
    fetchedAt: Date,
  ): Promise<Answer | FetchEnd> => {
    const redirects: string[] = [];
    const cookies = new ChainCookies();
    let hop: Hop = { url: request.url, method: request.method, body: request.body };
    for (;;) {
      const response = await http
        .send({
          ...hop,
          headers: { ...headersFor(request, hop), ...cookies.headerFor(hop.url) },
          ...(request.signal ? { signal: request.signal } : {}),
        })
        .catch((error: unknown) => refusedHop(error, hop.url, redirects));
      if ('end' in response) return response;
      const next = nextHop(response, hop.url);
      if (next === undefined) return { response, url: hop.url, redirects };
      cookies.take(response.setCookies, hop.url);
      await response.discard();
      const refusal = refusalOf(next, redirects.length, hop.url);
      if (refusal !== undefined || next.url === undefined) return { end: 'refused', reason: refusal ?? '' };
      redirects.push(hop.url);
      const { status } = response;
      const keepsMethod = status === 307 || status === 308;
      hop = keepsMethod ? { ...hop, url: next.url } : { url: next.url, method: 'GET', body: null };
      if (request.isOfThisLane?.(hop.url) === false) {
        const wall = loginWallReason({ requestedUrl: request.url, finalUrl: hop.url, text: '' });
        if (wall) return { end: 'blocked', status, reason: wall };
        const inside = await needs.guard?.resolve(...hostOf(hop.url)).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (inside instanceof AddressRefusedError) return refusedHop(inside, hop.url, redirects);
        return { end: 'moved', status, ...hop, redirects, durationMs: Date.now() - fetchedAt.getTime() };
      }
      if (!(await request.isAllowed(hop.url)))
        return { end: 'refused', reason: `it redirects to ${hop.url}, which robots.txt does not allow` };
    }
  };

  const finish = async (
    request: FetchRequest,
    answer: Answer & { exit: string | null },
    fetchedAt: Date,
  ): Promise<FetchEnd> => {
    const { response } = answer;
    const durationMs = (): number => Date.now() - fetchedAt.getTime();
    if (response.status === 304) {
      await response.discard();
      return { end: 'not-modified', status: 304, fetchedAt, durationMs: durationMs() };
    }
    const ended = endOfStatus(response.status, response.headers, fetchedAt);
    if (ended) {
      const said = await readRefusal(response);
      return said === undefined || ended.end === 'retry' ? ended : { ...ended, said };
    }
    const large = openLargeBody(request.expectsSitemap === true);
    try {
      const body = await response
        .readBody(...(large.limit ? [large.limit] : []))
        .catch((error: unknown) => endOfFault(error, response.status));
      return Buffer.isBuffer(body) ? await pageOf(request, answer, { body, fetchedAt, durationMs }) : body;
    } finally {
      large.close();
    }
  };

  const pageOf = async (
    request: FetchRequest,
    { response, url, redirects, exit }: Answer & { exit: string | null },
    { body, fetchedAt, durationMs }: { body: Buffer; fetchedAt: Date; durationMs(): number },
  ): Promise<FetchEnd> => {
    const { userAgent } = needs;
    const contentType = response.headers['content-type'] ?? '';
    const mediaType = mediaTypeOf(contentType, body);
    const decoded = request.expectsImage
      ? { text: '', charset: '' }
      : await decodePage(request, { url, status: response.status, body, mediaType, contentType });
    if ('end' in decoded) return decoded;
    const { text, charset } = decoded;
    return {
      end: 'page',
      page: {
        requestedUrl: request.url,
        finalUrl: url,
        redirects,
        status: response.status,
        headers: response.headers,
        remoteAddress: response.remoteAddress,
        exit,
        robotsTags: robotsTagsOf({ headers: response.headers, mediaType, text, userAgent }),
        body,
        mediaType,
        charset,
        text,
        fetchedAt,
        durationMs: durationMs(),
        userAgent,
        isRendered: false,
        screenshot: null,
      },
    };
  };

  return async (request) => {
    const fetchedAt = new Date();
    try {
      const scheme = new URL(request.url).protocol;
      if (scheme !== 'http:' && scheme !== 'https:')
        return { end: 'refused', reason: `only http and https are fetched, not ${scheme}` };
      const never = neverFetchedReason(request.url);
      if (never !== undefined) return { end: 'refused', reason: never };
      const http = await needs.clients.clientOf(request.proxyId);
      const answer = await follow(http, request, fetchedAt);
      return 'end' in answer ? answer : await finish(request, { ...answer, exit: http.exitName }, fetchedAt);
    } catch (error) {
      request.signal?.throwIfAborted();
      return endOfFault(error, 0);
    }
  };
};

const hostOf = (url: string): [hostname: string, port: number] => {
  const { hostname, port, protocol } = new URL(url);
  return [hostname, Number(port) || (protocol === 'https:' ? 443 : 80)];
};

/** Where a redirect led matters more than how our own addresses could be allowed. */
const refusedHop = (error: unknown, url: string, redirects: readonly string[]): FetchEnd => {
  if (!(error instanceof AddressRefusedError) || redirects.length === 0) throw error;
  return { end: 'refused', reason: `it redirects to ${url}: ${error.message.split(';')[0]}` };
};

/** A file that is compressed by itself, such as `sitemap.xml.gz`, is kept as it came and read unpacked. */
const unpacked = async (
  body: Buffer,
  contentType: string,
): Promise<{ body: Buffer; mediaType?: string; contentType: string }> => {
  if (!isGzip(body)) return { body, contentType };
  const inner = await unpackGzip(body);
  const said = charsetOf(contentType);
  return {
    body: inner,
    mediaType: mediaTypeOf('', inner),
    contentType: said === undefined ? '' : `text/plain; charset=${said}`,
  };
};

const decodePage = async (
  request: FetchRequest,
  answer: { url: string; status: number; body: Buffer; mediaType: string; contentType: string },
): Promise<{ text: string; charset: string } | FetchEnd> => {
  const { url, status } = answer;
  if (request.expectsSitemap) {
    const large = await readLargeSitemap(answer.body).catch((error: unknown) => endOfFault(error, status));
    if (large !== undefined) return large;
  }
  const readable = await unpacked(answer.body, answer.contentType).catch((error: unknown) =>
    endOfFault(error, status),
  );
  if ('end' in readable) return readable;
  const { body, contentType, mediaType = answer.mediaType } = readable;
  const notText = notTextReason(mediaType, body, contentType);
  if (notText) return { end: 'unusable', status, reason: `the page can't be used: ${notText}` };
  const decoded = decodeText(body, contentType);
  const wall = loginWallReason({ requestedUrl: request.url, finalUrl: url, text: decoded.text });
  return wall ? { end: 'blocked', status, reason: wall } : decoded;
};

const refusalOf = (
  next: NonNullable<ReturnType<typeof nextHop>>,
  redirectsSoFar: number,
  from: string,
): string | undefined => {
  if (next.refusal !== undefined) return next.refusal;
  if (redirectsSoFar >= maxRedirects)
    return `it redirects more than ${maxRedirects} times, last from ${from}`;
  const never = neverFetchedReason(next.url);
  return never === undefined ? undefined : `it redirects to ${next.url}: ${never}`;
};
