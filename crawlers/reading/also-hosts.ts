/**
 * Further hosts of one place, which an admin may name for a target of any type: they come beside the type's own options,
 * and a type that keeps to a site asks here as well.
 */
import { matchesHost } from '../../src/domain/crawl-scope.ts';

export const withAlsoHosts = (options: unknown, alsoHosts: readonly string[] | undefined): unknown =>
  alsoHosts && typeof options === 'object' ? { ...options, alsoHosts } : options;

export const isAlsoHost = (url: string, options: unknown): boolean => {
  const { alsoHosts } = (options ?? {}) as { alsoHosts?: readonly string[] };
  return alsoHosts !== undefined && matchesHost(alsoHosts, url);
};
