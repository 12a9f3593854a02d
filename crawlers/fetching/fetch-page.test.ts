import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAddressGuard } from '../../src/platform/net/address-guard.ts';
import { createHttpClient, type HttpClient } from '../../src/platform/net/http-client.ts';
import { startTestSite, type TestSite } from '../../test/site/start-test-site.ts';
import type { FetchEnd, FetchRequest } from './fetch-contract.ts';
import { createPageFetcher } from './fetch-page.ts';

let site: TestSite;
let http: HttpClient;

beforeAll(async () => {
  site = await startTestSite();
  http = createHttpClient({
    guard: createAddressGuard({ allowedPrivateHosts: [site.host] }),
    limits: { headersTimeoutMs: 700, bodyIdleTimeoutMs: 700, totalTimeoutMs: 8000 },
  });
});
afterAll(async () => {
  await http.close();
  await site.close();
});

const get = (path: string, more: Partial<FetchRequest> = {}): Promise<FetchEnd> =>
  createPageFetcher({
    clients: { clientOf: async () => http },
    userAgent: 'Lurewatch/0.1 (+https://example.org/crawler)',
  })({
    url: new URL(path, site.url).href,
    method: 'GET',
    body: null,
    proxyId: null,
    etag: null,
    lastModified: null,
    render: null,
    isAllowed: async (url) => !url.includes('/forbidden/'),
    ...more,
  });

const reasonOf = (end: FetchEnd): string => ('reason' in end ? end.reason : '');

describe('a page that can be read', () => {
  it('comes with its text, address, headers and the address it came from', async () => {
    const end = await get('/jobs/ad-1');
    expect(end).toMatchObject({
      end: 'page',
      page: {
        status: 200,
        mediaType: 'text/html',
        charset: 'utf-8',
        remoteAddress: '127.0.0.1',
        redirects: [],
        isRendered: false,
      },
    });
    if (end.end === 'page') expect(end.page.text).toContain(site.adverts[0]?.title);
  });

  it('is asked for by name, with nothing of an organisation but the contact', async () => {
    await get('/jobs');
    expect(site.hits.at(-1)?.headers['user-agent']).toBe('Lurewatch/0.1 (+https://example.org/crawler)');
    expect(site.hits.at(-1)?.headers.cookie).toBeUndefined();
  });

  it('is not sent again when it has not changed', async () => {
    const first = await get('/jobs');
    const etag = first.end === 'page' ? (first.page.headers.etag ?? null) : null;
    expect(await get('/jobs', { etag })).toMatchObject({ end: 'not-modified', status: 304 });
  });

  it('is followed to where it moved', async () => {
    const end = await get('/trouble/moved');
    expect(end).toMatchObject({
      end: 'page',
      page: { finalUrl: `${site.url}/jobs`, redirects: [`${site.url}/trouble/moved`] },
    });
  });

  it('is left to its own turn where it moved to another lane', async () => {
    const stays = { isOfThisLane: () => false };
    expect(await get('/trouble/moved', stays)).toMatchObject({
      end: 'moved',
      ...{ status: 301, url: `${site.url}/jobs`, method: 'GET', body: null },
      redirects: [`${site.url}/trouble/moved`],
    });
    expect(site.hits.at(-1)?.path).toBe('/trouble/moved');
    expect(await get('/trouble/to-login', stays)).toMatchObject({ end: 'blocked' });
    expect(await get('/trouble/moved', { isOfThisLane: () => true })).toMatchObject({ end: 'page' });
  });

  it('is followed to an address in plain UTF-8, as many sites write it', async () => {
    const end = await get('/trouble/to-utf8');
    expect(site.hits.at(-1)?.path).toBe(encodeURI('/việc-làm/đầu-bếp'));
    expect(end).toMatchObject({ end: 'gone' });
  });

  it('is reached where a site wants its cookie back first; the next page is asked for without one', async () => {
    expect(await get('/trouble/cookie-first')).toMatchObject({ end: 'page', page: { status: 200 } });
    expect(site.hits.at(-1)?.headers.cookie).toBe('lang=vi; seen=1');
    await get('/jobs');
    expect(site.hits.at(-1)?.headers.cookie).toBeUndefined();
  });

  it('is decoded from GBK declared in its meta tag', async () => {
    const end = await get('/trouble/gbk');
    expect(end).toMatchObject({ end: 'page', page: { charset: 'gbk' } });
    if (end.end === 'page') expect(end.page.text).toContain('招聘客服');
  });

  it('is unpacked when it was compressed twice', async () => {
    const end = await get('/trouble/double-gzip');
    expect(end.end === 'page' && end.page.text).toBe('<h1>twice</h1>');
  });
});

