/** A page of a forum, parsed once, with the layout that it has. */
import { elementsNamed } from '../../reading/elements-by-name.ts';
import type { CheerioAPI } from '../../reading/nodes.ts';
import { cleanUrl } from '../../reading/page-address.ts';
import { parsePage } from '../../reading/parse-page.ts';
import type { Page } from '../../target-type.ts';
import { type ForumLayout, layouts } from './layouts.ts';
import type { ForumOptions } from './options.ts';

export interface ForumPage {
  $: CheerioAPI;
  page: Page;
  options: ForumOptions;
  baseUrl: string;
  now: Date;
  /** Undefined when no known software made the page. */
  layout: ForumLayout | undefined;
}

const fits = ($: CheerioAPI, layout: ForumLayout): boolean =>
  $(layout.topics).length > 0 ||
  $(layout.post)
    .toArray()
    .some((post) => $(post).find(layout.body).length > 0);

export const openPage = (page: Page, options: ForumOptions): ForumPage => {
  const { $ } = parsePage(page.text);
  const base = elementsNamed($, 'base').find(({ attribs }) => attribs.href !== undefined)?.attribs.href;
  return {
    $,
    page,
    options,
    baseUrl: cleanUrl(base, page.url) ?? page.url,
    now: new Date(page.fetchedAt),
    layout:
      layouts.find((layout) => fits($, layout)) ?? layouts.find((layout) => $(layout.boards).length > 0),
  };
};
