/** A fetched page as the target types read it. */
import type { FetchedPage } from '../../crawlers/fetching/fetch-contract.ts';
import type { Page } from '../../crawlers/target-type.ts';
import { movedFrom } from '../domain/visit.ts';

/** Nothing else of an answer's headers is a reader's business. */
const readHeaders = ['link', 'last-modified', 'x-robots-tag'];

export const pageToRead = (
  page: FetchedPage,
  asked: { kind: string; carry?: Record<string, string> | undefined },
): Page => ({
  url: page.finalUrl,
  requestedUrl: asked.carry?.[movedFrom] ?? page.requestedUrl,
  kind: asked.kind,
  carry: asked.carry ?? {},
  text: page.text,
  contentType: page.mediaType,
  headers: Object.fromEntries(
    readHeaders.flatMap((name) => {
      const value = page.headers[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ),
  status: page.status,
  fetchedAt: page.fetchedAt.toISOString(),
  isRendered: page.isRendered,
});
