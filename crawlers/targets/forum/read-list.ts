/** A page that lists topics or boards: what to read next. */
import type { ReadingProblem } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { isOlderThan } from '../../reading/build-post.ts';
import { type Element, isElement } from '../../reading/nodes.ts';
import { isSameSite } from '../../reading/page-address.ts';
import { plainText } from '../../reading/plain-text.ts';
import type { Reading } from '../../target-type.ts';
import { forumUrl, isActionLink, looksLikeBoard, looksLikeTopic } from './forum-address.ts';
import { nextPage } from './next-page.ts';
import type { ForumPage } from './open-page.ts';
import { readDate } from './read-date.ts';

const deepestBoard = 3;
const mostLinks = 1000;

const linksOf = (forum: ForumPage, selector: string): Element[] =>
  (forum.$(selector).toArray() as Element[]).filter((element) => element.attribs.href).slice(0, mostLinks);

const followed = (forum: ForumPage, element: Element): string | undefined => {
  const url = forumUrl(element.attribs.href, forum.baseUrl);
  return url !== undefined && !isActionLink(url) && isSameSite(url, forum.page.url) ? url : undefined;
};

const lastPostOf = (forum: ForumPage, link: Element): string | undefined => {
  const { layout } = forum;
  if (!layout) return undefined;
  const row = forum.$(link).closest(layout.row)[0];
  return isElement(row) ? readDate(forum, row, layout.lastPost) : undefined;
};

interface FoundTopics {
  urls: string[];
  /** Every topic that says when it was last written in is older than the admin wants. */
  areAllOld: boolean;
}

const topicsOf = (forum: ForumPage): FoundTopics => {
  const { layout, options, page } = forum;
  const links = layout ? linksOf(forum, layout.topics) : [];
  const isKnown = links.length > 0;
  const candidates = isKnown ? links : linksOf(forum, 'a[href]');
  const urls = new Map<string, boolean>();
  for (const link of candidates) {
    const url = followed(forum, link);
    if (url === undefined || url === page.url || (!isKnown && !looksLikeTopic(url))) continue;
    const isOld = isOlderThan(lastPostOf(forum, link), options.maxAgeDays, page.fetchedAt);
    urls.set(url, (urls.get(url) ?? true) && isOld);
  }
  const fresh = [...urls].filter(([, isOld]) => !isOld).map(([url]) => url);
  return { urls: fresh, areAllOld: urls.size > 0 && fresh.length === 0 };
};

const boardsOf = (forum: ForumPage): PageRequest[] => {
  const { layout, options, page } = forum;
  const depth = Number(page.carry.depth ?? '0');
  if (!options.subforums || depth >= deepestBoard || Number(page.carry.page ?? '1') > 1) return [];
  const urls = linksOf(forum, layout?.boards ?? 'a[href]')
    .map((link) => followed(forum, link))
    .filter((url) => url !== undefined && url !== page.url && (layout !== undefined || looksLikeBoard(url)));
  return [...new Set(urls)].map((url) => ({
    url: url as string,
    kind: 'list',
    carry: { depth: String(depth + 1) },
  }));
};

const loginWords =
  /(must|need to|have to|requires? you to) be (registered and )?logged.?in|not logged in or you do not have permission|only registered (members|users)|please (log ?in|register) to (view|continue|see)|您需要(先)?登录|请先登录|вы должны (войти|быть авторизованы)|bạn (phải|cần) đăng nhập|กรุณา(เข้าสู่ระบบ|ล็อกอิน)|harus (login|masuk)|로그인/i;

const nothingFound = (forum: ForumPage): ReadingProblem => {
  const words = plainText(forum.$('body').toArray().filter(isElement), { maxChars: 20_000 });
  if (loginWords.test(words))
    return {
      code: 'login-wall',
      message: 'The site asks for a login: what a visitor sees is only a notice, no topics and no posts.',
    };
  return { code: 'nothing-found', message: 'Neither topics nor posts of a forum were found on this page.' };
};

export const readList = (forum: ForumPage): Reading => {
  const { options, page } = forum;
  const topics = topicsOf(forum);
  const boards = boardsOf(forum);
  const number = Number(page.carry.page ?? '1');
  const goesOn = topics.urls.length > 0 && number < options.maxListPages;
  const next = goesOn ? nextPage(forum, number) : undefined;
  const further: PageRequest[] =
    next === undefined
      ? []
      : [{ url: next, kind: 'list', carry: { depth: page.carry.depth ?? '0', page: String(number + 1) } }];
  const requests = [
    ...topics.urls.map((url): PageRequest => ({ url, kind: 'topic' })),
    ...further,
    ...boards.filter((board) => board.url !== next && !topics.urls.includes(board.url)),
  ];
  const isEmpty = requests.length === 0 && !topics.areAllOld;
  return { postings: [], requests, problems: isEmpty ? [nothingFound(forum)] : [] };
};
