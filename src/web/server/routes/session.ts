/** Signing in and out. */
import { z } from 'zod';
import { account, newPassword } from '../../../domain/account.ts';
import { changePassword, type SignInNeeds, signIn, signOut } from '../../../pipeline/sign-in.ts';
import { requirePerson } from '../access.ts';
import { clearSessionCookie, writeSessionCookie } from '../session-cookie.ts';
import type { Routes } from '../web-app.ts';
import { tooOften, WebProblem } from '../web-problem.ts';

export interface SessionNeeds extends SignInNeeds {
  publicUrl?: string;
}

const signInBody = z.object({ name: z.string().min(1).max(60), password: z.string().min(1).max(200) });
const triesPerMinute = 8;
/** For one address under whatever names: each try costs a password hash. Room for an office behind one proxy. */
const triesPerMinuteOfAddress = 60;

const routes: Routes<SessionNeeds> = {
  id: 'session',
  register(app, needs) {
    const isHttps = needs.publicUrl?.startsWith('https:') ?? false;
    const limitAddress = app.createRateLimit({ max: triesPerMinuteOfAddress, timeWindow: '1 minute' });
    app.post(
      '/api/session',
      {
        schema: { body: signInBody, response: { 200: account } },
        onRequest: async (request) => {
          const limit = await limitAddress(request);
          if (!limit.isAllowed && limit.isExceeded) throw tooOften();
        },
        config: {
          isOpen: true,
          rateLimit: {
            max: triesPerMinute,
            timeWindow: '1 minute',
            hook: 'preHandler',
            // By name as well, so that people behind one proxy don't lock each other out.
            keyGenerator: (request) =>
              `${request.ip} ${signInBody.safeParse(request.body).data?.name.trim().toLowerCase()}`,
          },
        },
      },
      async (request, reply) => {
        const session = await signIn(needs, request.body);
        if (!session)
          throw new WebProblem(401, 'wrong-name-or-password', 'The name or the password is not right.');
        writeSessionCookie(reply, session.token, isHttps);
        return session.account;
      },
    );

    app.get(
      '/api/session',
      // Null for nobody: being signed out is no error to a page that asks.
      {
        schema: { response: { 200: z.object({ person: account.nullable() }) } },
        config: { isOpen: true },
      },
      async ({ person }) => ({ person }),
    );

    app.delete('/api/session', { config: { isOpen: true } }, async (request, reply) => {
      if (request.sessionToken) await signOut(needs, request.sessionToken);
      clearSessionCookie(reply, isHttps);
      return reply.status(204).send();
    });

    app.post(
      '/api/session/password',
      {
        schema: { body: z.object({ current: z.string().min(1).max(200), next: newPassword }) },
        config: { isForNewcomers: true, rateLimit: { max: 10, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const person = requirePerson(request);
        const token = request.sessionToken ?? '';
        await changePassword(needs, { person, token, ...request.body });
        return reply.status(204).send();
      },
    );
  },
};

export default routes;
