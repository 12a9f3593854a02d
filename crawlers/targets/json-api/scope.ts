/** Which addresses belong to the API: its own site, and the one where its adverts are shown. */
import { isAlsoHost } from '../../reading/also-hosts.ts';
import { isSameSite } from '../../reading/page-address.ts';
import type { JsonApiOptions } from './options.ts';

/** An origin that stands in the target's addresses, and none that an answer names. */
export const isNamedOrigin = (url: string, { startUrls, detailUrl }: JsonApiOptions): boolean =>
  [...startUrls, ...(detailUrl === undefined ? [] : [detailUrl])].some(
    (named) => URL.canParse(named) && URL.canParse(url) && new URL(named).origin === new URL(url).origin,
  );

export const isInScope = (url: string, options: JsonApiOptions): boolean => {
  if (!URL.canParse(url) || !/^https?:/i.test(url)) return false;
  const places =
    options.detailUrl === undefined ? options.startUrls : [...options.startUrls, options.detailUrl];
  return isAlsoHost(url, options) || places.some((place) => isSameSite(url, place));
};
