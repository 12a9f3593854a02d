/** What an admin lets a crawl target follow, beyond what its type calls the same place. */
import { z } from 'zod';

/** `*` stands for any characters; with a `?` in it the query counts too. */
export const pathGlob = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .startsWith('/', 'write a path that starts with /, such as /jobs/* (* stands for anything)')
  .refine((glob) => glob.split('*').length <= 11, 'use at most ten * in one pattern');

/** `jobs.example.com`, `example.com:8080`, `*.example.com` for all hosts below it. */
export const hostPattern = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^(\*\.)?[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)*(:\d{1,5})?$/u,
    'write a host name such as jobs.example.com, or *.example.com for all hosts below it',
  );

export interface CrawlScope {
  includePaths?: readonly string[] | undefined;
  excludePaths?: readonly string[] | undefined;
  maxDepth?: number | undefined;
}

export type OutOfScope = { code: 'path-not-included' | 'path-excluded' | 'too-deep'; sentence: string };

/** Why an address is not followed; undefined when it is. `depth` counts links from the first page. */
export const outOfScope = (scope: CrawlScope, url: string, depth: number): OutOfScope | undefined => {
  const { includePaths = [], excludePaths = [], maxDepth } = scope;
  if (maxDepth !== undefined && depth > maxDepth)
    return {
      code: 'too-deep',
      sentence: `more than ${maxDepth} links away from the first page: not followed`,
    };
  const excluded = excludePaths.find((glob) => matchesGlob(glob, url));
  if (excluded !== undefined)
    return { code: 'path-excluded', sentence: `addresses like ${excluded} are left out of this target` };
  if (includePaths.length > 0 && !includePaths.some((glob) => matchesGlob(glob, url)))
    return {
      code: 'path-not-included',
      sentence: `only addresses like ${includePaths.slice(0, 3).join(', ')} are followed in this target`,
    };
  return undefined;
};

export const matchesGlob = (glob: string, address: string): boolean => {
  const { pathname, search } = new URL(address);
  return isLike(glob, glob.includes('?') ? pathname + search : pathname);
};

/** Each part is looked for once, from left to right: linear, whatever the pattern. */
const isLike = (glob: string, text: string): boolean => {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return glob === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
};

export const matchesHost = (patterns: readonly string[], address: string): boolean => {
  if (patterns.length === 0 || !URL.canParse(address)) return false;
  const { host, hostname, protocol } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return patterns.some((pattern) =>
    pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : pattern === host || pattern === hostname,
  );
};
