/**
 * What a protected person is known by: numbers, addresses, handles, names, pictures. Only keyed hashes of these texts
 * are ever stored.
 */
import { foldText } from './search-terms.ts';

export const identifierOfContact = ({ type, value }: { type: string; value: string }): string => {
  // One number is a phone, a WhatsApp and a Zalo account; one handle is often used on several services.
  if (value.startsWith('+')) return `phone:${value}`;
  if (type === 'email' || type === 'url' || type === 'domain' || type === 'wallet') return `${type}:${value}`;
  return `handle:${value}`;
};

export const identifierOfName = (name: string): string => `name:${foldText(name)}`;

export const identifierOfImage = (sha256: string): string => `image:${sha256}`;

/** Turns an identifier into what may be stored of it; nobody without the deployment's key can do the same. */
export interface Protection {
  hashOf(identifier: string): string;
}

/** What stands in the place of a protected name or number. */
export const protectedMark = '[protected]';

/** Why a file of the evidence store is neither shown nor exported. */
export const protectedReason = 'shows somebody protected';
