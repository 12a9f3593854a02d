/** Reads pages of a classified site: as a board's, with what only classified ads need around it. */
import type { Posting } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { buildPosting } from '../../reading/build-posting.ts';
import { elementsWhere } from '../../reading/elements-by-name.ts';
import { findMainContent } from '../../reading/main-content.ts';
import type { AnyNode } from '../../reading/nodes.ts';
import { fieldText, oneLine } from '../../reading/own-text.ts';
import { plainText } from '../../reading/plain-text.ts';
import { splitAdverts } from '../../reading/repeated-adverts.ts';
import type { Page, Reading } from '../../target-type.ts';
import { identifyAdverts } from '../job-board/identify-adverts.ts';
import { type BoardPage, openPage } from '../job-board/open-page.ts';
import type { JobBoardOptions } from '../job-board/options.ts';
import { readListPage } from '../job-board/read-list-page.ts';
import { readPostingPage } from '../job-board/read-posting-page.ts';
import { type AdContext, adaptPosting } from './adapt-posting.ts';
import type { ClassifiedsOptions } from './options.ts';
import { isWorkAddress, saysWork } from './work-words.ts';

/** Keeps what else a target's options carry, such as its further hosts. */
export const boardOptions = (options: ClassifiedsOptions): JobBoardOptions => ({
  ...options,
  sitemaps: [],
  maxSitemapAdverts: 1,
});

const breadcrumb =
  /breadcrumbs?|crumbs?|navigation-path|category|categor[iy]|item-navigation|fil-ariane|migas|duong-dan/i;
const mostCategoryChars = 400;

/** Breadcrumbs and what is called a category. */
const categoryOf = ({ $ }: BoardPage): string =>
  elementsWhere($, ({ attribs, name }) => {
    const names = `${attribs.class ?? ''} ${attribs.id ?? ''} ${attribs['aria-label'] ?? ''}`;
    return name !== 'body' && breadcrumb.test(names);
  })
    .slice(0, 5)
    .map((element) => oneLine(plainText([element as AnyNode], { maxChars: mostCategoryChars })))
    .join(' ')
    .slice(0, mostCategoryChars);

const sellerName =
  /(?:^|[\s_-])(?:seller|poster|owner|advertiser|vendor|member|user)[-_]?(?:name|title)(?:[\s_-]|$)|(?:^|[\s_-])(?:ten-nguoi-ban|nguoi-ban|nama-penjual|penjual|vendedor|satici|prodavec)(?:[\s_-]|$)/i;
const longestName = 80;

/** The name under which an ad stands: shown to an analyst, never an employer. */
const sellerOf = ({ $ }: BoardPage): string | undefined => {
  const [found] = elementsWhere($, ({ attribs }) => sellerName.test(attribs.class ?? attribs.id ?? ''));
  return found && fieldText(plainText([found as AnyNode], { maxChars: 400 }), longestName);
};

const contextOf = (board: BoardPage): AdContext => ({
  seller: sellerOf(board),
  category: board.page.carry.category ?? categoryOf(board),
  pageWords: plainText(board.$.root().toArray() as AnyNode[], { maxChars: 20_000 }),
  now: board.now,
});

/** Several whole ads on one page, where none of them has a page of its own. */
const adsOnPage = (board: BoardPage): Posting[] => {
  const { skip } = findMainContent(board.$);
  const place = { url: board.page.url, baseUrl: board.baseUrl };
  return identifyAdverts(splitAdverts(board.$, skip, board.now), place).flatMap((advert) => {
    const posting = buildPosting(advert, {
      itemKey: advert.itemKey,
      url: advert.ownUrl ?? board.page.url,
      baseUrl: board.baseUrl,
    });
    return posting ? [posting] : [];
  });
};

/** Whether a page's ads are all for work is known from its address or category; then the links to them need no proof. */
const isWorkPage = (board: BoardPage, context: AdContext): boolean =>
  isWorkAddress(board.page.url) || saysWork(context.category) || board.page.carry.isWork === 'yes';

const withCarry = (request: PageRequest, more: Record<string, string>): PageRequest => ({
  ...request,
  carry: { ...request.carry, ...more },
});

/** Of lists those about work; ads of a page about work are known to be so. */
const chooseRequests = (
  board: BoardPage,
  reading: Reading,
  context: AdContext,
  onlyWork: boolean,
): PageRequest[] => {
  const isWork = isWorkPage(board, context);
  const isPaging = (request: PageRequest): boolean => Number(request.carry?.page ?? '1') > 1;
  return reading.requests.flatMap((request) => {
    if (request.kind === 'posting') return [isWork ? withCarry(request, { category: 'jobs' }) : request];
    if (!onlyWork) return [request];
    if (isPaging(request)) return [isWork ? withCarry(request, { isWork: 'yes' }) : request];
    return isWorkAddress(request.url) ? [request] : [];
  });
};

/** A front page shows what is newest of all kinds, and not all lists behind it are followed. */
const isWindow = (reading: Reading, isWork: boolean, { onlyWork }: ClassifiedsOptions): boolean =>
  onlyWork &&
  !isWork &&
  (reading.postings.length > 0 || reading.requests.some(({ kind }) => kind === 'posting'));

const windowProblem = {
  code: 'list-cut-short',
  message:
    'The page shows ads of all kinds, and lists that are not about work are not followed; start at the category for work to see which ads are removed.',
};

export const readAds = (page: Page, options: ClassifiedsOptions): Reading => {
  const board = openPage(page, boardOptions(options));
  const context = contextOf(board);
  const reading = page.kind === 'posting' ? readPostingPage(board) : readListPage(board);
  const split =
    reading.postings.length <= 1 && !reading.requests.some(({ kind }) => kind === 'posting')
      ? adsOnPage(board)
      : [];
  const isSplit = split.length > 1;
  const found = isSplit ? split : reading.postings;
  const onPage = isWorkPage(board, context) ? { ...context, category: `${context.category} jobs` } : context;
  const adapted = found.map((posting) =>
    adaptPosting(
      posting,
      isSplit ? { ...onPage, pageWords: '', seller: undefined } : onPage,
      options.onlyWork,
    ),
  );
  const problems = reading.problems.filter(
    ({ code }) => !(isSplit && (code === 'nothing-found' || code === 'no-posting')),
  );
  const requests = chooseRequests(board, reading, context, options.onlyWork);
  return {
    postings: adapted.flatMap(({ posting }) => (posting ? [posting] : [])),
    requests,
    problems: [
      ...problems,
      ...(page.kind !== 'posting' && isWindow(reading, isWorkPage(board, context), options)
        ? [windowProblem]
        : []),
      ...adapted.flatMap(({ problem }) => (problem ? [problem] : [])).slice(0, 20),
    ],
  };
};
