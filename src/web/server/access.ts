/** Who is asking, and whether they may. */
import type { FastifyRequest } from 'fastify';
import { type Access, type Account, grantAccess } from '../../domain/account.ts';
import type { UserRole } from '../../domain/review.ts';
import { personOfToken, type SignInNeeds } from '../../pipeline/sign-in.ts';
import { readSessionCookie } from './session-cookie.ts';
import type { WebApp } from './web-app.ts';
import { WebProblem } from './web-problem.ts';

/** The only way to an Access: rejects with 401 or 403. */
export const requireAccess = <Role extends UserRole>(
  request: FastifyRequest,
  roles: readonly Role[],
): Access<Role> => {
  const person = requirePerson(request);
  const access = grantAccess(person, roles);
  if (access) return access;
  throw new WebProblem(
    403,
    'not-allowed',
    `This is for ${roles.join(' and ')}; you are ${person.role}. An admin can change that.`,
  );
};

/** The person signed in, whatever they may do. */
export const requirePerson = (request: FastifyRequest): Account => {
  if (request.person) return request.person;
  throw new WebProblem(401, 'signed-out', 'Sign in first; your session may have ended.');
};

/** Every route of /api asks for a signed-in person unless its config says otherwise. */
export const guardAccess = (app: WebApp, needs: SignInNeeds & { publicUrl?: string }): void => {
  const isHttps = needs.publicUrl?.startsWith('https:') ?? false;
  app.decorateRequest('person', null);
  app.decorateRequest('sessionToken', null);
  app.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/api/')) return;
    const token = readSessionCookie(request, isHttps);
    request.person = token ? await personOfToken(needs, token) : null;
    request.sessionToken = request.person ? token : null;
    const { isOpen, isForNewcomers } = request.routeOptions.config;
    if (isOpen) return;
    const person = requirePerson(request);
    if (person.mustChangePassword && !isForNewcomers)
      throw new WebProblem(403, 'password-change-required', 'Choose a password of your own first.');
  });
};
