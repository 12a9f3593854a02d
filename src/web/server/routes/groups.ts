/** Claiming and deciding: always a whole advert group. */
import { z } from 'zod';
import { type Access, mayDecide } from '../../../domain/account.ts';
import { decisionInput } from '../../../domain/review.ts';
import { claimGroup, releaseGroup } from '../../../pipeline/claim-group.ts';
import { decideGroup, undoDecision } from '../../../pipeline/decide-group.ts';
import type { GroupReviewNeeds } from '../../../pipeline/group-review.ts';
import type { ReviewStore } from '../../../storage/review.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';
import type { WrittenNeeds } from '../written-needs.ts';

export interface GroupsNeeds extends WrittenNeeds {
  review: ReviewStore;
}

const params = z.object({ id: z.uuid() });
/** The group's version that the person had before them. */
const version = z.string().min(1).max(60);
const decideBody = decisionInput.extend({ version });

const routes: Routes<GroupsNeeds> = {
  id: 'groups',
  register(app, { review, withoutProtected }) {
    const needs: GroupReviewNeeds = { groups: review };

    app.post(
      '/api/groups/:id/claim',
      { schema: { params, body: z.object({ version, takeOver: z.boolean().default(false) }) } },
      async (request, reply) => {
        const access: Access<'admin' | 'analyst'> = requireAccess(request, mayDecide);
        await claimGroup(needs, { groupId: request.params.id, access, ...request.body });
        return reply.status(204).send();
      },
    );

    app.post(
      '/api/groups/:id/release',
      { schema: { params, body: z.object({ version }) } },
      async (request, reply) => {
        const access = requireAccess(request, mayDecide);
        await releaseGroup(needs, { groupId: request.params.id, access, ...request.body });
        return reply.status(204).send();
      },
    );

    app.post(
      '/api/groups/:id/decisions',
      { schema: { params, body: decideBody, response: { 201: z.object({ decisionId: z.string() }) } } },
      async (request, reply) => {
        const access = requireAccess(request, mayDecide);
        const { version: seen, ...decision } = request.body;
        const groupId = request.params.id;
        const note = await withoutProtected(decision.note);
        const decisionId = await decideGroup(needs, {
          groupId,
          access,
          version: seen,
          decision: { ...decision, note },
        });
        return reply.status(201).send({ decisionId });
      },
    );

    app.post(
      '/api/groups/:id/undo',
      {
        schema: {
          params,
          body: z.object({ version }),
          response: { 201: z.object({ decisionId: z.string() }) },
        },
      },
      async (request, reply) => {
        const access = requireAccess(request, mayDecide);
        const decisionId = await undoDecision(needs, { groupId: request.params.id, access, ...request.body });
        return reply.status(201).send({ decisionId });
      },
    );
  },
};

export default routes;
