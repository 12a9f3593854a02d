/** Which of the requests of some pages are followed: paging that brings nothing new for long is not. */
import { trapLimits } from '../../domain/crawl-trap.ts';
import type { RunNotice } from '../../domain/run-notice.ts';
import { imageKind } from '../../domain/visit.ts';
import type { NewUrl } from '../frontier-contract.ts';

/** A page that asks for others. */
export interface AskingPage {
  /** Null for the start of a run. */
  kind: string | null;
  /** Pages in a row on the way to it that brought nothing new. */
  barren: number;
  /** True when an advert stood on it that the run had not seen, and the page itself is no copy. */
  isFresh: boolean;
  urls: NewUrl[];
}

export interface FollowedUrl extends NewUrl {
  barren: number;
}

/**
 * A page brings something new by an advert, or by a request of another kind than its own that the run did not know:
 * its next page alone is nothing. `isKnown` tells what the run knows already.
 */
export const followPages = (
  pages: readonly AskingPage[],
  isKnown: (url: NewUrl) => boolean,
): { urls: FollowedUrl[]; notices: RunNotice[] } => {
  const claimed = new Map<string, FollowedUrl>();
  const notices: RunNotice[] = [];
  for (const page of pages) {
    const news = page.urls.filter((url) => !isKnown(url) && !claimed.has(url.keyHash));
    const isBarren = !page.isFresh && !news.some((url) => url.kind !== page.kind && url.kind !== imageKind);
    const barren = isBarren ? page.barren + 1 : 0;
    const isStopped = barren >= trapLimits.barrenPages;
    for (const url of page.urls) {
      const isSameKind = url.kind === page.kind;
      if (!isStopped || !isSameKind) add(claimed, { ...url, barren: isSameKind ? barren : 0 });
    }
    const stopped = isStopped ? news.filter((url) => url.kind === page.kind) : [];
    if (stopped[0])
      notices.push({
        code: 'paging-stopped',
        sentence: `paging stopped: ${trapLimits.barrenPages} pages in a row brought nothing new`,
        count: 1,
        example: stopped[0].url,
      });
  }
  return { urls: [...claimed.values()], notices };
};

/** Asked for twice: the way with fewer barren pages counts. */
const add = (claimed: Map<string, FollowedUrl>, url: FollowedUrl): void => {
  const known = claimed.get(url.keyHash);
  if (!known || url.barren < known.barren) claimed.set(url.keyHash, url);
};
