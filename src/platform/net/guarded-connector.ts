/** undici's connector with the address guard before, during and after the connection. */
import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { type AddressGuard, bareHostname } from './address-guard.ts';
import type { Exit } from './exit.ts';
import { createRoutes } from './open-route.ts';

const portOf = (port: string, protocol: string): number => Number(port) || (protocol === 'https:' ? 443 : 80);

export const connectionKey = (protocol: string, hostname: string, port: number): string =>
  `${protocol}//${bareHostname(hostname)}:${port}`;

export const connectionKeyOf = (url: string): string => {
  const { protocol, hostname, port } = new URL(url);
  return connectionKey(protocol, hostname, portOf(port, protocol));
};

/** `lookup` is not called for address literals, so these are checked first, and the socket's own address last. */
export const createGuardedConnector = (
  guard: AddressGuard,
  options: {
    connectTimeoutMs: number;
    /** Through it, and never past it. */
    exit?: Exit | null;
    /** Hears the address of each new connection; `origin` is `protocol//host:port`. */
    onConnected?: (origin: string, remoteAddress: string | null) => void;
  },
): buildConnector.connector => {
  if (options.exit) return createExitConnector(guard, options.exit, options);
  const timeout = options.connectTimeoutMs;
  const guarded = buildConnector({ timeout, lookup: guard.lookup as never });
  const open = buildConnector({ timeout });

  return (request, done) => {
    const port = portOf(request.port, request.protocol);
    try {
      guard.checkHost(request.hostname, port);
    } catch (error) {
      return done(error as Error, null);
    }
    const connect = guard.isAllowedPrivateHost(request.hostname, port) ? open : guarded;
    connect(request, (...result) => {
      const [error, socket] = result;
      if (error || !socket) return done(error ?? new Error('no socket'), null);
      try {
        guard.checkSocket(socket as Socket, request.hostname, port);
      } catch (refusal) {
        socket.destroy();
        return done(refusal as Error, null);
      }
      options.onConnected?.(
        connectionKey(request.protocol, request.hostname, port),
        (socket as Socket).remoteAddress ?? null,
      );
      done(null, socket);
    });
  };
};

const createExitConnector = (
  guard: AddressGuard,
  exit: Exit,
  options: Pick<Parameters<typeof createGuardedConnector>[1], 'connectTimeoutMs' | 'onConnected'>,
): buildConnector.connector => {
  const open = createRoutes(guard, exit);
  const secure = buildConnector({ timeout: options.connectTimeoutMs });
  return (request, done) => {
    const port = portOf(request.port, request.protocol);
    open(request.hostname, port, options.connectTimeoutMs).then(
      ({ socket, address }) => {
        options.onConnected?.(connectionKey(request.protocol, request.hostname, port), address);
        if (request.protocol === 'https:') secure({ ...request, httpSocket: socket }, done);
        else done(null, socket.setNoDelay(true));
      },
      (error: Error) => done(error, null),
    );
  };
};
