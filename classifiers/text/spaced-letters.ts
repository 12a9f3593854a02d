/** Finds letters that were set apart one by one: "f r e e", "t.e.l.e", 押·金, "वी जा", "टि.कट". */
import { characterClass, classOf, isAnyMark } from './character-class.ts';
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

/** True for what parts letters here; a row holds no other signs. */
export const isSeparator = (unit: number): boolean => unit < 256 && separators[unit] === 1;
const isPartingSign = (unit: number): boolean => unit < 256 && partingSigns[unit] === 1;
const isLetter = (unit: number): boolean => {
  const kind = classOf(unit);
  return kind === characterClass.spaced || kind === characterClass.hangul;
};
const isUnspaced = (text: string, at: number): boolean =>
  at >= 0 && at < text.length && classOf(text.charCodeAt(at)) === characterClass.unspaced;
const isInWord = (text: string, at: number): boolean =>
  at >= 0 && at < text.length && classOf(text.charCodeAt(at)) !== characterClass.none;

/** Thaana, and the scripts of India and Sri Lanka: a letter carries its vowel with it. */
const carriesVowel = (unit: number): boolean =>
  (unit >= 0x780 && unit < 0x7c0) || (unit >= 0x900 && unit < 0xe00);
const joiners = new Set([0x94d, 0x9cd, 0xa4d, 0xacd, 0xb4d, 0xc4d, 0xccd, 0xd4d]);
const [sinhalaJoiner, sinhalaYa, sinhalaRa] = [0xdca, 0xdba, 0xdbb];

/** A joiner makes one letter of two: न् and य, not of Tamil and most of Sinhala, whose writers see two. */
const joins = (unit: number, next: number): boolean =>
  joiners.has(unit) || (unit === sinhalaJoiner && (next === sinhalaYa || next === sinhalaRa));

/** The end of the letter at `start`, with its vowel signs and the letters joined to it. */
const letterEnd = (text: string, start: number): number => {
  let at = start + 1;
  if (!carriesVowel(text.charCodeAt(start))) return at;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const isJoined = joins(text.charCodeAt(at - 1), unit) && isLetter(unit);
    if (!isAnyMark(unit) && !isJoined) return at;
    at += 1;
  }
  return at;
};

/** The end of a row of single letters that begins at `start`, or -1; where the first letter ends, if no row. */
const spacedLettersEnd = (text: string, start: number): number => {
  let to = letterEnd(text, start);
  for (let letters = 1; ; letters += 1) {
    const isRow =
      isSeparator(text.charCodeAt(to)) && to + 1 < text.length && isLetter(text.charCodeAt(to + 1));
    const end = isRow ? letterEnd(text, to + 1) : to;
    if (!isRow || isInWord(text, end)) return letters >= minSpacedLetters ? to : -1;
    to = end;
  }
};

/** The end of what signs part inside a word of such a script, "टि.कट"; a blank only parts words. */
const partedWordEnd = (folded: Folded, start: number): number => {
  let at = start;
  while (isPartingAt(folded, at + 1) && isInParted(folded.text.charCodeAt(at + 2))) at += 2;
  return at > start ? at + 1 : -1;
};
/** Folding makes blanks of hyphens inside words. */
const isPartingAt = ({ text, original, starts }: Folded, at: number): boolean =>
  isPartingSign(text.charCodeAt(at)) ||
  (text[at] === ' ' && /\p{Pd}/u.test(original[starts[at] as number] ?? ''));
/** Arabic letters join by themselves; what parts them inside a word hides it too. */
const isInParted = (unit: number): boolean =>
  (carriesVowel(unit) || (unit >= 0x620 && unit < 0x700)) && isLetter(unit);

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
export const findSetApart = (folded: Folded): SetApart[] => {
  const { text } = folded;
  const found: SetApart[] = [];
  const last = text.length - 2;
  for (let at = 0; at < last; at += 1) {
    const to = rowEnd(folded, at);
    if (to < 0) continue;
    found.push({ from: at, to });
    at = to - 1;
  }
  return found;
};

/** The end of what is set apart from `at` on, or -1. */
const rowEnd = (folded: Folded, at: number): number => {
  const { text } = folded;
  const unit = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  const kind = classOf(unit);
  if (kind === characterClass.unspaced) return isSeparator(next) ? partedSignsEnd(text, at) : -1;
  if (kind !== characterClass.spaced && kind !== characterClass.hangul) return -1;
  const mayBeSingle = isSeparator(next) || carriesVowel(unit);
  const end = mayBeSingle && !isInWord(text, at - 1) ? spacedLettersEnd(text, at) : -1;
  return end < 0 && isInParted(unit) ? partedWordEnd(folded, at) : end;
};
