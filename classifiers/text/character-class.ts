/** Which kind of word a character belongs to: that decides where a word begins and ends. */

export const characterClass = { none: 0, spaced: 1, hangul: 2, unspaced: 3, digit: 4 } as const;
export type CharacterClass = (typeof characterClass)[keyof typeof characterClass];

const unspacedScripts =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u;
const wordCharacter = /[\p{L}\p{M}]/u;

const compute = (code: number): CharacterClass => {
  const character = String.fromCharCode(code);
  if (/\p{Nd}/u.test(character)) return characterClass.digit;
  if (!wordCharacter.test(character)) return characterClass.none;
  if (/\p{Script=Hangul}/u.test(character)) return characterClass.hangul;
  return unspacedScripts.test(character) ? characterClass.unspaced : characterClass.spaced;
};

/** One byte a UTF-16 unit, filled as characters are met; 255 is "not yet". */
const known = new Uint8Array(65_536).fill(255);

/** Characters outside the basic plane belong to no word here; folding has replaced those that matter. */
export const classOf = (code: number): CharacterClass => {
  const value = known[code] as number;
  if (value !== 255) return value as CharacterClass;
  const computed = compute(code);
  known[code] = computed;
  return computed;
};

/** True when a word may begin or end between the units at `index - 1` and `index`. */
export const isWordEdge = (text: string, index: number): boolean => {
  if (index <= 0 || index >= text.length) return true;
  const before = classOf(text.charCodeAt(index - 1));
  const after = classOf(text.charCodeAt(index));
  return before !== after || before === characterClass.none || before === characterClass.unspaced;
};

const markKinds = { unknown: 0, none: 1, spacing: 2, nonSpacing: 3 } as const;
const marks = new Uint8Array(65_536);

const markKindOf = (code: number): number => {
  const known = marks[code] as number;
  if (known !== markKinds.unknown) return known;
  const character = String.fromCharCode(code);
  const isKind = /\p{Mn}/u.test(character) ? markKinds.nonSpacing : markKinds.spacing;
  marks[code] = /\p{M}/u.test(character) ? isKind : markKinds.none;
  return marks[code] as number;
};

/** A vowel sign or tone mark that stands above or below the letter before it and belongs to it. */
export const isMark = (code: number): boolean => code >= 0x300 && markKindOf(code) === markKinds.nonSpacing;

/** A sign that makes no letter of its own, above, below or beside the one before it. */
export const isAnyMark = (code: number): boolean => code >= 0x300 && markKindOf(code) >= markKinds.spacing;
