/** Intake: partners hand in by their key, analysts decide, admins give and take keys. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayAdminister, mayDecide } from '../../../domain/account.ts';
import { intakeLimits, intakeRequest, intakeState, intakeView, partnerView } from '../../../domain/intake.ts';
import type { BlobStore } from '../../../evidence/blob-store.ts';
import {
  acceptIntake,
  addPartner,
  type IntakeNeeds,
  takeIn,
  tokenHash,
  undoIntake,
} from '../../../pipeline/intake.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';
import { notThere, WebProblem } from '../web-problem.ts';
import type { WrittenNeeds } from '../written-needs.ts';

export interface IntakeRouteNeeds extends WrittenNeeds {
  intake: IntakeNeeds;
  blobs: Pick<BlobStore, 'get'>;
  /** WebP of what is an image that can be shown; undefined for everything else. */
  redrawImage(bytes: Uint8Array): Promise<Buffer | undefined>;
}

const params = z.object({ id: z.uuid() });

/** Throws without a key that counts. */
const partnerOf = async ({ intake }: IntakeNeeds, { headers }: FastifyRequest): Promise<string> => {
  const token = /^Bearer (lwi_[\w-]{20,100})$/.exec(headers.authorization ?? '')?.[1];
  const partnerId = token ? await intake.partnerOf(tokenHash(token)) : null;
  if (partnerId) return partnerId;
  throw new WebProblem(
    401,
    'no-key',
    'This needs a partner’s key that was not revoked, as Authorization: Bearer.',
  );
};

const routes: Routes<IntakeRouteNeeds> = {
  id: 'intake',
  register(app, { intake: needs, blobs, redrawImage, withoutProtected }) {
    const partners = new WeakMap<FastifyRequest, string>();
    app.post(
      '/api/intake',
      {
        schema: { body: intakeRequest, response: { 201: z.object({ id: z.string() }) } },
        bodyLimit: intakeLimits.bodyBytes,
        config: { isOpen: true, isForPartners: true, rateLimit: { max: 60, timeWindow: '1 minute' } },
        // before the body is read: nobody without a key makes the server read megabytes
        onRequest: async (request) => {
          partners.set(request, await partnerOf(needs, request));
        },
      },
      async (request, reply) => {
        return reply.status(201).send({ id: await takeIn(needs, partners.get(request) ?? '', request.body) });
      },
    );

    app.get(
      '/api/intake',
      {
        schema: {
          querystring: z.object({ state: intakeState.default('new') }),
          response: { 200: z.array(intakeView) },
        },
      },
      async (request) => {
        requireAccess(request, mayDecide);
        return needs.intake.list(request.query.state);
      },
    );

    // As of a lead: the file itself is never sent, a picture is drawn anew from its pixels.
    app.get(
      '/api/intake/:id/images/:number',
      {
        schema: {
          params: params.extend({ number: z.coerce.number().int().min(0).max(intakeLimits.images) }),
        },
        config: { rateLimit: { max: 120, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const access = requireAccess(request, mayDecide);
        const { id, number } = request.params;
        const hash = await needs.intake.imageHash({ id, number, readerId: access.userId });
        const bytes = hash ? await blobs.get(hash) : undefined;
        const image = bytes && (await redrawImage(bytes));
        if (!image) throw notThere('This image');
        return reply
          .type('image/webp')
          .header('content-disposition', `inline; filename="intake-${id}-${number}.webp"`)
          .header('content-security-policy', "default-src 'none'; sandbox")
          .send(image);
      },
    );

    app.post('/api/intake/:id/accept', { schema: { params } }, async (request) => {
      const access = requireAccess(request, mayDecide);
      return acceptIntake(needs, { id: request.params.id, actor: access.userId });
    });

    app.post(
      '/api/intake/:id/reject',
      { schema: { params, body: z.object({ reason: z.string().trim().min(3).max(300) }) } },
      async (request, reply) => {
        const access = requireAccess(request, mayDecide);
        await needs.intake.reject({
          id: request.params.id,
          actor: access.userId,
          reason: await withoutProtected(request.body.reason),
        });
        return reply.status(204).send();
      },
    );

    app.post('/api/intake/:id/undo', { schema: { params } }, async (request, reply) => {
      const access = requireAccess(request, mayDecide);
      await undoIntake(needs, { id: request.params.id, actor: access.userId });
      return reply.status(204).send();
    });

    app.get('/api/partners', { schema: { response: { 200: z.array(partnerView) } } }, async (request) => {
      requireAccess(request, mayAdminister);
      return needs.intake.partners();
    });

    app.post(
      '/api/partners',
      {
        schema: {
          body: z.object({ name: z.string().trim().min(2).max(120) }),
          response: { 201: z.object({ id: z.string(), token: z.string() }) },
        },
      },
      async (request, reply) => {
        const access = requireAccess(request, mayAdminister);
        return reply
          .status(201)
          .send(await addPartner(needs, { name: request.body.name, actor: access.userId }));
      },
    );

    app.post('/api/partners/:id/revoke', { schema: { params } }, async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      await needs.intake.revokePartner({ id: request.params.id, actor: access.userId });
      return reply.status(204).send();
    });
  },
};

export default routes;
