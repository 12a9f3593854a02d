/** What stands before an amount's number and belongs to it: `Rp`, `(USD):`, `သိန်း`. */
import { isSpace } from './letter-kinds.ts';
import { listed, unitsOf } from './pay-side.ts';
import { currencies, type Multiple, multiples } from './pay-words.ts';
import { WordTree } from './word-tree.ts';

const currencyBefore = new WordTree(listed(currencies), { isBackward: true });
/** Burmese writes the multiple before the number. */
const leadBefore = new WordTree(listed(multiples.filter((one) => one.meaning.hint === 'MMK')), {
  isBackward: true,
});
const leadEndUnits = unitsOf(')）]:：');

export interface Lead {
  start: number;
  multiple: Multiple | undefined;
  currency: string | undefined;
}

const leadReach = /[)）\]]?\s?[:：]?\s?$/;

/** Where the text before `at` ends, up to two spaces away and not before `last`. */
const spacesBack = (text: string, at: number, last: number): number => {
  let end = at;
  while (end > last && end > at - 2 && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return end;
};

/** "(USD): 3000" */
const currencyInBrackets = (text: string, numberAt: number, last: number) => {
  const from = Math.max(last, numberAt - 4);
  const gap = leadReach.exec(text.slice(from, numberAt))?.[0] ?? '';
  return gap.trim() ? currencyBefore.longestBefore(text, numberAt - gap.length) : undefined;
};

/** Currency and, in Burmese, multiple before the number. */
export const leadOf = (text: string, numberAt: number, last: number): Lead => {
  const before = spacesBack(text, numberAt, last);
  const multiple = leadBefore.longestBefore(text, before);
  let start = multiple && multiple.start >= last ? multiple.start : numberAt;
  const end = multiple ? spacesBack(text, start, last) : before;
  const currency =
    currencyBefore.longestBefore(text, end) ??
    (leadEndUnits[text.charCodeAt(end - 1)] ? currencyInBrackets(text, numberAt, last) : undefined);
  const isOurs = currency !== undefined && currency.start >= last;
  if (isOurs) start = currency.start;
  return { start, multiple: multiple?.meaning, currency: isOurs ? currency.meaning : undefined };
};
