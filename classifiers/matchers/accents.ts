/** Whether words found without their accents may be the pattern's words. */

/**
 * Accents must be as in the pattern, or be left out of a word as a whole: Vietnamese `bán`, `bạn` and `ban` are
 * different words, and all are typed `ban`. Words that the pattern writes without accents match any.
 */
export const hasAccentsOf = (text: string, from: number, marked: string, plain: string): boolean => {
  if (marked === plain) return true;
  const found = text.slice(from, from + marked.length);
  if (found === marked || found === plain) return true;
  const wanted = marked.split(' ');
  return found.split(/[ \n]/u).every((word, index) => {
    const accents = accentsIn(word);
    const expected = accentsIn(wanted[index] ?? '');
    return accents === '' || expected === '' || accents === expected;
  });
};

/** Without their places: Vietnamese puts the tone of hoà and hòa on either vowel. */
const accentsIn = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[^\u0300-\u036fđ]/gu, '')
    .split('')
    .sort()
    .join('');
