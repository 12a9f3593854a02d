/** A page that lists adverts, or leads to lists; a start page may also be an advert itself. */
import type { Posting } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { hasAdvertSigns, needsBrowser } from '../../reading/advert-page.ts';
import { buildPosting } from '../../reading/build-posting.ts';
import { elementsNamed } from '../../reading/elements-by-name.ts';
import { namedListAddresses } from '../../reading/list-data.ts';
import { cleanUrl, keyUrl } from '../../reading/page-address.ts';
import { findPaging, type Paging } from '../../reading/paging.ts';
import { looksScriptBuilt } from '../../reading/script-built.ts';
import type { Reading } from '../../target-type.ts';
import { type FoundLinks, findLinks, selectLinks } from './find-links.ts';
import { isStatedAddress, type StatedAdvert } from './identify-adverts.ts';
import type { BoardPage } from './open-page.ts';
import type { JobBoardOptions } from './options.ts';
import { readOneAdvert } from './read-one-advert.ts';
import { isInScope } from './scope.ts';

/** How far lists that lead to lists are followed from a start page. */
const maxListDepth = 2;
/** With an advert's signs in it, a few words are enough: Chinese says an advert in thirty characters. */
const fewestTextChars = 20;

const numberIn = (text: string | undefined, otherwise: number): number => {
  const number = Number(text);
  return text !== undefined && Number.isInteger(number) ? number : otherwise;
};

/** Lists show how a text begins. A long text that trails off was written so. */
const isTeaser = (text: string): boolean => text.length <= 300 && /[^.…](…|\.{3})\]?$/u.test(text.trim());

/** A stated advert is whole with its text; without, its own page is asked for and gets what is known here. */
const isWhole = (advert: StatedAdvert, board: BoardPage): boolean =>
  (advert.text !== undefined && advert.text !== '' && !isTeaser(advert.text)) ||
  advert.ownUrl === undefined ||
  keyUrl(advert.ownUrl) === keyUrl(board.canonical) ||
  !isInScope(advert.ownUrl, board.options);

const postingOf = (advert: StatedAdvert, board: BoardPage): Posting | undefined =>
  buildPosting(advert, {
    itemKey: advert.itemKey,
    url: advert.ownUrl ?? board.page.url,
    baseUrl: board.baseUrl,
  });

const carryOf = (advert: StatedAdvert): Record<string, string> => {
  const { title, employer, location, payText, pay, datePosted } = advert;
  const known = { title, employer, location, pay: pay?.text ?? payText, datePosted };
  return Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
};

const linksOf = (board: BoardPage): FoundLinks => {
  const { $, options, page, baseUrl } = board;
  const knownForms = page.carry.forms?.split(' ') ?? [];
  const found = findLinks($, { url: page.url, baseUrl, knownForms }, options);
  const { postingLinkSelector, listLinkSelector } = options;
  return {
    ...found,
    ...(postingLinkSelector === undefined
      ? {}
      : { postings: selectLinks($, postingLinkSelector, { baseUrl }, options), isSure: true }),
    ...(listLinkSelector === undefined
      ? {}
      : { lists: selectLinks($, listLinkSelector, { baseUrl }, options) }),
  };
};

const renderOf = (options: JobBoardOptions): Pick<PageRequest, 'render'> =>
  options.browser === undefined ? {} : { render: options.browser };

const pagingOf = ({ $, page, baseUrl }: BoardPage): Paging =>
  findPaging($, { url: page.url, baseUrl, number: numberIn(page.carry.page, 1) });

const nextPageRequest = (
  board: BoardPage,
  forms: readonly string[],
  paging: Paging,
): PageRequest | undefined => {
  const { $, options, page, baseUrl } = board;
  const number = numberIn(page.carry.page, 1);
  const selected =
    options.nextPageSelector === undefined ? undefined : $(options.nextPageSelector).first().attr('href');
  const url =
    options.nextPageSelector === undefined ? (board.dataNext ?? paging.next) : cleanUrl(selected, baseUrl);
  if (url === undefined || keyUrl(url) === keyUrl(page.url) || !isInScope(url, options)) return undefined;
  const carry: Record<string, string> = { page: String(number + 1), depth: page.carry.depth ?? '0' };
  const kept = forms.join(' ');
  if (kept !== '' && kept.length < 2000) carry.forms = kept;
  return { url, kind: 'list', carry, ...renderOf(options) };
};

const listRequests = (
  board: BoardPage,
  links: FoundLinks,
  isPage: (url: string) => boolean,
): PageRequest[] => {
  const depth = numberIn(board.page.carry.depth, 0);
  // Later pages of a list show the same ways to other lists as its first.
  if (depth >= maxListDepth || numberIn(board.page.carry.page, 1) > 1) return [];
  const others = links.lists.filter((link) => !isPage(link.url));
  return others.map((link) => ({
    url: link.url,
    kind: 'list',
    carry: { depth: String(depth + 1) },
    ...renderOf(board.options),
  }));
};

const pathOf = (url: string): string => `${new URL(url).host}${new URL(url).pathname.replace(/\/+$/, '')}`;
/** A script that shows all adverts has one path for them: only their parameters tell them apart. */
const mostUrlsOfPath = 4;

/** Tells whether a link leads to an advert whose address the page states, with words about the way there added. */
const statedAddresses = (board: BoardPage): ((url: string) => boolean) => {
  const byPath = new Map<string, string[]>();
  for (const url of [...board.stated.map((advert) => advert.ownUrl), ...board.listed])
    if (url !== undefined) byPath.set(pathOf(url), [...(byPath.get(pathOf(url)) ?? []), url]);
  return (url) => {
    const known = byPath.get(pathOf(url)) ?? [];
    return known.length <= mostUrlsOfPath && known.some((stated) => isStatedAddress(url, stated));
  };
};

