/** Users, for admins. */
import { z } from 'zod';
import { mayAdminister, oneTimePassword, userName, userRow } from '../../../domain/account.ts';
import { BadInputError } from '../../../domain/failure.ts';
import { userRole } from '../../../domain/review.ts';
import { addUser, type ManageUsersNeeds, resetPassword } from '../../../pipeline/manage-users.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';

const params = z.object({ id: z.uuid() });

const routes: Routes<ManageUsersNeeds> = {
  id: 'users',
  register(app, needs) {
    app.get('/api/users', { schema: { response: { 200: z.array(userRow) } } }, async (request) => {
      requireAccess(request, mayAdminister);
      return needs.users.list();
    });

    app.post(
      '/api/users',
      { schema: { body: z.object({ name: userName, role: userRole }), response: { 201: oneTimePassword } } },
      async (request, reply) => {
        const access = requireAccess(request, mayAdminister);
        const added = await addUser(needs, { ...request.body, actor: access.userId });
        return reply.status(201).send(added);
      },
    );

    app.post(
      '/api/users/reset',
      { schema: { body: z.object({ name: userName }), response: { 200: oneTimePassword } } },
      async (request) => {
        const access = requireAccess(request, mayAdminister);
        return resetPassword(needs, { name: request.body.name, actor: access.userId });
      },
    );

    app.post('/api/users/:id/disable', { schema: { params } }, async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      if (access.userId === request.params.id)
        throw new BadInputError('you can’t disable yourself; ask another admin');
      await needs.users.disable(request.params.id, access.userId);
      return reply.status(204).send();
    });

    app.post('/api/users/:id/enable', { schema: { params } }, async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      await needs.users.enable(request.params.id, access.userId);
      return reply.status(204).send();
    });
  },
};

export default routes;
