/** Addresses that crawlers get lost in, told by their form alone. What only a run can tell is in src/storage/flush/follow-pages.ts. */
import { keepParts } from './query-parts.ts';
import type { RunNotice } from './run-notice.ts';

export const trapLimits = {
  /** Pages in a row, each found on the one before, that brought nothing new. */
  barrenPages: 30,
  /** A path that goes through the same words this often leads in circles. */
  pathRepeats: 3,
  /** The same word anywhere in a path; more is no place that people made. */
  sameSegment: 5,
  segments: 25,
  chars: 2000,
} as const;

/** Up to four segments that follow upon themselves: `/a/b/a/b/a/b`. */
const repeating = new RegExp(`((?:/[^/]+){1,4}?)\\1{${trapLimits.pathRepeats - 1}}(?=/|$)`);

/** Why this address is not followed; undefined when nothing speaks against it. Archive crawlers have the same two rules (Heritrix: PathologicalPath, TooManyPathSegments). */
export const trapOf = (address: string): RunNotice | undefined => {
  const { pathname } = new URL(address);
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const notice = (code: RunNotice['code'], sentence: string): RunNotice => ({
    code,
    sentence,
    count: 1,
    example: address.slice(0, 300),
  });
  if (address.length > trapLimits.chars || segments.length > trapLimits.segments)
    return notice('endless-address', 'addresses that grow without end were not followed');
  const counts = new Map<string, number>();
  for (const segment of segments) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  if (repeating.test(pathname) || Math.max(0, ...counts.values()) >= trapLimits.sameSegment)
    return notice(
      'repeating-path',
      'addresses that go in circles, with the same words again and again, were not followed',
    );
  return undefined;
};

const sessionParameter =
  /^(phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|sid|s?ession_?id|sess(id)?|zenid|oscsid)$/i;
/** `;jsessionid=…`, ASP.NET's `/(S(…))/`, and segments like `sid-4f2a…`. */
const sessionInPath =
  /;(jsessionid|phpsessid|sid)=[\w.!-]+|\/\((?:[A-Z]\([\w-]{8,}\))+\)|\/(?:s|sid|sess|session|session_?id)[-=_:~](?=[a-z]*\d)[0-9a-z]{8,}(?=\/|$)|(?<=\/session)\/[0-9a-z]{16,}(?=\/|$)/gi;
/** A short value of such a parameter may be a section or a site. */
const sessionValue = /^(?=.*\d)[\w.,-]{8,}$/;

/** The address without what only names a visitor's session: one page, however often it is met. */
export const withoutSession = (address: string): string => {
  const url = new URL(address);
  keepParts(url, ({ name, value }) => !sessionParameter.test(name) || !sessionValue.test(value));
  const path = url.pathname.replace(sessionInPath, '');
  if (path !== url.pathname) url.pathname = path;
  return url.href;
};
