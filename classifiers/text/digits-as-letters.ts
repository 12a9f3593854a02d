/** Finds words in which digits and signs stand for letters: "fr33", "p@ssport", "раб0та". */
import type { LiteralTrie } from '../matchers/literal-trie.ts';
import { isWord } from './word-borders.ts';

export interface DigitWord {
  from: number;
  to: number;
  /** As long as before, in letters. */
  word: string;
}

/** Digits or signs between letters; an address (`hr@example.com`) and a numbered name (`mp3`) are none. */
const latinWord =
  /(?<![\p{L}\d.@_/-])[a-z]{1,15}(?:(?:[013457@$]+[a-z]{1,15}){1,8}|([013457])\1)(?![\p{L}\d@_/-]|\.[a-z])/gu;
const cyrillicWord =
  /(?<![\p{L}\d.,@_/-])(?:[346][а-я]{3,15}|[а-я]{1,15}(?:[01346@]+[а-я]{1,15}){1,8})(?![\p{L}\d@_/-])/gu;
const latinLetters: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};
const cyrillicLetters: Record<string, string> = {
  '0': 'о',
  '1': 'и',
  '3': 'з',
  '4': 'ч',
  '6': 'б',
  '@': 'а',
};

const replaceDigits = (text: string, letters: Record<string, string>): string => {
  let word = '';
  for (const character of text) word += letters[character] ?? character;
  return word;
};

/** The digit one looks like two letters: the lexicon's words decide. */
const readLatin = (text: string, words: LiteralTrie | undefined): string => {
  const word = replaceDigits(text, latinLetters);
  if (!words || !text.includes('1') || isWord(word, words)) return word;
  const other = replaceDigits(text.replaceAll('1', 'l'), latinLetters);
  return isWord(other, words) ? other : word;
};

const readCyrillic = (text: string, words: LiteralTrie | undefined): string => {
  const word = replaceDigits(text, cyrillicLetters);
  if (!words || !text.includes('3') || isWord(word, words)) return word;
  const other = replaceDigits(text.replaceAll('3', 'е'), cyrillicLetters);
  return isWord(other, words) ? other : word;
};

const isLatinWord = (text: string): boolean =>
  (text.match(/[a-z]/gu)?.length ?? 0) >= 2 && /[a-z]{2}|[a-z].[a-z]/u.test(text);

export const findDigitWords = (text: string, words: LiteralTrie | undefined): DigitWord[] => {
  const found: DigitWord[] = [];
  const add = (match: RegExpMatchArray, word: string): void => {
    const from = match.index as number;
    found.push({ from, to: from + match[0].length, word });
  };
  if (/[a-z][013457@$]/u.test(text))
    for (const match of text.matchAll(latinWord))
      if (isLatinWord(match[0])) add(match, readLatin(match[0], words));
  if (/[а-я][01346@]|[346][а-я]{3}/u.test(text))
    for (const match of text.matchAll(cyrillicWord)) add(match, readCyrillic(match[0], words));
  return found;
};
