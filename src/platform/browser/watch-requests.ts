/** Decides about every request of a page over the DevTools protocol, redirects of the page itself included. */
import type { CDPSession, Page } from 'playwright-core';
import { AddressRefusedError } from '../net/address-guard.ts';

export interface RequestRules {
  withImages: boolean;
  maxNavigations: number;
  maxRequests: number;
  /** Asked for each further address that the page itself goes to. */
  isAllowed(url: string): Promise<boolean>;
  /** Why an address is never fetched, whatever asks for it. */
  neverReason(url: string): string | undefined;
  /** Throws AddressRefusedError for an address literal that is not public; names are checked by the proxy. */
  checkAddress(url: string): void;
}

export interface WatchedRequests {
  /** Addresses that the page itself went to, in order. */
  navigations: string[];
  /** Why the page was stopped from going somewhere, if it was. */
  refusal(): string | undefined;
}

interface PausedRequest {
  requestId: string;
  frameId: string;
  resourceType: string;
  request: { url: string };
}

const pageSchemes = /^(https?|about|data|blob):/i;

export const watchRequests = async (page: Page, rules: RequestRules): Promise<WatchedRequests> => {
  const session: CDPSession = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const mainFrame = frameTree.frame.id;
  const navigations: string[] = [];
  let refusal: string | undefined;
  let requests = 0;

  const mayNavigate = async (url: string): Promise<boolean> => {
    const scheme = new URL(url).protocol;
    if (scheme !== 'http:' && scheme !== 'https:')
      refusal = `it leads to ${scheme}, and only http and https are followed`;
    else if (rules.neverReason(url) !== undefined) refusal = `it leads to ${url}: ${rules.neverReason(url)}`;
    else if (navigations.length > rules.maxNavigations)
      refusal = `it leads on more than ${rules.maxNavigations} times, last to ${url}`;
    else if (navigations.length > 0 && !(await rules.isAllowed(url)))
      refusal = `it redirects to ${url}, which robots.txt does not allow`;
    else refusal = addressRefusal(url);
    if (refusal !== undefined) return false;
    navigations.push(url);
    return true;
  };

  const addressRefusal = (url: string): string | undefined => {
    try {
      rules.checkAddress(url);
      return undefined;
    } catch (error) {
      if (error instanceof AddressRefusedError) return error.message;
      throw error;
    }
  };

  const mayLoad = async (paused: PausedRequest): Promise<boolean> => {
    const { resourceType, frameId, request } = paused;
    if (resourceType === 'Document' && frameId === mainFrame) return mayNavigate(request.url);
    requests += 1;
    if (requests > rules.maxRequests || !pageSchemes.test(request.url)) return false;
    if (rules.neverReason(request.url) !== undefined) return false;
    if (resourceType === 'Media' || resourceType === 'Ping' || resourceType === 'Prefetch') return false;
    return rules.withImages || (resourceType !== 'Image' && resourceType !== 'Font');
  };

  const decide = async (paused: PausedRequest): Promise<void> => {
    const { requestId } = paused;
    if (await mayLoad(paused)) await session.send('Fetch.continueRequest', { requestId });
    else await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
  };

  session.on('Fetch.requestPaused', (paused) => {
    decide(paused).catch((error: Error) => {
      // A page that has been closed or has gone on no longer waits for an answer.
      if (!/closed|detached|Invalid InterceptionId|not found/i.test(error.message)) refusal ??= error.message;
    });
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] });
  return { navigations, refusal: () => refusal };
};
