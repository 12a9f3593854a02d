/** The hostile web on loopback: one board whose start page leads to every trouble, with good adverts among them. */
import type { TestAdvert } from '../adverts.ts';
import { htmlPage } from '../board-pages.ts';
import { startTestSite, type TestSite } from '../start-test-site.ts';
import type { Answer } from '../trouble-pages.ts';
import { bombPages } from './bombs.ts';
import { brokenPages } from './broken.ts';
import { charsetPages } from './charsets.ts';
import { copiesPage } from './copies.ts';
import { endlessPage, endlessStarts } from './endless.ts';
import type { HostileHost } from './hostile-host.ts';
import { type HostilePages, html } from './hostile-page.ts';
import { markupPages } from './markup.ts';
import { pushingHosts } from './pushing-hosts.ts';
import { redirectPages } from './redirects.ts';
import { robotsHosts } from './robots-hosts.ts';
import { slowPages } from './slow.ts';
import { wallPages } from './walls.ts';

export const hostilePages: HostilePages = {
  ...brokenPages,
  ...charsetPages,
  ...redirectPages,
  ...wallPages,
  ...markupPages,
  ...bombPages,
  ...slowPages,
};

export interface HostileSite {
  /** Address of the start page. */
  url: string;
  /** All hosts, as --allow-private-host takes them. */
  hosts: string[];
  /** The good adverts among the troubles. */
  adverts: TestAdvert[];
  /** A list of thousands of addresses that all show one advert. */
  copiesUrl: string;
  /** Beside the board: troubles that need a host of their own. */
  others: { name: string; host: HostileHost; advertUrl: string }[];
  close(): Promise<void>;
}

const link = (path: string, kind: 'advert' | 'list'): string =>
  `<article class="card"><a class="${kind}" href="${path}">Offer at ${path}</a></article>`;

const startPage = (adverts: readonly TestAdvert[]): string =>
  htmlPage(
    'All offers',
    `<main><h1>All offers</h1>
${adverts.map((advert) => link(`/jobs/ad-${advert.id}`, 'advert')).join('')}
${Object.keys(hostilePages)
  .map((path) => link(path, 'advert'))
  .join('')}
${endlessStarts.map((path) => link(path, 'list')).join('')}</main>`,
  );

/** Options of a job board that lead a crawl to every trouble for sure. */
export const hostileBoardOptions = (url: string) => ({
  startUrls: [url],
  postingLinkSelector: 'a.advert',
  listLinkSelector: 'a.list',
});

const answerWith = (body: string | undefined): Answer | undefined =>
  body === undefined ? undefined : html(body);

export const startHostileSite = async (): Promise<HostileSite> => {
  const main = await startTestSite({
    adverts: 7,
    pages: Object.fromEntries(Object.entries(hostilePages).map(([path, page]) => [path, page.answer])),
    answerElse: (url) => answerWith(url.pathname === '/hostile' ? startPage(main.adverts) : endlessPage(url)),
  });
  const others = await Promise.all(
    Object.entries({ ...robotsHosts, ...pushingHosts }).map(async ([name, host]) => {
      const site = await startTestSite({ adverts: 1, pages: host.pages });
      return { name, host, site };
    }),
  );
  const copies = await startTestSite({ answerElse: (url) => answerWith(copiesPage(url)) });
  const sites: TestSite[] = [main, copies, ...others.map(({ site }) => site)];
  return {
    url: `${main.url}/hostile`,
    hosts: sites.map(({ host }) => host),
    adverts: main.adverts,
    copiesUrl: `${copies.url}/copies`,
    others: others.map(({ name, host, site }) => ({ name, host, advertUrl: `${site.url}/jobs/ad-1` })),
    close: async () => {
      await Promise.all(sites.map((site) => site.close()));
    },
  };
};