const postingRequests = (
  board: BoardPage,
  links: FoundLinks,
  { have, isPage }: { have: ReadonlySet<string>; isPage: Paging['isPage'] },
): PageRequest[] => {
  const requests = new Map<string, PageRequest>();
  const add = (url: string, carry: Record<string, string>): void => {
    const key = keyUrl(url);
    if (
      have.has(key) ||
      requests.has(key) ||
      key === keyUrl(board.page.url) ||
      !isInScope(url, board.options)
    )
      return;
    requests.set(key, { url, kind: 'posting', ...(Object.keys(carry).length > 0 ? { carry } : {}) });
  };
  for (const advert of board.stated) if (!isWhole(advert, board)) add(advert.ownUrl ?? '', carryOf(advert));
  for (const url of board.listed) add(url, {});
  const leadsToStated = statedAddresses(board);
  const isStated = board.stated.length > 1 || board.listed.length > 1;
  // Where the page states its adverts, links that only may lead to others are left alone.
  if (links.isSure || !isStated)
    for (const link of links.postings)
      if (!leadsToStated(link.url) && !isPage(link.url))
        add(link.url, links.isSure ? {} : { isGuess: 'yes' });
  return [...requests.values()];
};

/** The page's only advert is the page itself; on the page of a list it may stand alone. */
const statesItself = ({ stated, canonical, page }: BoardPage): boolean => {
  const [only] = stated;
  if (stated.length !== 1 || !only) return false;
  return only.ownUrl === undefined ? page.kind !== 'list' : keyUrl(only.ownUrl) === keyUrl(canonical);
};

/** A start page that is an advert: one stated, or text with an advert's signs and no list around it. */
const ownAdvert = (board: BoardPage, hasList: boolean): Posting | undefined => {
  const [only] = board.stated;
  if (only && statesItself(board) && !hasList) return readOneAdvert(board, only);
  if (board.stated.length > 0 || hasList || board.page.kind !== 'start') return undefined;
  const posting = readOneAdvert(board);
  return posting && posting.text.length >= fewestTextChars && hasAdvertSigns(posting) ? posting : undefined;
};

/** Where the page's scripts would fetch its list. */
const dataRequests = ({ $, baseUrl, page, options }: BoardPage): PageRequest[] =>
  page.isRendered || page.carry.isData !== undefined
    ? []
    : namedListAddresses($, baseUrl)
        .filter((url) => isInScope(url, options) && keyUrl(url) !== keyUrl(page.url))
        .map((url) => ({ url, kind: 'list', carry: { isData: 'yes', depth: page.carry.depth ?? '0' } }));

const fewestHashRoutes = 3;

/** Scripts build the page, or open its adverts in a panel behind `#/…` addresses. */
const isBuiltLater = ({ $ }: BoardPage): boolean =>
  looksScriptBuilt($) ||
  elementsNamed($, 'a').filter(({ attribs }) => /^#!?\//.test(attribs.href ?? '')).length >= fewestHashRoutes;

/** The browser presses what opens further pages. */
const pressesOn = ({ browser }: JobBoardOptions): boolean => (browser?.click ?? []).length > 0;

export const readListPage = (board: BoardPage): Reading => {
  const links = linksOf(board);
  const have = new Set(
    board.stated.filter((advert) => isWhole(advert, board)).map((advert) => advert.itemKey),
  );
  const paging = pagingOf(board);
  const adverts = postingRequests(board, links, { have, isPage: paging.isPage });
  const isOwn = statesItself(board);
  const own = ownAdvert(board, adverts.length > 0 && !(isOwn && !links.isSure));
  const stated = board.stated
    .filter((advert) => isWhole(advert, board))
    .map((advert) => postingOf(advert, board));
  const postings = own ? [own] : stated.filter((posting) => posting !== undefined);
  const foundAny = postings.length > 0 || adverts.length > 0;
  const following = foundAny ? nextPageRequest(board, links.forms, paging) : undefined;
  const isCut = following !== undefined && numberIn(board.page.carry.page, 1) >= board.options.maxListPages;
  const next = isCut ? undefined : following;
  const isOfThisList = (url: string): boolean =>
    paging.isPage(url) || (following !== undefined && keyUrl(url) === keyUrl(following.url));
  const requests = own
    ? []
    : [...adverts, ...(next ? [next] : []), ...listRequests(board, links, isOfThisList)];
  const problems = [...board.problems];
  if (isCut)
    problems.push({
      code: 'list-cut-short',
      message: `Only the first ${board.options.maxListPages} pages of this list are read, as the target is set up.`,
    });
  if (foundAny && following === undefined && paging.isScripted && !own && !pressesOn(board.options))
    problems.push({
      code: 'list-cut-short',
      message: `The list goes on at page ${paging.number + 1}, which only a script of the page opens: name in the target's steps in the browser what is to be pressed.`,
    });
  const named = foundAny ? [] : dataRequests(board);
  requests.push(...named);
  if (!foundAny && named.length === 0 && !board.page.isRendered && isBuiltLater(board))
    problems.push(needsBrowser);
  else if (!foundAny && requests.length === 0)
    problems.push({
      code: 'nothing-found',
      message: 'Neither adverts nor links to adverts were found on this page.',
    });
  return { postings, requests, problems };
};
