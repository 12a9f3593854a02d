import { isUtf8 } from 'node:buffer';

/** Where a redirect leads; we follow them ourselves so that each hop is checked. */
export type NextHop = { url: string; refusal?: undefined } | { url?: undefined; refusal: string };

const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** Undefined when the answer is no redirect. */
/** Headers come as Latin-1; many sites write their addresses in plain UTF-8 there, as browsers read them. */
const asUtf8 = (header: string): string => {
  const bytes = Buffer.from(header, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : header;
};

export const nextHop = (
  response: { status: number; headers: Record<string, string> },
  from: string,
): NextHop | undefined => {
  const location = response.headers.location === undefined ? undefined : asUtf8(response.headers.location);
  if (!redirectStatuses.has(response.status) || location === undefined) return undefined;
  if (!URL.canParse(location, from))
    return { refusal: `it redirects to something that is no address: ${location.slice(0, 100)}` };
  const url = new URL(location, from);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { refusal: `it redirects to ${url.protocol}, and only http and https are followed` };
  url.hash = '';
  url.username = '';
  url.password = '';
  return { url: url.href };
};
