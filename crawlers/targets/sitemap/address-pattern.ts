/** Parts of addresses with `*` for anything, compared without a regular expression: patterns come from a form. */

/** True when the pieces between the stars stand in the address (without its host, unless the pattern has one), in their order. */
export const matchesPattern = (url: string, pattern: string): boolean => {
  const { pathname, search } = new URL(url);
  const address = (/^https?:/i.test(pattern) ? url : `${pathname}${search}`).toLowerCase();
  let at = 0;
  for (const piece of pattern.toLowerCase().split('*')) {
    const found = address.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return true;
};
