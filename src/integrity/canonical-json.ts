/** JSON with one form per value, so that equal values have equal hashes: RFC 8785 (JCS). */

/** Throws on what JSON can't hold (functions, symbols, NaN, bigint). Members that are undefined are left out. */
export const canonicalJson = (value: unknown): string => {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  // JSON.stringify writes numbers and strings as RFC 8785 asks: ECMAScript's shortest form, minimal escapes.
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (typeof value === 'object') return canonicalObject(value);
  throw new TypeError(`${typeof value} ${String(value)} has no JSON form`);
};

const canonicalObject = (value: object): string => {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    // By UTF-16 code units, which is what `<` compares.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
};
