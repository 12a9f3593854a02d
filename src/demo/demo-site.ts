/** A small web site that Lurewatch serves to itself on loopback, so that a newcomer sees the whole way at work. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { advertPage, channelPage, homePage, listPage } from './demo-pages.ts';

export interface DemoSite {
  /** `http://127.0.0.1:PORT` */
  url: string;
  port: number;
  close(): Promise<void>;
}

type Answer = { type: string; content: string | Buffer } | undefined;

const html = (content: string | undefined): Answer =>
  content === undefined ? undefined : { type: 'text/html; charset=utf-8', content };

const image = async (name: string): Promise<Answer> => {
  if (!/^[a-z-]+\.png$/.test(name)) return undefined;
  const path = fileURLToPath(new URL(`./images/${name}`, import.meta.url));
  const content = await readFile(path).catch(() => undefined);
  return content && { type: 'image/png', content };
};

const answer = async (url: URL): Promise<Answer> => {
  const [, first = '', second = ''] = url.pathname.split('/');
  const now = new Date();
  const page = Number(url.searchParams.get('page') ?? 1);
  const before = url.searchParams.get('before');
  switch (first) {
    case '':
      return html(homePage());
    case 'robots.txt':
      return { type: 'text/plain', content: 'User-agent: *\nDisallow: /private/\n' };
    case 'jobs':
      return html(second ? advertPage('board', second, now) : listPage('board', page));
    case 'classifieds':
      return html(second ? advertPage('classifieds', second, now) : listPage('classifieds', page));
    case 's':
      return html(channelPage(before === null ? undefined : Number(before), now));
    case 'images':
      return image(second);
    default:
      return undefined;
  }
};

const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const found = await answer(new URL(request.url ?? '/', 'http://demo.invalid'));
  response.writeHead(found ? 200 : 404, {
    'content-type': found?.type ?? 'text/plain',
    'x-robots-tag': 'noindex',
  });
  response.end(found?.content ?? 'There is no such page on the demonstration site.');
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

/** Listens on `preferredPort` when it is free, so that addresses stay the same over restarts; else on any free port. */
export const startDemoSite = async (options: { preferredPort?: number } = {}): Promise<DemoSite> => {
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.preferredPort ?? 0).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE' && options.preferredPort) return listen(server, 0);
    throw error;
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
