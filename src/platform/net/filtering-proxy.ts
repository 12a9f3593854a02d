/**
 * A forward proxy on loopback for the browser: every connection of a page, sub-resources and WebSockets included,
 * passes the address guard on the address really connected to, and takes the way out that was chosen.
 */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type AddressGuard, AddressRefusedError, bareHostname } from './address-guard.ts';
import { type Exit, ExitFaultError } from './exit.ts';
import { createRoutes } from './open-route.ts';

export interface FilteringProxy {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** What was refused since the last call, newest last; at most 100 entries. */
  takeRefusals(): string[];
  /** What was wrong with the exit since the last call, if anything was. */
  takeExitFault(): ExitFaultError | undefined;
  /** The address that a host was last reached at through this proxy; null when it was not. */
  addressOf(url: string): string | null;
  close(): Promise<void>;
}

/** RFC 9209: marks answers that are the proxy's own; no site's header of this name is passed on. */
export const proxyStatusHeader = 'proxy-status';

const connectTimeoutMs = 15_000;
const idleTimeoutMs = 60_000;
const maxRefusals = 100;
const maxRemembered = 2000;

const splitAuthority = (authority: string): { hostname: string; port: number } | undefined => {
  const match = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/.exec(authority);
  return match?.[1] && match[2] ? { hostname: match[1], port: Number(match[2]) } : undefined;
};

const hopByHop = new Set([
  'proxy-connection',
  'proxy-authorization',
  'connection',
  'keep-alive',
  'te',
  'upgrade',
  proxyStatusHeader,
]);

/** With a body: a browser takes an empty error for no answer at all and hides the header. */
const answerItself = (answer: ServerResponse, status: number): void => {
  const headers = { connection: 'close', 'content-type': 'text/plain', [proxyStatusHeader]: 'lurewatch' };
  answer.writeHead(status, headers).end('Not reached by Lurewatch.');
};

/** With an exit, everything that the guard passes goes through it. */
export const startFilteringProxy = async (
  guard: AddressGuard,
  exit: Exit | null = null,
): Promise<FilteringProxy> => {
  const openRoute = createRoutes(guard, exit);
  let exitFault: ExitFaultError | undefined;
  const refusals: string[] = [];
  const addresses = new Map<string, string>();
  let isClosed = false;
  const open = async (hostname: string, port: number): Promise<Socket> => {
    const { socket, address } = await openRoute(hostname, port, connectTimeoutMs);
    socket.setTimeout(idleTimeoutMs, () => socket.destroy());
    if (addresses.size > maxRemembered) addresses.clear();
    if (address !== null) addresses.set(`${bareHostname(hostname)}:${port}`, address);
    track(socket);
    if (isClosed) socket.destroy();
    return socket;
  };
  const sockets = new Set<Duplex>();
  const track = (socket: Duplex): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const note = (what: string, error: unknown): number => {
    if (error instanceof ExitFaultError) exitFault = error;
    const isRefused = error instanceof AddressRefusedError;
    if (isRefused && refusals.length < maxRefusals) refusals.push(`${what}: ${error.message}`);
    return isRefused ? 403 : 502;
  };

  const forward = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const target = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : undefined;
    if (target?.protocol !== 'http:') {
      answer.writeHead(400).end();
      return;
    }
    const socket = await open(target.hostname, Number(target.port) || 80);
    // A page that was left meanwhile no longer wants it.
    if (answer.destroyed) {
      socket.destroy();
      return;
    }
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).filter(([name]) => !hopByHop.has(name)),
    );
    const outgoing = httpRequest({
      createConnection: () => socket,
      method: incoming.method,
      path: `${target.pathname}${target.search}`,
      headers: { ...headers, connection: 'close' },
    });
    outgoing.once('response', (response) => {
      const kept = Object.entries(response.headers).filter(([name]) => !hopByHop.has(name));
      answer.writeHead(response.statusCode ?? 502, Object.fromEntries(kept));
      response.pipe(answer);
      response.once('error', () => answer.destroy());
    });
    outgoing.once('error', () => {
      if (answer.headersSent) answer.destroy();
      else answerItself(answer, 502);
    });
    answer.once('close', () => socket.destroy());
    incoming.pipe(outgoing);
  };

  const tunnel = async (authority: string, client: Duplex, head: Buffer): Promise<void> => {
    const target = splitAuthority(authority);
    if (!target) {
      client.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      return;
    }
    const socket = await open(target.hostname, target.port);
    if (client.destroyed) {
      socket.destroy();
      return;
    }
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.write(head);
    socket.pipe(client).once('close', () => socket.destroy());
    client.pipe(socket).once('close', () => client.destroy());
  };

  const server = createServer((incoming, answer) => {
    forward(incoming, answer).catch((error: unknown) => {
      const status = note(incoming.url ?? '', error);
      answerItself(answer, status);
    });
  });
  server.on('connection', track);
  server.on('connect', (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
    tunnel(incoming.url ?? '', client, head).catch((error: unknown) => {
      client.end(`HTTP/1.1 ${note(incoming.url ?? '', error)} Refused\r\nConnection: close\r\n\r\n`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeRefusals: () => refusals.splice(0),
    takeExitFault: () => {
      const fault = exitFault;
      exitFault = undefined;
      return fault;
    },
    addressOf: (url) => {
      const { hostname, port, protocol } = new URL(url);
      return addresses.get(`${bareHostname(hostname)}:${port || (protocol === 'https:' ? 443 : 80)}`) ?? null;
    },
    close: () =>
      new Promise((resolve) => {
        isClosed = true;
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
