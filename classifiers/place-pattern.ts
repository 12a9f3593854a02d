/** How a place's name in the gazetteer becomes a pattern: names take endings in some scripts, and prefixes in others. */
import type { WordEdges } from './matchers/verify-anchor.ts';

/** Arabic writes "and", "in", "to", "like" to the word, and draws "to" together with the article. */
const withArabicPrefix = (name: string): string =>
  name.startsWith('ال') ? `(ال|لل|[و](ب|ف|ك)ال)${name.slice(2)}` : `[و][ب|ل|ف|ك]${name}`;

/** Amharic writes "in", "to", "from" and "of" to the word. */
const withAmharicPrefix = (name: string): string => `[በ|ለ|ከ|የ|ወደ]${name}`;

/**
 * Tamil and Sinhala write the vowel of an ending in the place of the mark that ends the name (மியான்மர், மியான்மரில்),
 * Tamil also of a short u; Dhivehi has a u there before every ending.
 */
const withoutLastMark = (name: string): string => `(${name}|${name.slice(0, -1)})`;
const withDhivehiEnding = (name: string): string => `(${name}|${name.slice(0, -1)}\u07AA)`;

/** Cyrillic names decline (Камбоджа, в Камбодже, из Камбоджи): the last vowel goes, any ending counts. */
const withCyrillicEnding = (name: string): string => `${name.replace(/[аеиоуыэюяйь]$/u, '')}*`;

const shortName = 5;

export const placePattern = (name: string): string => {
  const escaped = name.replace(/[()[\]|<>#\\]/gu, '\\$&');
  if (/^\p{Script=Arabic}{3,}/u.test(name)) return withArabicPrefix(escaped);
  if (/^\p{Script=Ethiopic}{3,}/u.test(name)) return withAmharicPrefix(escaped);
  if (/[\u0BCD\u0BC1\u0DCA]$/u.test(name) && name.length > shortName) return withoutLastMark(escaped);
  if (name.endsWith('\u07B0')) return withDhivehiEnding(escaped);
  if (name.includes('*') || !/\p{Script=Cyrillic}{4,}$/u.test(name)) return escaped;
  return withCyrillicEnding(escaped);
};

/** Scripts whose case endings and particles are written to the word keep their end open. */
export const placeWordEdges = (name: string): WordEdges => {
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
      name,
    )
  )
    return 'none';
  if (/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}]/u.test(name)) return 'both';
  return 'start';
};