describe('an image', () => {
  it('is asked for as one and handed over as it came, whatever it is', async () => {
    const end = await get('/trouble/image', { expectsImage: true });
    expect(end).toMatchObject({ end: 'page', page: { mediaType: 'image/png', text: '', charset: '' } });
    expect('page' in end && end.page.body).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
    expect(site.hits.at(-1)?.headers.accept).toMatch(/^image\//);
    expect(await get('/trouble/binary', { expectsImage: true })).toMatchObject({ end: 'page' });
  });

  it('keeps to size and redirects as a page does', async () => {
    expect(reasonOf(await get('/trouble/50mb', { expectsImage: true }))).toContain('larger than');
    expect(await get('/trouble/to-metadata', { expectsImage: true })).toMatchObject({ end: 'refused' });
    expect(await get('/trouble/to-forbidden', { expectsImage: true })).toMatchObject({ end: 'refused' });
  });
});

describe('an answer that means something else', () => {
  it.each([
    ['/trouble/404', 'gone', 'not there any more'],
    ['/trouble/410', 'gone', 'not there any more'],
    ['/trouble/401', 'blocked', 'asks for a login'],
    ['/trouble/403', 'blocked', 'refuses'],
    ['/trouble/451', 'blocked', 'legal reasons'],
    ['/trouble/to-login', 'blocked', 'login page'],
    ['/trouble/login-form', 'blocked', 'login form'],
    ['/trouble/500', 'retry', 'fault of its own'],
    ['/trouble/204', 'unusable', 'no page'],
    ['/trouble/50mb', 'unusable', 'larger than 10,485,760 bytes'],
    ['/trouble/gzip-bomb', 'unusable', 'larger than 10,485,760 bytes'],
    ['/trouble/brotli-bomb', 'unusable', 'larger than 10,485,760 bytes'],
    ['/trouble/false-gzip', 'unusable', "can't be unpacked"],
    ['/trouble/odd-encoding', 'unusable', "'x-compress'"],
    ['/trouble/binary', 'unusable', 'binary'],
    ['/trouble/image', 'unusable', 'image/png'],
    ['/trouble/loop', 'refused', 'more than 5 times'],
    ['/trouble/to-private', 'refused', 'not a public address'],
    ['/trouble/to-metadata', 'refused', 'not a public address'],
    ['/trouble/to-file', 'refused', 'only http and https'],
    ['/trouble/to-forbidden', 'refused', 'robots.txt does not allow'],
    ['/trouble/short', 'retry', 'before the page was whole'],
    ['/trouble/slow', 'retry', 'stopped sending'],
    ['/trouble/silent', 'retry', 'did not answer in time'],
  ])('%s ends as %s', async (path, end, words) => {
    const result = await get(path);
    expect(result.end).toBe(end);
    expect(reasonOf(result)).toContain(words);
  });

  it('tells how long to wait, in seconds or as a date', async () => {
    expect(await get('/trouble/429')).toMatchObject({ end: 'retry', isPushBack: true, retryAfterMs: 30_000 });
    expect(await get('/trouble/503')).toMatchObject({ end: 'retry', isPushBack: true, retryAfterMs: 7000 });
    const dated = await get('/trouble/429-date');
    expect(dated.end === 'retry' && dated.retryAfterMs).toBeGreaterThan(1000);
  });
});

describe('an address that is not ours to reach', () => {
  it.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::1]:1/',
    'http://0x7f000001:1/',
    'http://[::ffff:10.1.2.3]/',
    'http://169.254.169.254/',
  ])('%s is refused', async (url) => {
    expect(await get(url)).toMatchObject({
      end: 'refused',
      reason: expect.stringContaining('not a public address'),
    });
  });

  it('is refused for another scheme', async () => {
    expect(await get('ftp://example.org/')).toMatchObject({ end: 'refused' });
  });

  it('is not reached by another name for an allowed host', async () => {
    const end = await get(site.url.replace('127.0.0.1', 'localhost'));
    expect(end).toMatchObject({ end: 'refused' });
  });
});

it('stops when it is told to', async () => {
  const stop = new AbortController();
  const waiting = get('/trouble/silent', { signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});

describe('request headers of a target', () => {
  it('are sent, also where the same origin redirects to, and to no other origin', async () => {
    const other = await startTestSite();
    const near = await startTestSite({
      pages: {
        '/near': (_request, response) => response.writeHead(302, { location: '/jobs' }).end(),
        '/far': (_request, response) => response.writeHead(302, { location: `${other.url}/jobs` }).end(),
      },
    });
    const nearClient = createHttpClient({
      guard: createAddressGuard({ allowedPrivateHosts: [near.host, other.host] }),
      limits: { headersTimeoutMs: 700, bodyIdleTimeoutMs: 700, totalTimeoutMs: 8000 },
    });
    try {
      const fetchPage = createPageFetcher({
        clients: { clientOf: async () => nearClient },
        userAgent: 'test',
      });
      const ask = (path: string): Promise<FetchEnd> =>
        fetchPage({
          ...{ url: `${near.url}${path}`, method: 'GET', body: null, proxyId: null, etag: null },
          ...{ lastModified: null, render: null, isAllowed: async () => true },
          headers: { 'x-api-key': 'a secret' },
        });
      expect((await ask('/near')).end).toBe('page');
      expect(near.hits.map((hit) => [hit.path, hit.headers['x-api-key']])).toEqual([
        ['/near', 'a secret'],
        ['/jobs', 'a secret'],
      ]);
      expect((await ask('/far')).end).toBe('page');
      expect(other.hits.map((hit) => [hit.path, hit.headers['x-api-key']])).toEqual([['/jobs', undefined]]);
    } finally {
      await Promise.all([nearClient.close(), near.close(), other.close()]);
    }
  });
});
