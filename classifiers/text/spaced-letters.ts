/** Finds letters that were set apart one by one: "f r e e", "t.e.l.e", 押·金. */
import { characterClass, classOf } from './character-class.ts';
import type { Folded } from './fold.ts';

export interface SetApart {
  /** Units of the folded text. */
  from: number;
  to: number;
}

const minSpacedLetters = 3;
const unitsOf = (characters: string): Uint8Array => {
  const table = new Uint8Array(256);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
};
const separators = unitsOf(' ·.*_-|/\\~+,\'"^=:;');
/** Signs that stand between characters of unspaced scripts only to part them; commas and slashes make lists. */
const partingSigns = unitsOf('·.*_|~+^-');
const stop = 0x2e;

const isSeparator = (unit: number): boolean => unit < 256 && separators[unit] === 1;
const isPartingSign = (unit: number): boolean => unit < 256 && partingSigns[unit] === 1;
const isLetter = (unit: number): boolean => {
  const kind = classOf(unit);
  return kind === characterClass.spaced || kind === characterClass.hangul;
};
const isUnspaced = (text: string, at: number): boolean =>
  at >= 0 && at < text.length && classOf(text.charCodeAt(at)) === characterClass.unspaced;
const isInWord = (text: string, at: number): boolean =>
  at >= 0 && at < text.length && classOf(text.charCodeAt(at)) !== characterClass.none;

/** The end of a row of single letters that begins at `start`, or -1. */
const spacedLettersEnd = (text: string, start: number): number => {
  let at = start;
  while (
    at + 2 < text.length &&
    isSeparator(text.charCodeAt(at + 1)) &&
    isLetter(text.charCodeAt(at + 2)) &&
    !isInWord(text, at + 3)
  )
    at += 2;
  return at >= start + (minSpacedLetters - 1) * 2 ? at + 1 : -1;
};

/** The end of a row of unspaced characters parted one by one; a full stop in Thai ends an abbreviation. */
const partedSignsEnd = (text: string, start: number): number => {
  let at = start;
  while (isPartingSign(text.charCodeAt(at + 1)) && at + 2 < text.length && isUnspaced(text, at + 2)) {
    const isFirstSingle = at > start || !isUnspaced(text, at - 1);
    const isNextSingle = !isUnspaced(text, at + 3);
    const isStop = text.charCodeAt(at + 1) === stop;
    const isParted = isStop ? isFirstSingle && isNextSingle : isFirstSingle || isNextSingle;
    if (!isParted) break;
    at += 2;
    if (!isNextSingle) break;
  }
  return at > start ? at + 1 : -1;
};

/** In order; a row is letter, separator, letter, separator … letter. */
export const findSetApart = ({ text }: Folded): SetApart[] => {
  const found: SetApart[] = [];
  const last = text.length - 2;
  for (let at = 0; at < last; at += 1) {
    if (!isSeparator(text.charCodeAt(at + 1))) continue;
    const kind = classOf(text.charCodeAt(at));
    let to = -1;
    if (kind === characterClass.unspaced) to = partedSignsEnd(text, at);
    else if ((kind === characterClass.spaced || kind === characterClass.hangul) && !isInWord(text, at - 1))
      to = spacedLettersEnd(text, at);
    if (to < 0) continue;
    found.push({ from: at, to });
    at = to - 1;
  }
  return found;
};
