/** What is refused before any route sees it: foreign host names, and writes that another site caused. */
import type { FastifyRequest } from 'fastify';
import type { WebApp } from './web-app.ts';
import { WebProblem } from './web-problem.ts';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** A page of another name that resolves to this machine (DNS rebinding) keeps its own name in Host. */
export const guardHost = (app: WebApp, publicUrl: string | undefined): void => {
  const allowed = new Set([...loopbackNames, ...(publicUrl ? [new URL(publicUrl).hostname] : [])]);
  app.addHook('onRequest', async (request) => {
    const name = hostNameOf(request.headers.host);
    if (name && allowed.has(name)) return;
    throw new WebProblem(
      421,
      'wrong-host',
      'This address is not one of this installation. Use localhost, or let the admin set LUREWATCH_PUBLIC_URL.',
    );
  });
};

const hostNameOf = (host: string | undefined): string | undefined => {
  const url = `http://${host}`;
  return host && URL.canParse(url) ? new URL(url).hostname : undefined;
};

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Beside SameSite=Strict: a write must come from a page of this very host. */
export const guardOrigin = (app: WebApp): void => {
  app.addHook('onRequest', async (request) => {
    if (reading.has(request.method) || isOwnOrigin(request)) return;
    if (request.routeOptions.config.isForPartners) return;
    throw new WebProblem(403, 'foreign-origin', 'Changes are accepted only from Lurewatch’s own pages.');
  });
};

const isOwnOrigin = (request: FastifyRequest): boolean => {
  const { origin, host } = request.headers;
  if (origin !== undefined) return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
  return request.headers['sec-fetch-site'] === 'same-origin';
};
