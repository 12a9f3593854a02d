/** Decides about every request of a page over the DevTools protocol, redirects of the page itself included. */
import type { CDPSession } from 'playwright-core';
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
  navigations: readonly string[];
  /** Why the page was stopped from going somewhere, if it was. */
  refusal(): string | undefined;
  /** What kept a request from being judged, if anything did: no verdict on the page. */
  fault(): Error | undefined;
}

export interface RequestGate {
  /** From now on these rules hold, for a new visit. */
  open(rules: RequestRules): WatchedRequests;
  /** Nothing goes out until the next visit. */
  close(): void;
}

interface PausedRequest {
  requestId: string;
  frameId: string;
  resourceType: string;
  request: { url: string };
}

interface Judge extends WatchedRequests {
  mayLoad(paused: PausedRequest, isOfPage: boolean): Promise<boolean>;
  noteFault(error: Error): void;
}

const pageSchemes = /^(https?|about|data|blob):/i;
const unwanted = new Set(['Media', 'Ping', 'Prefetch']);
const ofPictures = new Set(['Image', 'Font']);

const createJudge = (rules: RequestRules): Judge => {
  const navigations: string[] = [];
  let refusal: string | undefined;
  let fault: Error | undefined;
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
    else refusal = addressRefusal(rules, url);
    if (refusal !== undefined) return false;
    navigations.push(url);
    return true;
  };

  return {
    navigations,
    refusal: () => refusal,
    fault: () => fault,
    noteFault: (error) => {
      fault ??= error;
    },
    async mayLoad({ resourceType, request }, isOfPage) {
      if (isOfPage) return mayNavigate(request.url);
      requests += 1;
      if (requests > rules.maxRequests || !pageSchemes.test(request.url)) return false;
      if (rules.neverReason(request.url) !== undefined || unwanted.has(resourceType)) return false;
      return rules.withImages || !ofPictures.has(resourceType);
    },
  };
};

const addressRefusal = (rules: RequestRules, url: string): string | undefined => {
  try {
    rules.checkAddress(url);
    return undefined;
  } catch (error) {
    if (error instanceof AddressRefusedError) return error.message;
    throw error;
  }
};

export const openRequestGate = async (session: CDPSession): Promise<RequestGate> => {
  const { frameTree } = await session.send('Page.getFrameTree');
  const mainFrame = frameTree.frame.id;
  let judge: Judge | undefined;

  /** A request that could not be judged stays out; left undecided, it would hold the page up until it times out. */
  const judged = (asked: Judge, paused: PausedRequest, isOfPage: boolean): Promise<boolean> =>
    asked.mayLoad(paused, isOfPage).catch((error: Error) => {
      asked.noteFault(error);
      return false;
    });

  const decide = async (paused: PausedRequest, asked: Judge | undefined): Promise<void> => {
    const { requestId, resourceType, frameId } = paused;
    const isOfPage = resourceType === 'Document' && frameId === mainFrame;
    // An answer that came after its visit was over lets nothing out.
    const mayLoad = asked !== undefined && (await judged(asked, paused, isOfPage)) && asked === judge;
    if (mayLoad) await session.send('Fetch.continueRequest', { requestId });
    else await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
  };

  session.on('Fetch.requestPaused', (paused) => {
    const asked = judge;
    decide(paused, asked).catch((error: Error) => {
      // A page that has been closed or has gone on no longer waits for an answer.
      if (!/closed|detached|crashed|Invalid InterceptionId|not found/i.test(error.message))
        asked?.noteFault(error);
    });
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] });
  return {
    open: (rules) => {
      judge = createJudge(rules);
      return judge;
    },
    close: () => {
      judge = undefined;
    },
  };
};
