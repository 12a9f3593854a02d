/** Spaces without an end: each answers at every address below its own. The crawl has to end by itself. */
import { htmlPage } from '../board-pages.ts';

/** The page at this address, or undefined when it is not of these spaces. */
export const endlessPage = (url: URL): string | undefined => {
  const space = Object.keys(spaces).find(
    (path) =>
      url.pathname === path || url.pathname.startsWith(`${path}/`) || url.pathname.startsWith(`${path};`),
  );
  return space === undefined ? undefined : spaces[space]?.(url);
};

const pageNumber = (url: URL): number => Number(url.searchParams.get('page') ?? 1);
const next = (href: string, words = 'Next page'): string => `<a rel="next" href="${href}">${words}</a>`;
const list = (title: string, body: string): string =>
  htmlPage(title, `<main><h1>${title}</h1>${body}</main>`);
const advertLink = (href: string, words: string): string =>
  `<article class="card"><h2><a class="advert" href="${href}">${words}</a></h2></article>`;

const spaces: Record<string, (url: URL) => string> = {
  /** The same two adverts on every page, for ever. */
  '/endless/paging': (url) =>
    list(
      'All offers',
      advertLink('/jobs/ad-1', 'Chat support') +
        advertLink('/jobs/ad-2', 'Call centre') +
        next(`/endless/paging?page=${pageNumber(url) + 1}`),
    ),
  '/endless/calendar': (url) => {
    const [, year = '2026', month = '11'] = /(\d{4})\/(\d+)$/.exec(url.pathname) ?? [];
    const after = new Date(Date.UTC(Number(year), Number(month), 1));
    return list(
      `Open days, ${month}/${year}`,
      `<p>No open days in this month.</p>${advertLink('/jobs/ad-3', 'Hotel kitchen')}${next(
        `/endless/calendar/${after.getUTCFullYear()}/${after.getUTCMonth() + 1}`,
        'Next month',
      )}`,
    );
  },
  /** Every answer hands out a new session in each of its addresses. */
  '/endless/session': () => {
    const session = Math.random().toString(36).slice(2).padEnd(12, '7');
    return list(
      'Offers of this visit',
      advertLink(`/jobs/ad-1?PHPSESSID=${session}`, 'Chat support') +
        advertLink(`/jobs/ad-4;jsessionid=${session}9`, 'Delivery driver') +
        `<a class="list" href="/endless/session;jsessionid=${session}9">This list again</a>`,
    );
  },
  /** A name for the session that nobody knows. */
  '/endless/visitor': () =>
    list(
      'Offers for you',
      advertLink('/jobs/ad-1', 'Chat support') +
        next(`/endless/visitor?v=${Math.random().toString(36).slice(2)}`),
    ),
  /** A relative link that goes one folder deeper each time. */
  '/endless/deeper': (url) =>
    list(
      'Folders',
      `${advertLink('/jobs/ad-1', 'Chat support')}${next(`${url.pathname.replace(/\/?$/, '/')}a/`)}<a class="list" href="a/">a</a>`,
    ),
  /** Two folders that lead into each other: `/x/y/x/y`. */
  '/endless/circle': (url) =>
    list('Regions', `${advertLink('/jobs/ad-1', 'Chat support')}${next(`${url.pathname}/north/offers`)}`),
  /** Each page brings adverts that nobody has seen: only the run's own limit ends it. */
  '/endless/new': (url) => {
    const offer = /\/offer-(\d+)$/.exec(url.pathname)?.[1];
    if (offer !== undefined)
      return htmlPage(
        `Endless offer ${offer}`,
        `<main><h1>Endless offer ${offer}</h1><p>Location: Penang</p><p>Made up by a script, number ${offer}, as all the others of this list are.</p></main>`,
      );
    const page = pageNumber(url);
    const offers = [1, 2, 3].map((index) => page * 10 + index);
    return list(
      'Always something new',
      offers.map((number) => advertLink(`/endless/new/offer-${number}`, `Endless offer ${number}`)).join('') +
        next(`/endless/new?page=${page + 1}`),
    );
  },
};

/** Where each space begins. */
export const endlessStarts = [
  '/endless/paging',
  '/endless/calendar/2026/11',
  '/endless/session',
  '/endless/visitor',
  '/endless/deeper/',
  '/endless/circle',
  '/endless/new',
];
