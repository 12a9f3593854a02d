/** A connection to one address through a proxy: HTTP CONNECT, or SOCKS5 (RFC 1928, 1929). */
import { request } from 'node:http';
import { isIPv6, type Socket } from 'node:net';
import { SocksClient } from 'socks';
import { bareHostname } from './address-guard.ts';
import { type Exit, ExitFaultError } from './exit.ts';

interface Destination {
  /** An address that the guard has passed: the proxy is given no name that it could resolve to another. */
  address: string;
  port: number;
}

const unreachable: Record<string, string> = {
  ECONNREFUSED: 'refuses connections (is it running, and is its port right?)',
  ENOTFOUND: 'is not known by its name (DNS)',
  EAI_AGAIN: 'could not be looked up by its name (DNS)',
  ECONNRESET: 'closed the connection',
  EHOSTUNREACH: 'is out of reach',
  ENETUNREACH: 'is out of reach',
  ETIMEDOUT: 'did not answer in time',
};

const reasonOf = (error: unknown): string => {
  const { message } = error as NodeJS.ErrnoException;
  // What SOCKS brings has the code in its message alone.
  const code = (error as NodeJS.ErrnoException).code ?? /\b(E[A-Z_]{4,})\b/.exec(message)?.[1] ?? '';
  return unreachable[code] ?? `could not be used (${code || message.split('\n')[0]?.slice(0, 120)})`;
};

export const openTunnel = (exit: Exit, to: Destination, timeoutMs: number): Promise<Socket> =>
  exit.kind === 'http' ? openHttpTunnel(exit, to, timeoutMs) : openSocksTunnel(exit, to, timeoutMs);

const statusReason = (status: number, hasCredentials: boolean): string => {
  if (status === 407)
    return hasCredentials
      ? 'does not take our user and password (407)'
      : 'asks for a user and password (407)';
  if (status === 403 || status === 405) return `does not let us through to this site (${status})`;
  if (status === 502 || status === 503 || status === 504) return `could not reach the site (${status})`;
  return `answered with status ${status}`;
};

const openHttpTunnel = (exit: Exit, to: Destination, timeoutMs: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const authority = `${isIPv6(to.address) ? `[${to.address}]` : to.address}:${to.port}`;
    const { credentials } = exit;
    const basic =
      credentials && Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64');
    const asked = request({
      host: bareHostname(exit.host),
      port: exit.port,
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...(basic && { 'proxy-authorization': `Basic ${basic}` }) },
      agent: false,
    });
    const fail = (reason: string): void => {
      clearTimeout(timer);
      asked.destroy();
      reject(new ExitFaultError(exit, reason));
    };
    const timer = setTimeout(() => fail('did not answer in time'), timeoutMs);
    asked.on('error', (error) => fail(reasonOf(error)));
    asked.once('response', (response) => fail(statusReason(response.statusCode ?? 0, credentials !== null)));
    asked.once('connect', (response, socket, head) => {
      clearTimeout(timer);
      const status = response.statusCode ?? 0;
      if (status < 200 || status > 299) {
        socket.destroy();
        return reject(new ExitFaultError(exit, statusReason(status, credentials !== null)));
      }
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    asked.end();
  });

const socksReasons: [RegExp, string][] = [
  [/authentication failed|no accepted authentication/i, 'does not take our user and password'],
  [/NotAllowed/i, 'does not let us through to this site'],
  [/HostUnreachable|NetworkUnreachable|ConnectionRefused|TTLExpired/i, 'could not reach the site'],
  [/timed out/i, 'did not answer in time'],
  [/socket closed/i, 'closed the connection'],
  [/invalid|rejected/i, 'does not speak SOCKS5 as we do (is it an HTTP proxy?)'],
];

const openSocksTunnel = async (exit: Exit, to: Destination, timeoutMs: number): Promise<Socket> => {
  try {
    const { socket } = await SocksClient.createConnection({
      proxy: {
        host: bareHostname(exit.host),
        port: exit.port,
        type: 5,
        ...(exit.credentials && { userId: exit.credentials.user, password: exit.credentials.password }),
      },
      command: 'connect',
      destination: { host: to.address, port: to.port },
      timeout: timeoutMs,
    });
    return socket;
  } catch (error) {
    // Its error carries the options of the call, and with them the password: nothing of it is handed on.
    const { code, message } = error as NodeJS.ErrnoException;
    const known = code === undefined ? socksReasons.find(([pattern]) => pattern.test(message)) : undefined;
    throw new ExitFaultError(exit, known?.[1] ?? reasonOf(error));
  }
};
