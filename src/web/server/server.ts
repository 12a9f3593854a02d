/** Puts the web server together: guards first, then every file of routes/, then the review app. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { fastify, LogController } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { guardAccess } from './access.ts';
import { discoverRoutes } from './discover-routes.ts';
import type { WebNeeds } from './needs.ts';
import { guardHost, guardOrigin } from './request-guards.ts';
import { serveClient } from './serve-client.ts';
import type { WebApp } from './web-app.ts';
import { answerProblem, notThere } from './web-problem.ts';

const maxBodyBytes = 1_000_000;

export const createWebServer = async (needs: WebNeeds): Promise<WebApp> => {
  const app = fastify({
    loggerInstance: needs.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
  })
    .withTypeProvider<ZodTypeProvider>()
    .setValidatorCompiler(validatorCompiler)
    .setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.removeContentTypeParser('text/plain');
  await protect(app, needs);
  await app.register(swagger, {
    openapi: { info: { title: 'Lurewatch', version: needs.version } },
    transform: jsonSchemaTransform,
  });
  const routes = await discoverRoutes();
  for (const one of routes) one.register(app, needs);
  app.get('/api/openapi.json', { schema: { hide: true }, config: { isOpen: true } }, () => app.swagger());
  if (needs.clientFolder) await serveClient(app, needs.clientFolder);
  else
    app.setNotFoundHandler(() => {
      throw notThere('This address');
    });
  return app;
};

const protect = async (app: WebApp, needs: WebNeeds): Promise<void> => {
  guardHost(app, needs.publicUrl);
  guardOrigin(app);
  await app.register(cookie);
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
    // Over plain http on loopback it would lock the browser out of other local servers.
    strictTransportSecurity: needs.publicUrl?.startsWith('https:') ?? false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(rateLimit, { global: false });
  guardAccess(app, needs);
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
  });
};

/** No inline script, nothing from elsewhere, no frames; styles by nonce. */
const contentPolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};
