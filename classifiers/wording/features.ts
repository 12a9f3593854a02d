/**
 * What the model of wordings sees of a text: which runs of one to four characters its words have, not how often. Digits
 * are alike, and places and contacts are left out: other rules read those, and a model should add to them, not repeat them.
 */
import type { Folded } from '../text/fold.ts';

/** Units of a folded text that the model does not see: UTF-16 offsets into the original. */
export interface Hidden {
  start: number;
  end: number;
}

export const longestRun = 4;
/** Runs are counted by a hash of so many bits; two runs seldom share one. */
export const bucketBits = 18;
export const bucketCount = 1 << bucketBits;
/** The rest of a longer field says nothing new of how it is worded. */
const maxUnits = 6_000;
const blank = 32;
const zero = 48;

/** FNV-1a over UTF-16 units, its upper bits folded into the lower ones. */
const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;
const bucketOf = (hash: number): number => ((hash >>> bucketBits) ^ hash) & (bucketCount - 1);

const isBlank = (unit: number): boolean => unit === blank || (unit >= 9 && unit <= 13) || unit === 0xa0;
const isDigit = (unit: number): boolean => unit >= zero && unit <= 57;

/** The folded text with digits alike and blanks where something is hidden. */
const unitsOf = (folded: Folded, hidden: readonly Hidden[]): Uint16Array => {
  const { text, starts } = folded;
  const length = Math.min(text.length, maxUnits);
  const units = new Uint16Array(length);
  const spans = [...hidden].sort((a, b) => a.start - b.start);
  let next = 0;
  for (let at = 0; at < length; at += 1) {
    const start = starts[at] as number;
    while (next < spans.length && (spans[next] as Hidden).end <= start) next += 1;
    const unit = text.charCodeAt(at);
    const isHidden = next < spans.length && (spans[next] as Hidden).start <= start;
    units[at] = isHidden || isBlank(unit) ? blank : isDigit(unit) ? zero : unit;
  }
  return units;
};

/**
 * Calls `see` with the bucket of each run and the units that it covers. A word's edges count as a blank, so that a
 * beginning is told from a middle; writing without blanks is one long word.
 */
export const eachRun = (
  folded: Folded,
  hidden: readonly Hidden[],
  see: (bucket: number, from: number, to: number) => void,
): void => {
  const units = unitsOf(folded, hidden);
  let begin = 0;
  while (begin < units.length) {
    if (units[begin] === blank) {
      begin += 1;
      continue;
    }
    let end = begin + 1;
    while (end < units.length && units[end] !== blank) end += 1;
    runsOfWord(units, begin, end, see);
    begin = end + 1;
  }
};

const runsOfWord = (
  units: Uint16Array,
  begin: number,
  end: number,
  see: (bucket: number, from: number, to: number) => void,
): void => {
  for (let at = begin - 1; at < end; at += 1) {
    let hash = offsetBasis;
    const last = Math.min(at + longestRun, end + 1);
    for (let to = at; to < last; to += 1) {
      const unit = to < begin || to === end ? blank : (units[to] as number);
      hash = Math.imul(hash ^ (unit & 0xff), prime);
      hash = Math.imul(hash ^ (unit >>> 8), prime);
      // a blank alone is no run
      if (to >= begin) see(bucketOf(hash >>> 0), Math.max(begin, at), Math.min(end, to + 1));
    }
  }
};
