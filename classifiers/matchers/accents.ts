/** Whether words found without their accents may be the pattern's words. */

const isBlank = (unit: number): boolean => unit === 32 || unit === 10;
const isCyrillic = (unit: number): boolean => unit >= 0x400 && unit <= 0x52f;

/**
 * Accents must be as in the pattern, or be left out of a word as a whole: Vietnamese `bán`, `bạn` and `ban` are
 * different words, and all are typed `ban`. Words that the pattern writes without accents match any. In Cyrillic each
 * letter counts by itself: keyboards lack some of the letters of Kazakh and Kyrgyz, not all.
 * `marked` and `plain` hold the pattern's units from `offset` on, with and without accents.
 */
export const hasAccentsOf = (
  text: string,
  from: number,
  literal: { marked: Uint16Array; plain: Uint16Array; offset: number; count: number },
): boolean => {
  const { marked, plain, offset, count } = literal;
  let found = 0;
  let expected = 0;
  let isSame = true;
  for (let index = 0; index < count; index += 1) {
    const unit = text.charCodeAt(from + index);
    const wanted = marked[offset + index] as number;
    if (isBlank(wanted)) {
      if (!isSame && found !== 0 && expected !== 0 && found !== expected) return false;
      found = 0;
      expected = 0;
      isSame = true;
    } else if (unit !== wanted && !(isCyrillic(wanted) && unit === plain[offset + index])) isSame = false;
    found = (found + accentSum(unit)) | 0;
    expected = (expected + accentSum(wanted)) | 0;
  }
  return isSame || found === 0 || expected === 0 || found === expected;
};

const sums = new Int32Array(65_536);
const isKnown = new Uint8Array(65_536);

/**
 * A number for the accents of a letter; those of a word are added up, without their places: Vietnamese puts the tone
 * of hoà and hòa on either vowel.
 */
const accentSum = (unit: number): number => {
  if (unit < 0x80) return 0;
  if (isKnown[unit] === 0) {
    sums[unit] = computeSum(String.fromCharCode(unit));
    isKnown[unit] = 1;
  }
  return sums[unit] as number;
};

/** Letters that folding makes one with another count as that letter with an accent. */
const otherThanAccents = /[^\u0300-\u036fđқңөүұәғһҳҷі]/gu;

const computeSum = (letter: string): number => {
  const accents = letter.normalize('NFD').replace(otherThanAccents, '');
  let sum = 0;
  for (let index = 0; index < accents.length; index += 1)
    sum = (sum + Math.imul(accents.charCodeAt(index), 0x9e3779b1)) | 0;
  return sum;
};
