/** One number with its multiple and its currency: the part of an amount that a range has twice. */
import { isDigit, isSpace } from './letter-kinds.ts';
import { currencies, currenciesAfter, type Multiple, multiples } from './pay-words.ts';
import { WordTree } from './word-tree.ts';
import { tailAt, writtenNumberAt } from './written-number.ts';

export const listed = <Meaning, Word extends { meaning: Meaning; alone?: string; anywhere?: string }>(
  words: readonly Word[],
): { meaning: Word['meaning']; list: Word }[] => words.map((list) => ({ meaning: list.meaning, list }));

const multipleTree = new WordTree(listed(multiples));
export const currencyTree = new WordTree(listed([...currencies, ...currenciesAfter]));

/** Units that a pattern may begin with, so that it is tried only there. */
export const unitsOf = (characters: string): Uint8Array => {
  const units = new Uint8Array(0x10000);
  for (const character of characters) units[character.charCodeAt(0)] = 1;
  return units;
};
const numerals = unitsOf('0123456789一二两兩三四五六七八九十百');
export const isNumeral = (unit: number): boolean => numerals[unit] === 1;

/** One number with what belongs to it. */
export interface Side {
  end: number;
  /** As written, without its multiple. */
  number: string;
  value: number;
  upTo: number | undefined;
  multiple: Multiple | undefined;
  currency: string | undefined;
}

export const skipSpaces = (text: string, at: number, most: number): number => {
  let end = at;
  while (end < at + most && isSpace(text.charCodeAt(end))) end += 1;
  return end;
};

const letterK = 0x6b;

/** `3kUSD`: the one multiple that other words are joined to. */
const joinedThousand = (text: string, at: number) =>
  text.charCodeAt(at) === letterK && currencyTree.longestAt(text, at + 1, 'anything')
    ? { meaning: { factor: 1e3 } as Multiple, end: at + 1 }
    : undefined;

/** Multiple and currency after the number that ends at `at`. */
export const completeSide = (
  text: string,
  at: number,
  number: { value: number; upTo?: number; text: string },
): Side => {
  let { value } = number;
  let end = at;
  const multiple =
    multipleTree.longestAt(text, skipSpaces(text, end, 2), 'digits') ?? joinedThousand(text, end);
  if (multiple) {
    const tail =
      multiple.end > end && multiple.meaning.factor >= 1e3 ? tailAt(text, multiple.end) : undefined;
    if (tail) value += tail.tenths / 10;
    end = tail?.end ?? multiple.end;
  }
  const currency = currencyTree.longestAt(text, skipSpaces(text, end, 2), multiple ? 'anything' : 'digits');
  // "50$ 60$": the sign belongs to the next number
  const isNext = currency && currency.end > end + 1 && isDigit(text.charCodeAt(currency.end));
  const own = currency && !isNext ? currency : undefined;
  if (own) end = own.end;
  return {
    end,
    number: number.text,
    value,
    upTo: number.upTo,
    multiple: multiple?.meaning,
    currency: own?.meaning,
  };
};

export const sideAt = (text: string, at: number): Side | undefined => {
  const number = writtenNumberAt(text, at);
  return number && completeSide(text, number.end, number);
};

/** After "to" or "+": the currency may stand first. */
export const secondSideAt = (text: string, at: number): Side | undefined => {
  const before = currencyTree.longestAt(text, at);
  const from = before ? skipSpaces(text, before.end, 2) : at;
  const unit = text.charCodeAt(from);
  if (!isNumeral(unit)) return undefined;
  const side = sideAt(text, from);
  return side && { ...side, currency: side.currency ?? before?.meaning };
};
