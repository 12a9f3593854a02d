/** Serves the built review app: files by name, and index.html for every page address. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { WebApp } from './web-app.ts';
import { notThere } from './web-problem.ts';

export const serveClient = async (app: WebApp, clientFolder: string): Promise<void> => {
  const page = await readFile(join(clientFolder, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root: join(clientFolder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
  });
  app.get('/favicon.svg', { schema: { hide: true } }, (_request, reply) =>
    reply.sendFile('favicon.svg', clientFolder),
  );
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || /^\/(api|assets)(\/|$)/.test(request.url)) throw notThere('This address');
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(page.replace('STYLE-NONCE', reply.cspNonce.style));
  });
};
