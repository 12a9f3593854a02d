/** Where a word or a number may begin in a text: one look at each character instead of one for each thing sought. */
import { lowerCased, lowerLetterRanges } from './letter-kinds.ts';
import { rememberRecent } from './remember-recent.ts';

export interface WordStarts {
  /** The text in lower case, with the same offsets. */
  lower: string;
  /** In rising order. */
  offsets: readonly number[];
  /** Of these, where digits begin. */
  digits: readonly number[];
}

/** Never the beginning: spaces and the signs of ASCII. */
const other = 0;
/** Latin and Cyrillic: a word begins where no letter and no digit stands before. */
const letter = 1;
const digit = 2;
/** Scripts without spaces, signs and emoji: each may begin something. */
const anywhere = 3;

const kinds = new Uint8Array(0x10000).fill(anywhere, 0xa1);
kinds[0x2b] = anywhere;
kinds.fill(digit, 0x30, 0x3a);
for (const [first, last] of lowerLetterRanges) kinds.fill(letter, first, last + 1);
kinds.fill(other, 0x2000, 0x2070);
kinds.fill(other, 0x3000, 0x3003);

export const wordStartsOf = rememberRecent((text: string): WordStarts => {
  const lower = lowerCased(text);
  const offsets: number[] = [];
  const digits: number[] = [];
  let before = other;
  for (let at = 0; at < lower.length; at++) {
    const kind = kinds[lower.charCodeAt(at)] as number;
    const isStart =
      kind === letter
        ? before === other || before === anywhere
        : kind === anywhere || (kind === digit && before !== digit);
    if (isStart) {
      offsets.push(at);
      if (kind === digit) digits.push(at);
    }
    before = kind;
  }
  return { lower, offsets, digits };
});
