/** Tells matches that only come about because folding dropped a space. */
import { characterClass, classOf } from '../text/character-class.ts';
import type { Folded } from '../text/fold.ts';

const southEastAsian = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const minPiece = 3;
const maxLoosePiece = 2;

/**
 * Folding drops spaces between characters of unspaced scripts. In Thai, Lao, Khmer and Burmese a space parts phrases,
 * so a match across one counts only between whole words, or where every character stands apart.
 */
export const isTornApart = (folded: Folded, from: number, to: number): boolean => {
  // nothing was dropped
  if ((folded.ends[to - 1] as number) - (folded.starts[from] as number) === to - from) return false;
  const pieces: number[] = [];
  let start = from;
  for (let at = from + 1; at < to; at += 1) {
    const before = folded.ends[at - 1] as number;
    if ((folded.starts[at] as number) <= before) continue;
    if (classOf(folded.text.charCodeAt(at)) !== characterClass.unspaced) continue;
    if (!/\s/u.test(folded.original[before] ?? '')) continue;
    if (!southEastAsian.test(folded.text[at] as string)) continue;
    pieces.push(at - start);
    start = at;
  }
  if (pieces.length === 0) return false;
  pieces.push(to - start);
  const isSpelledOut = pieces.length > 2 && pieces.every((piece) => piece <= maxLoosePiece);
  return !isSpelledOut && !pieces.every((piece) => piece >= minPiece);
};
