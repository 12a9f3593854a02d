/** The type against a site it has never seen: real sockets, the real fetcher, every advert once. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Posting } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { createAddressGuard } from '../../../src/platform/net/address-guard.ts';
import { createHttpClient } from '../../../src/platform/net/http-client.ts';
import { startTestSite, type TestSite, type TestSiteOptions } from '../../../test/site/start-test-site.ts';
import { createPageFetcher } from '../../fetching/fetch-page.ts';
import { keyUrl } from '../../reading/page-address.ts';
import type { Reading } from '../../target-type.ts';
import jobBoard from './index.ts';

const sites: TestSite[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

interface Crawled {
  site: TestSite;
  postings: Posting[];
  pages: number;
  problems: Reading['problems'];
}

/** What the frontier does, without a database: each address once, until nothing is left. */
const crawl = async (
  path: string,
  siteOptions: TestSiteOptions = {},
  more: object | ((url: string) => object) = {},
): Promise<Crawled> => {
  const site = await startTestSite(siteOptions);
  sites.push(site);
  const http = createHttpClient({ guard: createAddressGuard({ allowedPrivateHosts: [site.host] }) });
  const fetchPage = createPageFetcher({
    clients: { clientOf: async () => http },
    userAgent: 'Lurewatch/0.1',
  });
  const options = jobBoard.options.parse({
    startUrls: [`${site.url}${path}`],
    ...(typeof more === 'function' ? more(site.url) : more),
  });
  const waiting: PageRequest[] = [...jobBoard.start(options)];
  const seen = new Set(waiting.map((request) => keyUrl(request.url)));
  const crawled: Crawled = { site, postings: [], pages: 0, problems: [] };
  for (let request = waiting.shift(); request; request = waiting.shift()) {
    const end = await fetchPage({
      url: request.url,
      method: 'GET',
      body: null,
      proxyId: null,
      etag: null,
      lastModified: null,
      render: null,
      isAllowed: async () => true,
    });
    if (end.end !== 'page') continue;
    crawled.pages += 1;
    const reading = jobBoard.read(
      {
        url: end.page.finalUrl,
        requestedUrl: request.url,
        kind: request.kind,
        carry: request.carry ?? {},
        text: end.page.text,
        contentType: end.page.mediaType,
        status: end.page.status,
        fetchedAt: end.page.fetchedAt.toISOString(),
        isRendered: false,
      },
      options,
    );
    crawled.postings.push(...reading.postings);
    crawled.problems.push(...reading.problems);
    for (const next of reading.requests.filter((one) => jobBoard.isInScope(one.url, options)))
      if (!seen.has(keyUrl(next.url))) {
        seen.add(keyUrl(next.url));
        waiting.push(next);
      }
  }
  await http.close();
  return crawled;
};

const expectEachOnce = ({ site, postings }: Crawled): void => {
  expect(postings.map((posting) => posting.title).sort()).toEqual(
    site.adverts.map((advert) => advert.title).sort(),
  );
  expect(new Set(postings.map((posting) => posting.itemKey)).size).toBe(site.adverts.length);
};

describe('a board that was never seen before', () => {
  it.each([
    ['JSON-LD', '/jobs', 'json-ld'],
    ['microdata', '/listings', 'microdata'],
    ['plain HTML', '/plain', 'heading'],
  ])('in %s gives every advert of its two list pages once', async (_name, path, source) => {
    const crawled = await crawl(path, { adverts: 12, perPage: 6 });
    expectEachOnce(crawled);
    expect(crawled.problems).toEqual([]);
    for (const posting of crawled.postings) {
      const advert = crawled.site.adverts.find((one) => one.title === posting.title);
      expect(posting).toMatchObject({
        employer: advert?.employer,
        country: advert?.country,
        datePosted: advert?.datePosted,
      });
      expect(posting.location).toContain(advert?.city);
      expect(posting.pay).toMatchObject({ min: advert?.pay, currency: 'USD', monthlyUsdMin: advert?.pay });
      expect(posting.fieldSources.title).toBe(source);
      expect(posting.text).toContain(`Reference number ${advert?.id}.`);
    }
  });

  it('is read from its front page', async () => {
    const crawled = await crawl('/', { adverts: 14, perPage: 5 });
    expectEachOnce(crawled);
  });

  it('gives the last advert, alone on its page', async () => {
    const crawled = await crawl('/plain', { adverts: 13, perPage: 6 });
    expectEachOnce(crawled);
  });

  it.each([1, 2])('gives its only %i', async (adverts) => {
    expectEachOnce(await crawl('/jobs', { adverts }));
  });

  it('gives the adverts that stand whole on its list pages', async () => {
    const crawled = await crawl('/stated', { adverts: 9, perPage: 5 });
    expectEachOnce(crawled);
    expect(crawled.pages).toBe(2);
  });

  it('is not crawled twice over for tracking, sessions, fragments or views', async () => {
    const { site } = await crawl('/jobs', { adverts: 12, perPage: 6 });
    const asked = site.hits.map((hit) => hit.path);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.filter((path) => /utm_|PHPSESSID|sort=|login|about/.test(path))).toEqual([]);
    expect(asked.filter((path) => path.startsWith('/jobs/ad-')).length).toBe(12);
  });
});

describe('a start page that is something else', () => {
  it('may be a single advert', async () => {
    const { postings } = await crawl('/jobs/ad-3');
    expect(postings.map((posting) => posting.title)).toEqual(['Electrician (3)']);
    const plain = await crawl('/plain/ad-4');
    expect(plain.postings.map((posting) => posting.employer)).toEqual(['Invented Trading 4 Ltd']);
  });

  it('asks for a browser when its scripts build it', async () => {
    const { postings, problems } = await crawl('/scripted');
    expect(postings).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual(['needs-browser']);
  });

  it('says so when there is nothing', async () => {
    const { problems } = await crawl('/about');
    expect(problems.map((problem) => problem.code)).toEqual(['nothing-found']);
  });

  it('is read around an invalid JSON-LD block, which is named', async () => {
    const { postings, problems } = await crawl('/trouble/broken-json-ld');
    expect(postings).toMatchObject([{ title: 'Warehouse hand', location: 'Penang', country: 'MY' }]);
    expect(problems).toMatchObject([
      { code: 'invalid-json-ld', message: expect.stringContaining('block 1') },
    ]);
  });

  it('may be in GBK', async () => {
    const { postings } = await crawl('/trouble/gbk');
    expect(postings).toMatchObject([{ title: '招聘客服', country: 'MM' }]);
    expect(postings[0]?.contacts).toMatchObject([{ type: 'telegram', value: 'invented_gbk' }]);
  });
});

it('stops following a list after the set number of pages', async () => {
  const crawled = await crawl('/jobs', { adverts: 12, perPage: 2 }, { maxListPages: 3 });
  expect(crawled.postings.length).toBe(6);
});

it('finds every advert once by offset, load more, data, cursor and sitemap', async () => {
  const crawled = await crawl('/job-board/offset', { adverts: 25 }, (url) => ({
    startUrls: ['offset', 'more', 'data', 'script'].map((way) => `${url}/job-board/${way}`),
    sitemaps: [`${url}/job-board/sitemap.xml`],
  }));
  expectEachOnce(crawled);
  expect(crawled.problems).toEqual([]);
});
