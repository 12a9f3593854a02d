/** Over real sockets: files that are gzip by themselves, and what is asked for instead of a page. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAddressGuard } from '../../src/platform/net/address-guard.ts';
import { createHttpClient, type HttpClient } from '../../src/platform/net/http-client.ts';
import { startTestSite, type TestSite } from '../../test/site/start-test-site.ts';
import type { Answer } from '../../test/site/trouble-pages.ts';
import type { FetchEnd, FetchRequest } from './fetch-contract.ts';
import { createPageFetcher } from './fetch-page.ts';
import { maxUnpackedBytes } from './unpack-gzip.ts';

const sitemap = '<urlset><url><loc>https://example.com/jobs/ü</loc></url></urlset>';
const answer =
  (body: Buffer, type: string): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };

/** Small addresses in entries as large as alternates in many languages make them. */
const largeSitemap = (megabytes: number): Buffer => {
  const entries = Array.from(
    { length: megabytes },
    (_, index) =>
      `<url><loc>https://example.com/jobs/${index}</loc>${'<x:link href="https://example.com/th"/>'.repeat(4000)}</url>`,
  );
  const text = `<urlset>${entries.join('')}</urlset>`;
  return Buffer.from(text.padEnd(megabytes * 1024 * 1024, ' '));
};
const large = largeSitemap(30);

let site: TestSite;
let http: HttpClient;
beforeAll(async () => {
  site = await startTestSite({
    pages: {
      '/application': answer(gzipSync(sitemap), 'application/gzip'),
      '/x-gzip': answer(gzipSync(sitemap), 'application/x-gzip'),
      '/octet-stream': answer(gzipSync(sitemap), 'application/octet-stream'),
      '/xml': answer(gzipSync(sitemap), 'text/xml; charset=utf-8'),
      '/picture': answer(
        gzipSync(Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 0, 0, 0])),
        'application/gzip',
      ),
      '/cut': answer(gzipSync(sitemap).subarray(0, 30), 'application/gzip'),
      '/bomb': answer(gzipSync(Buffer.alloc(maxUnpackedBytes + 1)), 'application/gzip'),
      '/large': answer(large, 'application/xml'),
      '/large.gz': answer(gzipSync(large), 'application/gzip'),
      '/too-large': answer(largeSitemap(51), 'application/xml'),
      '/large-page': answer(Buffer.alloc(11 * 1024 * 1024, '<p>words</p>'), 'text/html'),
      '/echo': (request, response) => {
        const { accept, 'content-type': type } = request.headers;
        response.writeHead(200, { 'content-type': 'text/plain' }).end(`${accept} ${type}`);
      },
    },
  });
  http = createHttpClient({ guard: createAddressGuard({ allowedPrivateHosts: [site.host] }) });
});
afterAll(async () => {
  await http.close();
  await site.close();
});

const get = (path: string, more: Partial<FetchRequest> = {}): Promise<FetchEnd> =>
  createPageFetcher({ clients: { clientOf: async () => http }, userAgent: 'Lurewatch/0.1' })({
    url: `${site.url}${path}`,
    method: 'GET',
    body: null,
    proxyId: null,
    etag: null,
    lastModified: null,
    render: null,
    isAllowed: async () => true,
    ...more,
  });

it.each(['/application', '/x-gzip', '/octet-stream', '/xml'])(
  '%s is read unpacked and kept as it came',
  async (path) => {
    const end = await get(path);
    expect(end).toMatchObject({ end: 'page', page: { text: sitemap, charset: 'utf-8' } });
    if (end.end === 'page') expect(end.page.body).toEqual(gzipSync(sitemap));
  },
);

it.each([
  ['/picture', 'octet-stream'],
  ['/cut', 'no whole gzip file'],
  ['/bomb', 'larger than'],
])('%s is refused with the reason', async (path, reason) => {
  const end = await get(path);
  expect(end).toMatchObject({ end: 'unusable', reason: expect.stringContaining(reason) });
});

it('is asked for as JSON, with a body that says so', async () => {
  const end = await get('/echo', { method: 'POST', body: '{"page":1}', accept: 'application/json' });
  expect(end).toMatchObject({ page: { text: 'application/json application/json' } });
  const form = await get('/echo', { method: 'POST', body: 'page=1' });
  expect(form).toMatchObject({ page: { text: expect.stringContaining('x-www-form-urlencoded') } });
});

it.each(['/large', '/large.gz'])('%s is kept as it came, and read as what it names', async (path) => {
  const end = await get(path, { expectsSitemap: true });
  const names = Array.from(
    { length: 30 },
    (_, index) => `<url><loc>https://example.com/jobs/${index}</loc></url>`,
  );
  expect(end).toMatchObject({ page: { text: `<urlset>${names.join('\n')}</urlset>`, charset: 'utf-8' } });
  if (end.end === 'page' && path === '/large') expect(end.page.body.equals(large)).toBe(true);
});

it.each([
  ['/large', false, 'larger than 10,485,760 bytes'],
  ['/too-large', true, 'larger than 52,428,800 bytes'],
  ['/bomb', true, 'larger than 52,428,800 bytes'],
  ['/large-page', true, 'larger than 10 MB and no sitemap'],
])('%s is refused where a sitemap is expected: %s', async (path, expectsSitemap, reason) => {
  expect(await get(path, { expectsSitemap })).toMatchObject({
    end: 'unusable',
    reason: expect.stringContaining(reason),
  });
});

it('reads two large sitemaps at once, and asks for others later', async () => {
  const asked = Array.from({ length: 4 }, () => {
    const client = createHttpClient({ guard: createAddressGuard({ allowedPrivateHosts: [site.host] }) });
    const fetchPage = createPageFetcher({ clients: { clientOf: async () => client }, userAgent: 'test' });
    return fetchPage({
      ...{ url: `${site.url}/large`, method: 'GET', body: null, proxyId: null, etag: null },
      ...{ lastModified: null, render: null, isAllowed: async () => true, expectsSitemap: true },
    }).finally(() => client.close());
  });
  const ends = await Promise.all(asked);
  expect(ends.filter(({ end }) => end === 'page').length).toBeGreaterThanOrEqual(2);
  for (const end of ends.filter(({ end }) => end !== 'page'))
    expect(end).toMatchObject({ end: 'retry', reason: expect.stringContaining('other large sitemaps') });
  expect(await get('/large', { expectsSitemap: true })).toMatchObject({ end: 'page' });
});
