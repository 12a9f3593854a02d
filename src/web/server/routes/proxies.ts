/** Proxies that targets can be fetched through. What is secret about them comes in and never goes out. */
import { z } from 'zod';
import { mayAdminister } from '../../../domain/account.ts';
import { proxySettings, proxyView } from '../../../domain/proxy.ts';
import type { ProxyStore } from '../../../storage/proxies.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';

export interface ProxiesNeeds {
  proxies: Pick<ProxyStore, 'list' | 'add' | 'change' | 'remove'>;
}

const params = z.object({ id: z.uuid() });

const routes: Routes<ProxiesNeeds> = {
  id: 'proxies',
  register(app, needs) {
    app.get('/api/proxies', { schema: { response: { 200: z.array(proxyView) } } }, async (request) => {
      requireAccess(request, mayAdminister);
      return needs.proxies.list();
    });

    app.post(
      '/api/proxies',
      { schema: { body: proxySettings, response: { 201: z.object({ id: z.string() }) } } },
      async (request, reply) => {
        const access = requireAccess(request, mayAdminister);
        return reply.status(201).send({ id: await needs.proxies.add(request.body, access.userId) });
      },
    );

    app.put('/api/proxies/:id', { schema: { params, body: proxySettings } }, async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      await needs.proxies.change(request.params.id, request.body, access.userId);
      return reply.status(204).send();
    });

    app.delete('/api/proxies/:id', { schema: { params } }, async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      await needs.proxies.remove(request.params.id, access.userId);
      return reply.status(204).send();
    });
  },
};

export default routes;
