/** The session's cookie: out of reach of scripts and of other sites. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionLimits } from '../../domain/account.ts';

const plainName = 'lurewatch';
/** Browsers take this name only with Secure, Path=/ and no Domain. */
const secureName = '__Host-lurewatch';

export const readSessionCookie = (request: FastifyRequest): string | null =>
  request.cookies[secureName] ?? request.cookies[plainName] ?? null;

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
