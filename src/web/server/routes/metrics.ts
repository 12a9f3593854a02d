/** `/metrics` for Prometheus: to this machine, or to whoever knows the token. Nobody signs in to it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Routes } from '../web-app.ts';
import { WebProblem } from '../web-problem.ts';

export interface MetricsRouteNeeds {
  readMetrics(): Promise<{ contentType: string; text: string }>;
  metricsToken?: string;
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** A proxy on this machine asks from loopback for others: it hands on their host name, or says that it forwards. */
const isFromHere = ({ ip, headers }: FastifyRequest): boolean =>
  loopback.test(ip) &&
  loopbackHost.test(headers.host ?? '') &&
  headers['x-forwarded-for'] === undefined &&
  headers['x-real-ip'] === undefined &&
  headers.forwarded === undefined;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const knowsToken = ({ headers }: FastifyRequest, token: string | undefined): boolean => {
  const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  return token !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(token));
};

const routes: Routes<MetricsRouteNeeds> = {
  id: 'metrics',
  register(app, needs) {
    app.get(
      '/metrics',
      { schema: { hide: true }, config: { rateLimit: { max: 120, timeWindow: '1 minute' } } },
      async (request, reply) => {
        if (!isFromHere(request) && !knowsToken(request, needs.metricsToken))
          throw new WebProblem(
            403,
            'not-allowed',
            'Metrics are read from this machine, or with the token that LUREWATCH_METRICS_TOKEN names.',
          );
        const { contentType, text } = await needs.readMetrics();
        return reply.header('content-type', contentType).header('cache-control', 'no-store').send(text);
      },
    );
  },
};

export default routes;
