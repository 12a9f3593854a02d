/** A loopback web site for tests: boards, a channel and trouble, over real sockets on a free port. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeAdverts, type TestAdvert } from './adverts.ts';
import {
  advertPage,
  htmlPage,
  listPage,
  type Notation,
  scriptBuiltPage,
  statedListPage,
} from './board-pages.ts';
import { channelPage } from './channel-pages.ts';
import { discoverPlaces } from './discover-places.ts';
import type { PlaceAnswer, SitePlace } from './place.ts';
import { type Answer, troublePages } from './trouble-pages.ts';

export interface TestSiteOptions {
  /** Adverts on each board; 12 without it. */
  adverts?: number;
  perPage?: number;
  /** Body of robots.txt, or the status that it answers with; 404 without it. */
  robots?: string | number;
  /** Further answers by path. */
  pages?: Record<string, Answer>;
  /** And whatever else may be asked for below an address; asked before the site's own pages. */
  answerElse?: (url: URL) => Answer | undefined;
}

export interface TestSite {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** `127.0.0.1:PORT`, as --allow-private-host takes it. */
  host: string;
  adverts: TestAdvert[];
  /** Requests so far: method, path with query, time and headers. */
  hits: { method: string; path: string; at: number; headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

/** Board by path: `/jobs` JSON-LD, `/listings` microdata, `/plain` nothing but HTML. */
const boards: Record<string, Notation> = { '/jobs': 'json-ld', '/listings': 'microdata', '/plain': 'plain' };

export const startTestSite = async (options: TestSiteOptions = {}): Promise<TestSite> => {
  const adverts = makeAdverts(options.adverts ?? 12);
  const perPage = options.perPage ?? 6;
  const pages = Math.max(1, Math.ceil(adverts.length / perPage));
  const hits: TestSite['hits'] = [];

  const pageOf = (url: URL): { page: number; shown: TestAdvert[] } => {
    const page = Math.min(Math.max(Number(url.searchParams.get('page') ?? '1'), 1), pages);
    return { page, shown: adverts.slice((page - 1) * perPage, page * perPage) };
  };

  const boardPage = (url: URL): string | undefined => {
    const path = Object.keys(boards).find(
      (board) => url.pathname === board || url.pathname.startsWith(`${board}/`),
    );
    if (path === undefined) return undefined;
    if (url.pathname === path) {
      const { page, shown } = pageOf(url);
      return listPage({ adverts: shown, page, pages, path });
    }
    const id = Number(/^\/ad-(\d+)$/.exec(url.pathname.slice(path.length))?.[1]);
    const advert = adverts.find((one) => one.id === id);
    return advert && advertPage(advert, boards[path] ?? 'plain', `${url.origin}${url.pathname}`);
  };

  const otherPage = (url: URL): string | undefined => {
    const { page, shown } = pageOf(url);
    if (url.pathname === '/')
      return htmlPage('Welcome', '<main><h1>Welcome</h1><p><a href="/jobs">All jobs</a></p></main>');
    if (url.pathname === '/stated') return statedListPage({ adverts: shown, page, pages, path: '/stated' });
    if (url.pathname === '/scripted') return scriptBuiltPage(adverts, '/jobs');
    if (url.pathname === '/login')
      return htmlPage('Log in', '<main><form><input type="password"></form></main>');
    if (/^\/(about|privacy|terms|contact|forbidden\/page)$/.test(url.pathname))
      return htmlPage(url.pathname.slice(1), '<main><p>Nothing to see here.</p></main>');
    const channel = /^\/s\/(\w+)$/.exec(url.pathname)?.[1];
    if (channel === undefined) return undefined;
    const before = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY);
    return channelPage(channel, adverts, { origin: url.origin, before });
  };

  const robots = (response: ServerResponse): void => {
    if (typeof options.robots === 'string')
      response.writeHead(200, { 'content-type': 'text/plain' }).end(options.robots);
    else response.writeHead(options.robots ?? 404).end();
  };

  const places = await discoverPlaces();
  const answerPlace = async (url: URL, request: IncomingMessage): Promise<PlaceAnswer | undefined> => {
    const [, id = ''] = url.pathname.split('/');
    const place: SitePlace | undefined = places.get(id);
    return place?.answer({
      method: request.method ?? 'GET',
      path: url.pathname.slice(id.length + 1) || '/',
      query: url.searchParams,
      body: await bodyOf(request),
      origin: url.origin,
      root: `${url.origin}/${id}`,
      adverts,
    });
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    hits.push({
      method: request.method ?? '',
      path: request.url ?? '',
      at: Date.now(),
      headers: request.headers,
    });
    const special = options.pages?.[url.pathname] ?? options.answerElse?.(url) ?? troublePages[url.pathname];
    if (special) return special(request, response);
    if (url.pathname === '/robots.txt') return robots(response);
    const placed = await answerPlace(url, request);
    if (placed) sendPlaced(request, response, placed);
    else sendPage(request, response, boardPage(url) ?? otherPage(url));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    adverts,
    hits,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const sendPlaced = (request: IncomingMessage, response: ServerResponse, answer: PlaceAnswer): void => {
  const etag = `"${createHash('sha256').update(answer.body).digest('base64url')}"`;
  const headers = {
    'content-type': answer.type ?? 'text/html; charset=utf-8',
    ...(answer.status === undefined && { etag }),
    ...answer.headers,
  };
  if (answer.status === undefined && request.headers['if-none-match'] === etag)
    response.writeHead(304, { etag }).end();
  else response.writeHead(answer.status ?? 200, headers).end(answer.body);
};

/** With an ETag, so that conditional requests can be seen to work. */
const sendPage = (request: IncomingMessage, response: ServerResponse, body: string | undefined): void => {
  if (body === undefined) {
    response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
    return;
  }
  const etag = `"${body.length}"`;
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag }).end(body);
};
