/** Lists of twelve pages that show a window of page numbers, counted in the ways that boards count them. */
import { describe, expect, it } from 'vitest';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { keyUrl } from '../../reading/page-address.ts';
import jobBoard from './index.ts';

const pages = 12;
const perPage = 6;

interface Pager {
  /** Address of page n. */
  address(page: number): string;
  /** Links of page n; a window of numbers around it without. */
  links?(page: number): string;
}

const windowOf = (pager: Pager, page: number, own = (n: number): string => `<b>${n}</b>`): string =>
  Array.from({ length: pages }, (_, index) => index + 1)
    .filter((other) => Math.abs(other - page) <= 2)
    .map((other) => (other === page ? own(other) : `<a href="${pager.address(other)}">${other}</a>`))
    .join(' ');

const listPage = (pager: Pager, page: number): string => {
  const adverts = Array.from({ length: perPage }, (_, index) => page * 100 + index)
    .map(
      (id) => `<li class="a"><a href="/ad/worker-wanted-${id}">Worker number ${id} wanted</a> 900 USD</li>`,
    )
    .join('');
  const links = pager.links ? pager.links(page) : windowOf(pager, page);
  return `<!doctype html><title>Jobs</title><main><h1>All jobs</h1><ul>${adverts}</ul><div class="pages">${links}</div></main>`;
};

/** As the frontier does: whoever asks for an address first decides what it is. */
const crawl = (pager: Pager, path = '/jobs'): { adverts: number; problems: string[] } => {
  const at = (url: string): string => new URL(url, 'https://board.example').href;
  const byUrl = new Map(
    Array.from({ length: pages }, (_, index) => [keyUrl(at(pager.address(index + 1))), index + 1]),
  ).set(keyUrl(at(path)), 1);
  const options = jobBoard.options.parse({ startUrls: [at(path)] });
  const waiting: PageRequest[] = [...jobBoard.start(options)];
  const seen = new Set<string>();
  const problems: string[] = [];
  for (let request = waiting.shift(); request; request = waiting.shift()) {
    const key = keyUrl(request.url);
    if (seen.has(key)) continue;
    seen.add(key);
    const page = byUrl.get(key);
    if (page === undefined) continue;
    const reading = jobBoard.read(
      {
        ...{ url: request.url, requestedUrl: request.url, kind: request.kind, carry: request.carry ?? {} },
        ...{ text: listPage(pager, page), contentType: 'text/html', status: 200, isRendered: false },
        fetchedAt: '2026-11-24T00:00:00.000Z',
      },
      options,
    );
    waiting.push(...reading.requests);
    problems.push(...reading.problems.map(({ code }) => code));
  }
  return { adverts: [...seen].filter((url) => url.includes('/ad/')).length, problems };
};

const nextTo = (words: (page: number) => string, address: Pager['address']): Pager => ({
  address,
  links: (page) => (page < pages ? words(page + 1).replace('HREF', `href="${address(page + 1)}"`) : ''),
});
const byPage = (page: number): string => `/jobs?page=${page}`;

describe('a list of twelve pages gives all its adverts, and nothing is said to be missing', () => {
  it.each<[string, Pager]>([
    ['?page=2', { address: byPage }],
    ['pages counted from 0', { address: (page) => `/jobs?page=${page - 1}` }],
    ['?offset=6', { address: (page) => `/jobs?offset=${(page - 1) * perPage}` }],
    ['a parameter of its own name', { address: (page) => `/jobs?per_page=${(page - 1) * perPage}` }],
    ['?first=7', { address: (page) => `/jobs?first=${(page - 1) * perPage + 1}` }],
    ['/jobs/2', { address: (page) => `/jobs/${page}` }],
    ['/jobs-p2', { address: (page) => `/jobs-p${page}` }],
    ['/jobs/o6', { address: (page) => `/jobs/o${(page - 1) * perPage}` }],
    [
      'digits of Burmese',
      {
        address: (page) => `/jobs/list-${page}.html`,
        links: (page) =>
          windowOf({ address: (other) => `/jobs/list-${other}.html` }, page).replace(
            />(\d+)</g,
            (_, number) => {
              const digits = [...String(number)].map((digit) => String.fromCodePoint(0x1040 + Number(digit)));
              return `>${digits.join('')}<`;
            },
          ),
      },
    ],
    [
      'a number that is current by its class, and a link',
      {
        address: byPage,
        links: (page) =>
          windowOf({ address: byPage }, page, (own) => `<a class="active" href="#">${own}</a>`),
      },
    ],
    [
      '» that leads to the last page',
      {
        address: byPage,
        links: (page) =>
          `<a href="${byPage(1)}">«</a> ${windowOf({ address: byPage }, page)} <a href="${byPage(pages)}">»</a>`,
      },
    ],
    [
      'an icon',
      nextTo(() => '<li class="next"><a HREF><i class="fa fa-chevron-right"></i></a></li>', byPage),
    ],
    ['a picture', nextTo(() => '<a HREF><img src="n.png" alt="Next"></a>', byPage)],
    ['Next (2/12)', nextTo((next) => `<a HREF>Next (${next}/${pages})</a>`, byPage)],
    ['第2页', nextTo((next) => `<a HREF>第${next}页</a>`, byPage)],
    [
      'a button with a small script',
      nextTo((next) => `<button onclick="location.href='${byPage(next)}'">Next</button>`, byPage),
    ],
  ])('%s', (_name, pager) => {
    expect(crawl(pager)).toEqual({ adverts: pages * perPage, problems: [] });
  });
});

it('says that a list goes on where only a script goes', () => {
  const links = '<nav class="pagination"><b>1</b><a href="javascript:go(2)">2</a><a href="#">3</a></nav>';
  const found = crawl({ address: byPage, links: () => links });
  expect(found).toEqual({ adverts: perPage, problems: ['list-cut-short'] });
});
