/** Addresses found in pages: made absolute, stripped of what makes one page look like many. */

import { keepParts, sortParts } from '../../src/domain/query-parts.ts';

/** Parameters that tell where a visitor came from or who they are, never what the page shows. */
const noiseParameters =
  /^(utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|yclid|dclid|igshid|mc_[ce]id|_ga|_gl|ref_?src|spm|zx|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken)$/i;
/** Names of sessions that some sites give to adverts: a session's value is long and no number. */
const sessionNames = /^(sessionid|session_id|sid|sessid)$/i;
const sessionValue = /^(?=.*[a-z])[\w-]{16,}$/i;

const maxUrlChars = 2000;

/** An absolute http(s) url without fragment and noise, else undefined. */
export const cleanUrl = (href: string | undefined, base: string): string | undefined => {
  const text = href?.trim();
  if (!text || text.length > maxUrlChars || text.startsWith('#') || !URL.canParse(text, base))
    return undefined;
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.hash = '';
  url.username = '';
  url.password = '';
  url.pathname = url.pathname.replace(/;jsessionid=[^/]*/i, '');
  keepParts(
    url,
    ({ name, value }) =>
      !noiseParameters.test(name) && !(sessionNames.test(name) && sessionValue.test(value)),
  );
  return url.href;
};

/** The same page's url in one form, for keys: noise gone, parameters in order, no slash at the end. */
export const keyUrl = (url: string): string => {
  const clean = new URL(cleanUrl(url, url) ?? url);
  sortParts(clean);
  clean.hash = '';
  if (clean.pathname.length > 1) clean.pathname = clean.pathname.replace(/\/+$/, '');
  return clean.href;
};

/** The host that decides what is one site: without `www.` and `m.`, with its port. */
export const siteHost = (url: string): string =>
  new URL(url).host.toLowerCase().replace(/^(www|m|mobile)\./, '');

/** True on the same host or below it. */
export const isSameSite = (url: string, site: string): boolean => {
  if (!URL.canParse(url)) return false;
  const host = siteHost(url);
  const wanted = siteHost(site);
  return host === wanted || host.endsWith(`.${wanted}`);
};

const lastSegment = (url: URL): string =>
  url.pathname
    .split('/')
    .filter((part) => part !== '')
    .at(-1) ?? '';
const numbersIn = (text: string): string[] => text.match(/\d{2,}/g) ?? [];

/** The last number of its path, else of its parameters: a year, region or category stands before an advert's own. */
const ownNumber = ({ pathname, search }: URL): string | undefined =>
  numbersIn(pathname).at(-1) ?? numbersIn(search).at(-1);

/** `/2026/` above `/2026/cook-41`: the list that the page stands in. */
const isAbove = (there: URL, here: URL): boolean =>
  there.search === '' &&
  here.pathname !== there.pathname &&
  here.pathname.startsWith(`${there.pathname.replace(/\/+$/, '')}/`);

/**
 * The page's own `rel=canonical`, if it is believable. Many sites name their front page or list there for every
 * advert, which would make one posting of all of them.
 */
export const canonicalUrl = (stated: string | undefined, pageUrl: string): string => {
  const own = cleanUrl(pageUrl, pageUrl) ?? pageUrl;
  const named = cleanUrl(stated, pageUrl);
  if (named === undefined || !isSameSite(named, own)) return own;
  const [there, here] = [new URL(named), new URL(own)];
  const isSamePlace = lastSegment(there) === lastSegment(here) && there.search === here.search;
  const number = ownNumber(here);
  const hasSameNumber =
    number !== undefined &&
    !isAbove(there, here) &&
    numbersIn(`${there.pathname}${there.search}`).includes(number);
  return isSamePlace || hasSameNumber ? named : own;
};
