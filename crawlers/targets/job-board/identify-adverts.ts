/** Which stated adverts are one and the same: told by their own address, else by what they say. */
import { createHash } from 'node:crypto';
import type { AdvertFields } from '../../reading/advert-fields.ts';
import { cleanUrl, isSameSite, keyUrl } from '../../reading/page-address.ts';

export interface StatedAdvert extends AdvertFields {
  /** Absolute address of its own page, when it names one. */
  ownUrl?: string;
  itemKey: string;
}

/** An address that several different adverts claim, or the site's front page, is nobody's own. */
const ownUrls = (
  adverts: readonly AdvertFields[],
  page: { url: string; baseUrl: string },
): (string | undefined)[] => {
  const urls = adverts.map((advert) => cleanUrl(advert.url, page.baseUrl));
  return urls.map((url, index) => {
    if (url === undefined || new URL(url).pathname === '/') return undefined;
    const title = adverts[index]?.title;
    const isShared = adverts.some((other, at) => urls[at] === url && other.title !== title);
    return isShared || !isSameSite(url, page.url) ? undefined : url;
  });
};

/**
 * Stays the same on whichever list of its site the advert stands. An identifier alone is not trusted: boards give
 * all their adverts their own.
 */
const keyByContent = (listUrl: string, advert: AdvertFields): string => {
  const { identifier, title, employer, location, text } = advert;
  const told = identifier === undefined ? [location, text] : [identifier];
  const hash = createHash('sha256')
    .update(JSON.stringify([title, employer, ...told]))
    .digest('hex');
  const name = [title, employer].filter(Boolean).join(' · ').slice(0, 200);
  return `${new URL(listUrl).origin}/#${name} ${hash.slice(0, 16)}`;
};

export const identifyAdverts = (
  adverts: AdvertFields[],
  page: { url: string; baseUrl: string },
): StatedAdvert[] => {
  const urls = ownUrls(adverts, page);
  const byKey = new Map<string, StatedAdvert>();
  adverts.forEach((advert, index) => {
    const ownUrl = urls[index];
    const itemKey = ownUrl === undefined ? keyByContent(page.url, advert) : keyUrl(ownUrl);
    if (!byKey.has(itemKey))
      byKey.set(itemKey, { ...advert, itemKey, ...(ownUrl === undefined ? {} : { ownUrl }) });
  });
  return [...byKey.values()];
};

/** Parameters that may say from where a visitor came; some sites number their adverts with them. */
const doubtfulParameters =
  /^(ref|from|src|source|via|origin|trk|tracking|track_?id|ref_?id|pos|position|rank|index|list|campaign|medium|q|query|search|keywords?|back|return|page)$/i;

/** True when the page's address is the one that its advert states, with words about the way there. */
export const isStatedAddress = (pageUrl: string, statedUrl: string): boolean => {
  const [here, stated] = [new URL(keyUrl(pageUrl)), new URL(keyUrl(statedUrl))];
  if (here.origin !== stated.origin || here.pathname !== stated.pathname) return false;
  const isKept = ([name, value]: [string, string]): boolean => stated.searchParams.get(name) === value;
  return (
    [...here.searchParams].every((one) => isKept(one) || doubtfulParameters.test(one[0])) &&
    [...stated.searchParams.keys()].every((name) => here.searchParams.has(name))
  );
};
