/**
 * Which addresses a crawl may connect to: public unicast ones, and the private hosts that the deployment named.
 * Everything that opens a socket for a crawl asks here: undici and the browser's proxy.
 */
import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as lookupName } from 'node:dns';
import { isIP, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import { UsageError } from '../../domain/failure.ts';

/** Our own no to an address; fetching it again will not help. */
export class AddressRefusedError extends Error {
  override name = 'AddressRefusedError';
}

type LookupDone = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

export interface AddressGuard {
  /** True when the deployment allowed this very host and port, so that its address is not looked at. */
  isAllowedPrivateHost(hostname: string, port: number): boolean;
  /** Throws for an address literal that may not be connected to; names are checked by `lookup`. */
  checkHost(hostname: string, port: number): void;
  /** Throws when the address that a socket really has may not be connected to. */
  checkSocket(socket: Socket, hostname: string, port: number): void;
  /** For `net.connect`: refuses a name when any of its addresses is not public. */
  lookup(hostname: string, options: LookupOptions, done: LookupDone): void;
  /** The one address that a proxy is told to connect to, IPv4 where there is one; throws as `lookup` and `checkHost` do. */
  resolve(hostname: string, port: number): Promise<string>;
}

/** All addresses of a name, as `dns.lookup` finds them. */
type ResolveName = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * `process()` unwraps IPv4-mapped IPv6; NAT64, 6to4 and Teredo have ranges of their own and are refused. So is `::/96`,
 * IPv4 in a form that nobody routes any more (RFC 4291, 2.5.5.1), of which ipaddr.js knows no range.
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const isOldIPv4 = parsed instanceof ipaddr.IPv6 && parsed.parts.slice(0, 6).every((part) => part === 0);
  return parsed.range() === 'unicast' && !isOldIPv4;
};

/** A url's hostname without the brackets of an IPv6 literal and without the root's dot. */
export const bareHostname = (hostname: string): string =>
  hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();

const privateHostPattern = /^(\[[0-9a-f:.%]+\]|[^\s:/]+):(\d{1,5})$/i;

const normalPrivateHost = (entry: string): string => {
  const match = privateHostPattern.exec(entry.trim());
  const port = Number(match?.[2]);
  if (!match?.[1] || port < 1 || port > 65_535)
    throw new UsageError(
      `'${entry}' does not name a private host: write HOST:PORT, for example 127.0.0.1:8080`,
    );
  return `${bareHostname(match[1])}:${port}`;
};

const refusal = (hostname: string, address: string): AddressRefusedError =>
  new AddressRefusedError(
    hostname === address
      ? `${address} is not a public address; a private host has to be allowed by the deployment (--allow-private-host HOST:PORT)`
      : `${hostname} leads to ${address}, which is not a public address; a private host has to be allowed by the deployment (--allow-private-host HOST:PORT)`,
  );

/** `allowedPrivateHosts`: `HOST:PORT` entries from the environment or the command line, never from a target. */
export const createAddressGuard = (
  options: { allowedPrivateHosts?: readonly string[]; resolveName?: ResolveName } = {},
): AddressGuard => {
  const resolveName: ResolveName = options.resolveName ?? lookupName;
  const allowed = new Set((options.allowedPrivateHosts ?? []).map(normalPrivateHost));
  const isAllowedPrivateHost = (hostname: string, port: number): boolean =>
    allowed.has(`${bareHostname(hostname)}:${port}`);

  const checkHost = (hostname: string, port: number): void => {
    const host = bareHostname(hostname);
    if (isIP(host) === 0 || isAllowedPrivateHost(host, port)) return;
    if (!isPublicAddress(host)) throw refusal(host, host);
  };

  return {
    isAllowedPrivateHost,
    checkHost,
    checkSocket(socket, hostname, port) {
      if (isAllowedPrivateHost(hostname, port)) return;
      const address = socket.remoteAddress;
      if (address === undefined || !isPublicAddress(address))
        throw refusal(bareHostname(hostname), address ?? 'a closed socket');
    },
    lookup(hostname, lookupOptions, done) {
      resolveName(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
        if (error) return done(error, []);
        const bad = addresses.find((one) => !isPublicAddress(one.address));
        if (bad) return done(refusal(hostname, bad.address), []);
        const first = addresses[0];
        if (lookupOptions.all === true) return done(null, addresses);
        if (first === undefined) return done(new Error(`${hostname} has no address`), []);
        done(null, first.address, first.family);
      });
    },
    resolve: (hostname, port) =>
      new Promise((resolve, reject) => {
        const host = bareHostname(hostname);
        checkHost(host, port);
        if (isIP(host) !== 0) return resolve(host);
        resolveName(host, { all: true }, (error, addresses) => {
          if (error) return reject(error);
          const isFree = isAllowedPrivateHost(host, port);
          const bad = isFree ? undefined : addresses.find((one) => !isPublicAddress(one.address));
          if (bad) return reject(refusal(host, bad.address));
          const chosen = addresses.find((one) => one.family === 4) ?? addresses[0];
          if (chosen === undefined) return reject(new Error(`${host} has no address`));
          resolve(chosen.address);
        });
      }),
  };
};
