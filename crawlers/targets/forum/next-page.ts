/** The next page of a list or topic. */

import { isSameSite } from '../../reading/page-address.ts';
import { findNextPage } from '../../reading/paging.ts';
import { forumUrl, isActionLink, mayBeSamePlace } from './forum-address.ts';
import type { ForumPage } from './open-page.ts';

/** Undefined on the last page. "Next topic" is no next page, nor is a link to where one is. */
export const nextPage = (forum: ForumPage, number: number): string | undefined => {
  const { $, layout, page, baseUrl } = forum;
  const here = forumUrl(page.url, page.url);
  const isNext = (url: string | undefined): url is string =>
    url !== undefined &&
    url !== here &&
    !isActionLink(url) &&
    isSameSite(url, page.url) &&
    mayBeSamePlace(url, page.url);
  const linked = layout ? $(layout.next).toArray() : [];
  for (const element of linked.slice(0, 5)) {
    const own = forumUrl($(element).attr('href'), baseUrl);
    if (isNext(own)) return own;
  }
  const words = String(number + 1);
  const numbered = $('a[href]')
    .toArray()
    .slice(-4000)
    .filter((element) => $(element).text().trim() === words)
    .map((element) => forumUrl($(element).attr('href'), baseUrl))
    .find((url) => isNext(url) && /\d/.test(url));
  if (numbered !== undefined) return numbered;
  const found = forumUrl(findNextPage($, { url: page.url, baseUrl, number }), baseUrl);
  return isNext(found) ? found : undefined;
};
