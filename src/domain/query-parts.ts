/**
 * The query of an address in its parts as they are written. `URLSearchParams` reads escapes as UTF-8 and writes all of
 * them anew when one is taken out: values in GBK, Big5, TIS-620 or windows-1251 would become one and the same.
 */

export interface QueryPart {
  /** Read as UTF-8: for comparing with names that we know. */
  name: string;
  value: string;
  /** As it stands in the address. */
  raw: string;
}

/** Stands for each octet that is no UTF-8. */
const unreadable = '\uFFFD';

export const queryParts = (url: URL): QueryPart[] =>
  url.search
    .slice(1)
    .split('&')
    .filter((raw) => raw !== '')
    .map((raw) => {
      // Behind an ampersand: a question mark at the beginning would not be read as part of the name.
      const [[name, value] = ['', '']] = new URLSearchParams(`&${raw}`);
      return { name, value, raw };
    });

/** Its setter takes one question mark away. */
const setSearch = (url: URL, parts: readonly string[]): void => {
  url.search = parts.length === 0 ? '' : `?${parts.join('&')}`;
};

/** Changes `url`, and only where a part is taken out; the others stay as they are written. */
export const keepParts = (url: URL, isKept: (part: QueryPart) => boolean): void => {
  const parts = queryParts(url);
  const kept = parts.filter(isKept);
  if (kept.length === parts.length) return;
  setSearch(
    url,
    kept.map(({ raw }) => raw),
  );
};

const oneForm = ({ name, value, raw }: QueryPart): string =>
  `${name}${value}`.includes(unreadable) ? raw : new URLSearchParams([[name, value]]).toString();

/** Changes `url`: parts by name, those of one name in their order, each in one form if it is UTF-8. */
export const sortParts = (url: URL): void => {
  const parts = queryParts(url);
  const sorted = parts.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  setSearch(url, sorted.map(oneForm));
};
