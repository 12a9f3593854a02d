/** The types that every route shares. */
import type {
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Account } from '../../domain/account.ts';
import type { Logger } from '../../platform/log.ts';

export type WebApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  Logger,
  ZodTypeProvider
>;

/** One file of routes/: everything about one resource. */
export interface Routes<Needs> {
  id: string;
  register(app: WebApp, needs: Needs): void;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null for nobody. Rights come from `requireAccess` alone. */
    person: Account | null;
    sessionToken: string | null;
  }
  interface FastifyContextConfig {
    /** Answers people who are not signed in, too. */
    isOpen?: boolean;
    /** Asked by other programs with a key of their own, which no browser sends by itself: it may come from anywhere. */
    isForPartners?: boolean;
    /** Answers people whose one-time password is still to be changed, too. */
    isForNewcomers?: boolean;
  }
}
