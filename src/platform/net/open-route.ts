/** Connects to a site after the address guard has passed it: directly, or through an exit and never otherwise. */
import { connect, type Socket } from 'node:net';
import { type AddressGuard, bareHostname } from './address-guard.ts';
import type { Exit } from './exit.ts';
import { openTunnel } from './open-tunnel.ts';

export interface Route {
  socket: Socket;
  /** Of the site, also when the socket itself leads to a proxy. */
  address: string | null;
}

export type OpenRoute = (hostname: string, port: number, timeoutMs: number) => Promise<Route>;

export const createRoutes = (guard: AddressGuard, exit: Exit | null): OpenRoute =>
  exit === null
    ? async (hostname, port, timeoutMs) => {
        const socket = await connectDirectly(guard, { hostname, port, timeoutMs });
        return { socket, address: socket.remoteAddress ?? null };
      }
    : async (hostname, port, timeoutMs) => {
        const address = await guard.resolve(hostname, port);
        return { socket: await openTunnel(exit, { address, port }, timeoutMs), address };
      };

/** Resolves to a connected socket whose address the guard has passed. */
const connectDirectly = (
  guard: AddressGuard,
  to: { hostname: string; port: number; timeoutMs: number },
): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const { port, timeoutMs } = to;
    const host = bareHostname(to.hostname);
    guard.checkHost(host, port);
    const isOpen = guard.isAllowedPrivateHost(host, port);
    const socket = connect({ host, port, ...(isOpen ? {} : { lookup: guard.lookup as never }) });
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(timeoutMs, () =>
      fail(new Error(`${host}:${port} did not take the connection in time`)),
    );
    socket.once('error', fail);
    socket.once('connect', () => {
      try {
        guard.checkSocket(socket, host, port);
      } catch (refusal) {
        return fail(refusal as Error);
      }
      socket.off('error', fail);
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      resolve(socket);
    });
  });
