/** What kind of letter a UTF-16 unit is, looked up instead of asked of a regular expression each time. */
const isKnown = 1;
const isLetterBit = 2;
const isMarkBit = 4;
const isDigitBit = 8;
const joinsWordsBit = 16;

const letter = /\p{L}/u;
const mark = /\p{M}/u;
const joinsWords = /[\p{Script=Latin}\p{Script=Cyrillic}]/u;

const bits = new Uint8Array(0x10000);

/** Filled in as units are met: all of them at once take 20 ms. */
const bitsOf = (unit: number): number => {
  const known = bits[unit] as number;
  if (known) return known;
  const character = String.fromCharCode(unit);
  const found =
    isKnown |
    (letter.test(character) ? isLetterBit : 0) |
    (mark.test(character) ? isMarkBit : 0) |
    (unit >= 48 && unit <= 57 ? isDigitBit : 0) |
    (joinsWords.test(character) ? joinsWordsBit : 0);
  bits[unit] = found;
  return found;
};

export const isLetter = (unit: number): boolean => (bitsOf(unit) & isLetterBit) !== 0;

export const isMark = (unit: number): boolean => (bitsOf(unit) & isMarkBit) !== 0;

export const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

export const isWordUnit = (unit: number): boolean =>
  (bitsOf(unit) & (isLetterBit | isMarkBit | isDigitBit)) !== 0;

/** Latin and Cyrillic words end where their letters end; other scripts run on. */
export const joinsLetters = (unit: number): boolean => (bitsOf(unit) & joinsWordsBit) !== 0;

/** `[A-Za-z0-9]` */
export const isAsciiWord = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90);

export const isSpace = (unit: number): boolean =>
  unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0 || unit === 0x3000 || unit === 0x202f;

/** Lower case without changing any offset: of all letters only İ would become two. */
export const lowerCased = (text: string): string => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replaceAll('\u0130', 'I').toLowerCase();
};

/** Lower-case letters of Latin and Cyrillic, first and last UTF-16 unit. */
export const lowerLetterRanges = [
  [0x61, 0x7a],
  [0xdf, 0x24f],
  [0x400, 0x52f],
  [0x1e00, 0x1eff],
] as const;
