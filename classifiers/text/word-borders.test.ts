import { expect, it } from 'vitest';
import { buildTrie } from '../matchers/literal-trie.ts';
import { isWord, wordBorders } from './word-borders.ts';

const words = buildTrie(['free', 'ticket', 'tick', 'et', 'to', 'cambodia', 'gaji', 'tinggi', 're']);
const parted = (letters: string): string => {
  const borders = new Set(wordBorders(letters, words));
  return [...letters].map((letter, at) => (borders.has(at) ? ` ${letter}` : letter)).join('');
};

it.each([
  ['freeticket', 'free ticket'],
  ['freetickettocambodia', 'free ticket to cambodia'],
  ['gajitinggi', 'gaji tinggi'],
  ['telegram', 'telegram'],
  ['freetelegram', 'free telegram'],
  ['', ''],
])('%s is read as %s', (letters, expected) => {
  expect(parted(letters)).toBe(expected);
});

it('knows a whole word from a part of one', () => {
  expect(['ticket', 'ticke', 'tickets'].map((word) => isWord(word, words))).toEqual([true, false, false]);
});
