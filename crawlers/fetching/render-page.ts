/** Fetches one page with the browser; ends as fetch-page.ts does. */
import { MissingServiceError, RetryableError } from '../../src/domain/failure.ts';
import type { PageRenderer } from '../../src/platform/browser/page-renderer.ts';
import type { ExitClients } from '../../src/platform/net/exit-clients.ts';
import { neverFetchedReason } from '../../src/platform/net/never-fetched.ts';
import type { FetchEnd, FetchPage, FetchRequest } from './fetch-contract.ts';
import { endOfFault, endOfStatus } from './fetch-end.ts';
import { loginWallReason } from './login-wall.ts';
import { robotsTagsOf } from './robots-tags.ts';

export const createPageRendering =
  (needs: { renderer: PageRenderer; clients: Pick<ExitClients, 'exitOf'>; userAgent: string }): FetchPage =>
  async (request): Promise<FetchEnd> => {
    const fetchedAt = new Date();
    const { protocol } = new URL(request.url);
    if (protocol !== 'http:' && protocol !== 'https:')
      return { end: 'refused', reason: `only http and https are fetched, not ${protocol}` };
    const never = neverFetchedReason(request.url);
    if (never !== undefined) return { end: 'refused', reason: never };
    if (request.method !== 'GET')
      return {
        end: 'unusable',
        status: 0,
        reason: 'only pages that are asked for with GET can be shown in the browser',
      };
    let movedTo: string | undefined;
    const mayGoOn = async (url: string): Promise<boolean> => {
      if (request.isOfThisLane?.(url) === false) movedTo = url;
      return movedTo === undefined && request.isAllowed(url);
    };
    try {
      const exit = await needs.clients.exitOf(request.proxyId);
      const rendered = await needs.renderer.render({
        url: request.url,
        exit,
        steps: request.render,
        withScreenshot: request.withScreenshot === true,
        isAllowed: mayGoOn,
        ...(request.signal ? { signal: request.signal } : {}),
      });
      if (rendered.end === 'refused')
        return movedTo === undefined
          ? rendered
          : endOfMove(request, movedTo, Date.now() - fetchedAt.getTime());
      const { page } = rendered;
      const ended = endOfStatus(page.status, page.headers, fetchedAt);
      if (ended) return ended;
      const wall = loginWallReason({ requestedUrl: request.url, finalUrl: page.finalUrl, text: page.html });
      if (wall) return { end: 'blocked', status: page.status, reason: wall };
      return {
        end: 'page',
        page: {
          requestedUrl: request.url,
          finalUrl: page.finalUrl,
          redirects: page.redirects,
          status: page.status,
          headers: page.headers,
          remoteAddress: page.remoteAddress,
          exit: exit?.name ?? null,
          robotsTags: robotsTagsOf({
            headers: page.headers,
            mediaType: 'text/html',
            text: page.html,
            userAgent: needs.userAgent,
          }),
          body: Buffer.from(page.html, 'utf8'),
          mediaType: 'text/html',
          charset: 'utf-8',
          text: page.html,
          fetchedAt,
          durationMs: Date.now() - fetchedAt.getTime(),
          userAgent: needs.userAgent,
          isRendered: true,
          screenshot: page.screenshot,
        },
      };
    } catch (error) {
      request.signal?.throwIfAborted();
      // A browser that does not start fails its pages, with what to do about it; other pages go on.
      return endOfFault(error instanceof MissingServiceError ? new RetryableError(error.message) : error, 0);
    }
  };

/** The browser says neither the status nor the way: a script may have gone there. */
const endOfMove = ({ url: requestedUrl }: FetchRequest, url: string, durationMs: number): FetchEnd => {
  const wall = loginWallReason({ requestedUrl, finalUrl: url, text: '' });
  if (wall) return { end: 'blocked', status: 0, reason: wall };
  return {
    ...{ end: 'moved', status: null, url, method: 'GET', body: null, redirects: [requestedUrl] },
    durationMs,
  };
};
