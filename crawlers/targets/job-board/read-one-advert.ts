/** Reads a page as one advert, whatever it is. */
import type { Posting } from '../../../src/domain/posting.ts';
import { dateOf } from '../../../src/facts/dates.ts';
import { type AdvertFields, fillFrom, noFields } from '../../reading/advert-fields.ts';
import { buildPosting } from '../../reading/build-posting.ts';
import { findMainContent } from '../../reading/main-content.ts';
import type { AnyNode } from '../../reading/nodes.ts';
import { fieldText } from '../../reading/own-text.ts';
import { keyUrl } from '../../reading/page-address.ts';
import { plainText } from '../../reading/plain-text.ts';
import { completeFromPage } from '../../reading/read-advert.ts';
import type { BoardPage } from './open-page.ts';

const selectedText = (board: BoardPage, selector: string | undefined): string | undefined =>
  selector === undefined ? undefined : plainText(board.$(selector).toArray() as AnyNode[]) || undefined;

/** Fields that the admin's selectors name. */
const fillSelected = (fields: AdvertFields, board: BoardPage): void => {
  const { fields: selectors } = board.options;
  const posted = selectedText(board, selectors.datePosted);
  fillFrom(
    fields,
    {
      title: fieldText(selectedText(board, selectors.title)),
      text: selectedText(board, selectors.text),
      employer: fieldText(selectedText(board, selectors.employer)),
      location: fieldText(selectedText(board, selectors.location)),
      payText: fieldText(selectedText(board, selectors.pay)),
      datePosted: posted && dateOf(posted, board.now),
    },
    'selector',
  );
};

/** What only the list page knew. */
const fillCarried = (fields: AdvertFields, board: BoardPage): void => {
  const { carry } = board.page;
  fillFrom(
    fields,
    {
      title: carry.title,
      employer: carry.employer,
      location: carry.location,
      payText: carry.pay,
      datePosted: carry.datePosted,
    },
    'list-page',
  );
};

/** The page as one advert, whatever it is; undefined when there is nothing to read. */
export const readOneAdvert = (board: BoardPage, known: AdvertFields = noFields()): Posting | undefined => {
  const content = findMainContent(board.$);
  const fields: AdvertFields = { ...known, images: [...known.images], links: [...known.links] };
  fillSelected(fields, board);
  completeFromPage(fields, { $: board.$, content, url: board.page.url, now: board.now });
  fillCarried(fields, board);
  const url = board.canonical;
  return buildPosting(fields, { itemKey: keyUrl(url), url, baseUrl: board.baseUrl });
};
