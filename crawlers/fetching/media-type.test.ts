/** Over real sockets: what servers call their pages and how they pack them, against what they are. */
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAddressGuard } from '../../src/platform/net/address-guard.ts';
import { createHttpClient, type HttpClient } from '../../src/platform/net/http-client.ts';
import { startTestSite, type TestSite } from '../../test/site/start-test-site.ts';
import type { FetchEnd } from './fetch-contract.ts';
import { createPageFetcher } from './fetch-page.ts';

const list = 'https://example.com/jobs/1\nhttps://example.com/jobs/2\n';
const markup = `<rss><channel><item><title>Cook</title></item></channel></rss>${' '.repeat(40_000)}`;
const lines = '{"id":1}\n{"id":2}\n';
const behind = Buffer.from('\nbytes behind');

const answers: Record<string, { body: Buffer | string; type?: string; encoding?: string; is?: string }> = {
  '/list.txt.gz': { body: gzipSync(list), type: 'application/octet-stream', is: list },
  '/list-behind.txt.gz': {
    body: Buffer.concat([gzipSync(list), behind]),
    type: 'application/gzip',
    is: list,
  },
  '/two-behind.gz': {
    body: Buffer.concat([gzipSync(list), gzipSync(lines), behind]),
    type: 'application/gzip',
    is: list + lines,
  },
  '/s3.xml': { body: markup, type: 'binary/octet-stream', is: markup },
  '/untyped': { body: list, is: list },
  '/octets': { body: list, type: 'application/octet-stream', is: list },
  '/download': { body: list, type: 'application/force-download', is: list },
  '/senseless': { body: markup, type: 'html', is: markup },
  '/rss': { body: markup, type: 'application/rss', is: markup },
  '/x-xml': { body: markup, type: 'application/x-xml', is: markup },
  '/x-json': { body: lines, type: 'application/x-json', is: lines },
  '/ndjson': { body: lines, type: 'application/x-ndjson', is: lines },
  '/jsonl': { body: lines, type: 'application/jsonl', is: lines },
  '/deflate': { body: deflateSync(markup), type: 'text/html', encoding: 'deflate', is: markup },
  '/raw-deflate': { body: deflateRawSync(markup), type: 'text/html', encoding: 'deflate', is: markup },
  '/raw-stored': {
    body: deflateRawSync(list, { level: 0 }),
    type: 'text/html',
    encoding: 'deflate',
    is: list,
  },
  '/gzip-behind': {
    body: Buffer.concat([gzipSync(markup), behind]),
    type: 'text/html',
    encoding: 'gzip',
    is: markup,
  },
  '/utf-8': { body: markup, type: 'text/html', encoding: 'utf-8', is: markup },
  '/none': { body: gzipSync(markup), type: 'text/html', encoding: 'none, gzip', is: markup },
  '/empty-deflate': { body: '', type: 'text/html', encoding: 'deflate' },
  '/senseless-encoding': { body: list, type: 'text/plain', encoding: 'constructor', is: list },
  '/pdf': { body: '%PDF-1.4\n1 0 obj << >> endobj\n', type: 'application/octet-stream' },
  '/stated-pdf': { body: '%PDF-1.4\n1 0 obj << >> endobj\n', type: 'application/pdf' },
  '/program': { body: Buffer.from(Array.from({ length: 900 }, (_, at) => (at * 7) % 256)) },
  '/broken-gzip': { body: gzipSync(markup).fill(7, 40), type: 'text/html', encoding: 'gzip' },
  '/bomb-behind': {
    body: Buffer.concat([gzipSync(Buffer.alloc(30 * 1024 * 1024, 'a')), behind]),
    type: 'text/html',
    encoding: 'gzip',
  },
};

let site: TestSite;
let http: HttpClient;
beforeAll(async () => {
  site = await startTestSite({
    pages: Object.fromEntries(
      Object.entries(answers).map(([path, { body, type, encoding }]) => [
        path,
        (_request, response) => {
          const headers = {
            ...(type && { 'content-type': type }),
            ...(encoding && { 'content-encoding': encoding }),
          };
          response.writeHead(200, headers).end(body);
        },
      ]),
    ),
  });
  http = createHttpClient({ guard: createAddressGuard({ allowedPrivateHosts: [site.host] }) });
});
afterAll(async () => {
  await http.close();
  await site.close();
});

const get = (path: string): Promise<FetchEnd> =>
  createPageFetcher({ clients: { clientOf: async () => http }, userAgent: 'Lurewatch/0.1' })({
    ...{ url: `${site.url}${path}`, method: 'GET', body: null, proxyId: null, etag: null },
    ...{ lastModified: null, render: null, isAllowed: async () => true },
  });

const paths = Object.keys(answers);

it.each(paths.filter((path) => answers[path]?.is !== undefined))('%s is read', async (path) => {
  const end = await get(path);
  expect(end).toMatchObject({ end: 'page' });
  if (end.end === 'page') expect(end.page.text === answers[path]?.is).toBe(true);
});

it.each(paths.filter((path) => answers[path]?.is === undefined))('%s is no page', async (path) => {
  expect(await get(path)).toMatchObject({ end: 'unusable' });
});
