/** Whether what a pattern finds tells its language by itself, or may be a chance word of another language. */
import { minLetters, type Pattern } from './pattern.ts';

/** As numbers, because they are stored in a number array. */
export const distinction = { always: 0, never: 1, byLength: 2 } as const;
export type Distinction = (typeof distinction)[keyof typeof distinction];

/** One word of fewer letters than this may be a word of another language. */
const distinctiveLetters = 7;

/** Scripts that several of our languages share; a word in any other script tells its language by itself. */
const sharedScript = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}]/u;

const latin = /\p{Script=Latin}/u;
/** Languages and signs whose own words are Latin, or none. */
const latinScripts = new Set(['Latn', 'Zsye']);

/** Of which language a pattern is. */
export interface PatternLanguage {
  script: string;
  /** Words that people mix into it, where it shares its script with them. */
  borrowed?: ReadonlySet<string> | undefined;
}

const isOfWords = (anchor: string, words: ReadonlySet<string>): boolean =>
  (anchor.match(/\p{L}+/gu) ?? []).every((word) => words.has(word));

/** English words stand in the lexicon of every language, as people mix them in; there they tell nothing of it. */
const isBorrowed = (anchor: string, language: PatternLanguage | undefined): boolean => {
  if (!language || !latin.test(anchor)) return false;
  if (!latinScripts.has(language.script)) return true;
  return language.borrowed !== undefined && isOfWords(anchor, language.borrowed);
};

const hasLooseParts = (pattern: Pattern): boolean =>
  pattern.some(
    (item) =>
      item.is === 'ending' || item.is === 'gap' || (item.is === 'choice' && item.of.some(hasLooseParts)),
  );

/** Always when long, or of several words, with nothing left open that a chance word could fill. */
export const distinctionOf = (pattern: Pattern, anchor: string, language?: PatternLanguage): Distinction => {
  if (isBorrowed(anchor, language)) return distinction.never;
  if (!sharedScript.test(anchor) || minLetters(pattern) >= distinctiveLetters) return distinction.always;
  return hasLooseParts(pattern) ? distinction.never : distinction.byLength;
};

export const isLongEnough = (matched: string): boolean => {
  const enough = /[ \n]/u.test(matched) ? distinctiveLetters - 1 : distinctiveLetters;
  return matched.replaceAll(' ', '').length >= enough;
};
