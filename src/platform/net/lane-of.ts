/** The lane of a url: the unit of politeness, so that the hosts of one site share one spacing. */
import { isIP } from 'node:net';
import { getDomain } from 'tldts';
import { bareHostname } from './address-guard.ts';

/**
 * The registrable domain (Public Suffix List, with the private part, so that two blogs of one hosting service
 * are two sites); `host:port` for addresses, `localhost` and names without a public suffix.
 */
export const laneOf = (url: string): string => {
  const parsed = new URL(url);
  const host = bareHostname(parsed.hostname);
  const registrable = isIP(host) === 0 ? getDomain(host, { allowPrivateDomains: true }) : null;
  if (registrable !== null && host !== 'localhost' && !host.endsWith('.localhost')) return registrable;
  const port = parsed.port || (parsed.protocol === 'https:' ? '443' : '80');
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
};
