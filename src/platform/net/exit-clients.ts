/** One HTTP client a way out: the machine's own, and one for each proxy that a target was given. */
import type { AddressGuard } from './address-guard.ts';
import { type Exit, ExitFaultError } from './exit.ts';
import { createHttpClient, type HttpClient, type HttpLimits } from './http-client.ts';

/** Null when there is no such proxy. */
export type FindExit = (proxyId: string) => Promise<Exit | null>;

export interface ExitClients {
  /** Null: no proxy. Throws ExitFaultError when the proxy is gone or can't be used. */
  exitOf(proxyId: string | null): Promise<Exit | null>;
  clientOf(proxyId: string | null): Promise<HttpClient>;
  close(): Promise<void>;
}

/** A proxy that is changed counts from the next look on. */
const lookAgainMs = 5000;

interface Known {
  exit: Exit;
  print: string;
  lookedAt: number;
  client: HttpClient | undefined;
}

export const createExitClients = (needs: {
  guard: AddressGuard;
  findExit: FindExit;
  limits?: Partial<HttpLimits>;
}): ExitClients => {
  const shared = { guard: needs.guard, ...(needs.limits && { limits: needs.limits }) };
  const own = createHttpClient(shared);
  const known = new Map<string, Known>();

  const look = async (proxyId: string): Promise<Known> => {
    const before = known.get(proxyId);
    if (before && Date.now() - before.lookedAt < lookAgainMs) return before;
    const exit = await needs.findExit(proxyId);
    if (exit === null)
      throw new ExitFaultError({ name: proxyId }, 'is not there any more: choose another one');
    const print = JSON.stringify(exit);
    const isSame = before?.print === print;
    if (before && !isSame) void before.client?.close();
    const now = { exit, print, lookedAt: Date.now(), client: isSame ? before.client : undefined };
    known.set(proxyId, now);
    return now;
  };

  return {
    exitOf: async (proxyId) => (proxyId === null ? null : (await look(proxyId)).exit),
    async clientOf(proxyId) {
      if (proxyId === null) return own;
      const found = await look(proxyId);
      found.client ??= createHttpClient({ ...shared, exit: found.exit });
      return found.client;
    },
    async close() {
      await Promise.all([own, ...[...known.values()].map((one) => one.client)].map((one) => one?.close()));
    },
  };
};
