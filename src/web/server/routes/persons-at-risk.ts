/** The restricted list of persons at risk. */
import { z } from 'zod';
import { maySeePersonsAtRisk } from '../../../domain/account.ts';
import { personAtRiskView } from '../../../domain/person-at-risk.ts';
import type { PersonAtRiskStore } from '../../../storage/persons-at-risk.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';
import { notThere } from '../web-problem.ts';
import type { WrittenNeeds } from '../written-needs.ts';

export interface PersonsAtRiskNeeds extends WrittenNeeds {
  personsAtRisk: PersonAtRiskStore;
}

const handledBody = z.object({ isHandled: z.boolean(), note: z.string().trim().max(4000).default('') });

const routes: Routes<PersonsAtRiskNeeds> = {
  id: 'persons-at-risk',
  register(app, needs) {
    app.get(
      '/api/persons-at-risk',
      { schema: { response: { 200: z.array(personAtRiskView) } } },
      async (request) => {
        const access = requireAccess(request, maySeePersonsAtRisk);
        return needs.personsAtRisk.list(access.userId);
      },
    );

    app.post(
      '/api/persons-at-risk/:id',
      { schema: { params: z.object({ id: z.uuid() }), body: handledBody } },
      async (request, reply) => {
        const access = requireAccess(request, maySeePersonsAtRisk);
        const { id } = request.params;
        const note = await needs.withoutProtected(request.body.note);
        const handled = { id, isHandled: request.body.isHandled, note, actor: access.userId };
        if (!(await needs.personsAtRisk.setHandled(handled))) throw notThere('This entry');
        return reply.status(204).send();
      },
    );
  },
};

export default routes;
