/** Which addresses belong to the API: its own site, and the one where its adverts are shown. */
import { isAlsoHost } from '../../reading/also-hosts.ts';
import { isSameSite } from '../../reading/page-address.ts';
import type { JsonApiOptions } from './options.ts';

export const isInScope = (url: string, options: JsonApiOptions): boolean => {
  if (!URL.canParse(url) || !/^https?:/i.test(url)) return false;
  const places =
    options.detailUrl === undefined ? options.startUrls : [...options.startUrls, options.detailUrl];
  return isAlsoHost(url, options) || places.some((place) => isSameSite(url, place));
};
