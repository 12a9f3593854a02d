/** One rule of a robots.txt against one path, after RFC 9309, 2.2.2 and 2.2.3. */

export interface RulePattern {
  /** What stands between the stars, in the form of `rulePathOf`. */
  pieces: string[];
  /** Ends with `$`: nothing may follow. */
  isAnchored: boolean;
  /** How much it says: the longer rule decides. */
  octets: number;
  /** A shorter path can't match. */
  leastChars: number;
}

const unreserved = /^[\w.~-]$/;
/** An escape, or a character that an address may only hold escaped; `*` and `$` mean something else in a rule. */
const toCompare = /%[0-9a-fA-F]{2}|[^\w.~:/?#[\]@!&'()+,;=-]/gu;

const escaped = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map((octet) => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');

/**
 * A path with its query in the one form in which paths and rules are compared: letters, digits and `-._~` as they are,
 * reserved characters as they are written, all else as escapes with capitals. `*` and `$` are escaped too.
 */
export const rulePathOf = (path: string): string =>
  path.replace(toCompare, (found) => {
    if (found.length < 3) return escaped(found);
    const character = String.fromCharCode(Number.parseInt(found.slice(1), 16));
    return unreserved.test(character) ? character : found.toUpperCase();
  });

export const rulePatternOf = (rule: string): RulePattern => {
  const isAnchored = rule.endsWith('$');
  const pieces = (isAnchored ? rule.slice(0, -1) : rule).split(/\*+/).map(rulePathOf);
  const leastChars = pieces.reduce((chars, piece) => chars + piece.length, 0);
  return { pieces, isAnchored, leastChars, octets: leastChars + pieces.length - 1 + (isAnchored ? 1 : 0) };
};

/** `path` in the form of `rulePathOf`. Each piece where it is first found: that leaves most to those behind it. */
export const matchesRule = (pattern: RulePattern, path: string): boolean => {
  const { pieces, isAnchored, leastChars } = pattern;
  const first = pieces[0] ?? '';
  if (leastChars > path.length || !path.startsWith(first)) return false;
  let at = first.length;
  if (pieces.length === 1) return !isAnchored || at === path.length;
  const last = isAnchored ? pieces.length - 1 : pieces.length;
  for (let index = 1; index < last; index += 1) {
    const piece = pieces[index] ?? '';
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  const end = isAnchored ? (pieces[last] ?? '') : '';
  return path.length - end.length >= at && path.endsWith(end);
};
