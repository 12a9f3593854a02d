/** A page that is one advert. */
import type { Posting } from '../../../src/domain/posting.ts';
import { saysExpired, saysMissing } from '../../../src/facts/expiry.ts';
import { hasAdvertSigns, needsBrowser } from '../../reading/advert-page.ts';
import { looksScriptBuilt } from '../../reading/script-built.ts';
import { ownUnstated } from '../../reading/unstated-adverts.ts';
import type { Reading } from '../../target-type.ts';
import type { BoardPage } from './open-page.ts';
import { readListPage } from './read-list-page.ts';
import { readOneAdvert } from './read-one-advert.ts';

const fewestTextChars = 30;

/** A longer page has more to say than that. */
const mostNoticeChars = 400;

/** Some sites answer 200 for what is not there (any more). */
const missingReason = ({ title, text }: Posting): string | undefined => {
  if (text.length > mostNoticeChars) return undefined;
  const words = `${title}\n${text}`;
  if (saysMissing(words)) return 'The page says that nothing is found at its address.';
  return saysExpired(words) ? 'The page says that its advert is over.' : undefined;
};

const isReadable = (posting: Posting): boolean =>
  posting.text.length >= fewestTextChars || posting.images.length > 0;

/** The data behind the page holds the advert: no browser is needed to read it. */
const hasOwnData = ({ $, page, now }: BoardPage): boolean => ownUnstated($, page.url, now) !== undefined;

export const readPostingPage = (board: BoardPage): Reading => {
  const { stated, problems } = board;
  if (stated.length > 1) return readListPage(board);
  if (!board.page.isRendered && stated.length === 0 && !hasOwnData(board) && looksScriptBuilt(board.$))
    return { postings: [], requests: [], problems: [...problems, needsBrowser] };
  const posting = readOneAdvert(board, stated[0]);
  if (posting && (stated.length > 0 || isReadable(posting))) {
    if (stated.length > 0 || hasAdvertSigns(posting)) return { postings: [posting], requests: [], problems };
    const missing = missingReason(posting);
    if (missing !== undefined)
      return { postings: [], requests: [], problems: [...problems, { code: 'not-there', message: missing }] };
    const asList = readListPage(board);
    if (asList.requests.length > 0) return asList;
    if (board.page.carry.isGuess === undefined) return { postings: [posting], requests: [], problems };
  }
  const nothing = { code: 'no-posting', message: 'No advert was found on a page that a list leads to.' };
  return { postings: [], requests: [], problems: [...problems, nothing] };
};
