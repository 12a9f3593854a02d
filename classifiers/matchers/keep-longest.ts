/** Which of the matches of one rule stay: of those that overlap the longest, and no more than tell something. */

/** Folded positions of a match. */
export interface PhraseMatch {
  rule: number;
  from: number;
  to: number;
}

const maxFoundPerRule = 50;

/** Numbers are sorted many times faster than objects, so that a match becomes one: 15, 22 and 13 bits of 53. */
const maxRules = 2 ** 15;
const maxPositions = 2 ** 22;
const maxLength = 2 ** 13 - 1;

const isSortable = ({ rule, from, to }: PhraseMatch): boolean =>
  rule < maxRules && from < maxPositions && to - from <= maxLength;

/** By rule, then from the left, the longest first. */
const keyByRule = ({ rule, from, to }: PhraseMatch): number =>
  (rule * maxPositions + from) * (maxLength + 1) + maxLength - (to - from);

const matchOfKey = (key: number): PhraseMatch => {
  const length = maxLength - (key % (maxLength + 1));
  const rest = Math.floor(key / (maxLength + 1));
  const from = rest % maxPositions;
  return { rule: Math.floor(rest / maxPositions), from, to: from + length };
};

const byPosition = (a: PhraseMatch, b: PhraseMatch): number =>
  a.from - b.from || b.to - a.to || a.rule - b.rule;

/** By position. A match that is longer, or lies further on, than any text of ours allows is left out. */
export const keepLongest = (matches: readonly PhraseMatch[]): PhraseMatch[] => {
  const keys = Float64Array.from(matches.filter(isSortable), keyByRule).sort();
  const kept: PhraseMatch[] = [];
  let ofRule = 0;
  let last: PhraseMatch | undefined;
  for (let index = 0; index < keys.length; index += 1) {
    if (index > 0 && keys[index] === keys[index - 1]) continue;
    const match = matchOfKey(keys[index] as number);
    if (last?.rule !== match.rule) ofRule = 0;
    else if (match.from < last.to) {
      if (match.to - match.from > last.to - last.from) {
        last.from = match.from;
        last.to = match.to;
      }
      continue;
    }
    ofRule += 1;
    if (ofRule > maxFoundPerRule) continue;
    kept.push(match);
    last = match;
  }
  return kept.sort(byPosition);
};
