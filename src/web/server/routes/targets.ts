/** Crawl targets: what is watched, how, and what became of it. */
import { z } from 'zod';
import type { TargetType } from '../../../../crawlers/target-type.ts';
import { mayAdminister } from '../../../domain/account.ts';
import { BadInputError } from '../../../domain/failure.ts';
import { type RunTrigger, type TargetSettings, targetSettings, targetState } from '../../../domain/target.ts';
import { targetPreview, targetTypeView, targetView } from '../../../domain/target-view.ts';
import type { BlobStore } from '../../../evidence/blob-store.ts';
import { checkTargetSettings } from '../../../pipeline/check-target-settings.ts';
import type { TargetPreview } from '../../../pipeline/preview-target.ts';
import type { VisitTarget } from '../../../storage/frontier-contract.ts';
import type { ProxyStore } from '../../../storage/proxies.ts';
import type { TargetStore } from '../../../storage/targets.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';
import { notThere } from '../web-problem.ts';

export interface TargetsNeeds {
  targets: TargetStore;
  proxies: Pick<ProxyStore, 'list'>;
  targetTypes: ReadonlyMap<string, TargetType>;
  previewTarget(settings: TargetSettings): Promise<TargetPreview>;
  startRun(input: {
    target: VisitTarget;
    trigger: RunTrigger;
    actor: string;
  }): Promise<{ runId: string; isNew: boolean }>;
  cancelRun(runId: string, actor: string): Promise<void>;
  blobs: Pick<BlobStore, 'get' | 'remove'>;
}

const params = z.object({ id: z.uuid() });
const made = z.object({ id: z.string() });

const routes: Routes<TargetsNeeds> = {
  id: 'targets',
  register(app, needs) {
    app.get('/api/target-types', { schema: { response: { 200: z.array(targetTypeView) } } }, (request) => {
      requireAccess(request, mayAdminister);
      return [...needs.targetTypes.values()].map((type) => ({
        id: type.id,
        label: type.label,
        description: type.description,
        schema: z.toJSONSchema(type.options, { io: 'input', unrepresentable: 'any' }),
      }));
    });

    app.get('/api/targets', { schema: { response: { 200: z.array(targetView) } } }, async (request) => {
      requireAccess(request, mayAdminister);
      return needs.targets.list();
    });

    app.post(
      '/api/targets',
      { schema: { body: targetSettings, response: { 201: made } } },
      async (request, reply) => {
        const access = requireAccess(request, mayAdminister);
        const settings = checkTargetSettings(needs.targetTypes, request.body);
        await requireProxy(needs, settings);
        const id = await needs.targets.add({ settings, actor: access.userId });
        return reply.status(201).send({ id });
      },
    );

    app.post(
      '/api/targets/preview',
      {
        schema: { body: targetSettings, response: { 200: targetPreview } },
        config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
      },
      async (request) => {
        requireAccess(request, mayAdminister);
        return needs.previewTarget(checkTargetSettings(needs.targetTypes, request.body));
      },
    );

    app.put('/api/targets/:id', { schema: { params, body: targetSettings } }, async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      const target = await requireTarget(needs, request.params.id);
      await requireProxy(needs, request.body);
      await needs.targets.change(
        target.id,
        checkTargetSettings(needs.targetTypes, request.body),
        access.userId,
      );
      return reply.status(204).send();
    });

    app.post(
      '/api/targets/:id/state',
      { schema: { params, body: z.object({ state: targetState }) } },
      async (request, reply) => {
        const access = requireAccess(request, mayAdminister);
        const target = await requireTarget(needs, request.params.id);
        await needs.targets.setState(target.id, request.body.state, access.userId);
        return reply.status(204).send();
      },
    );

    app.post(
      '/api/targets/:id/run',
      { schema: { params, response: { 200: z.object({ runId: z.string(), isNew: z.boolean() }) } } },
      async (request) => {
        const access = requireAccess(request, mayAdminister);
        const target = await requireTarget(needs, request.params.id);
        if (target.state === 'paused') throw new BadInputError('this target is paused; resume it first');
        return needs.startRun({ target, trigger: 'person', actor: access.userId });
      },
    );

    app.post('/api/runs/:id/cancel', { schema: { params } }, async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      await needs.cancelRun(request.params.id, access.userId);
      return reply.status(204).send();
    });

    app.delete('/api/targets/:id', { schema: { params } }, async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      const target = await requireTarget(needs, request.params.id);
      await needs.targets.remove(target.id, access.userId);
      return reply.status(204).send();
    });

    app.post('/api/targets/:id/restore', { schema: { params } }, async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      await needs.targets.restore(request.params.id, access.userId);
      return reply.status(204).send();
    });

    app.delete('/api/demonstration', async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      const unlessPutSince = new Date();
      const blobs = await needs.targets.removeDemonstration(access.userId);
      for (const hash of blobs) await needs.blobs.remove(hash, { unlessPutSince });
      return reply.status(204).send();
    });
  },
};

const requireProxy = async (needs: TargetsNeeds, { proxyId }: TargetSettings): Promise<void> => {
  if (proxyId === undefined) return;
  if ((await needs.proxies.list()).some((proxy) => proxy.id === proxyId)) return;
  throw new BadInputError('this proxy is not there any more: choose another one');
};

const requireTarget = async (needs: TargetsNeeds, id: string) => {
  const target = await needs.targets.byId(id);
  if (!target) throw notThere('This crawl target');
  return target;
};

export default routes;
