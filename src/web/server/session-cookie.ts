/** The session's cookie: out of reach of scripts and of other sites. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionLimits } from '../../domain/account.ts';

const plainName = 'lurewatch';
/** Browsers take this name only with Secure, Path=/ and no Domain. */
const secureName = '__Host-lurewatch';

/** Under https only the name that no other host of the domain, and no plain-http page, can plant. */
export const readSessionCookie = (request: FastifyRequest, isHttps: boolean): string | null =>
  request.cookies[isHttps ? secureName : plainName] ?? null;

export const writeSessionCookie = (reply: FastifyReply, token: string, isHttps: boolean): void => {
  void reply.setCookie(isHttps ? secureName : plainName, token, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure: isHttps,
    maxAge: sessionLimits.lifeMs / 1000,
  });
};

export const clearSessionCookie = (reply: FastifyReply, isHttps: boolean): void => {
  void reply.clearCookie(isHttps ? secureName : plainName, { path: '/', secure: isHttps });
};
