/** Reads what stands around an amount: the word for pay before it, the period after it, and what makes it no pay. */
import type { PayPeriod } from '../domain/pay.ts';
import { costWords, costWordsAfter, countedWords, payWords, periodsAfter } from './pay-context-words.ts';
import type { Amount } from './pay-reading.ts';
import { type FoundWord, WordTree } from './word-tree.ts';

const payTree = new WordTree(payWords.map((list) => ({ meaning: list.meaning, list })));
const costBefore = new WordTree([{ meaning: 'cost', list: costWords }], { isBackward: true });
const costAfter = new WordTree([{ meaning: 'cost', list: costWordsAfter }]);
const countedAfter = new WordTree([{ meaning: 'counted', list: countedWords }]);
/** Between a cost and its amount, with nothing that ends a thought. */
const costGap = /[\s:：=()\-–~]{0,4}(?:(?:of|is|about|around|sebesar|senilai|là|是|为|為) ?)?$/u;
const afterGap = /\s{0,2}(?:(?:as|for|in|of|untuk|sebagai|para|làm) (?:an? |the |your )?)?/y;
const periodLead = String.raw`^\s{0,2}(?:\+\s?)?(?:[\/／]|per|a|an|each|every|in|в|за|на|mỗi|một|1|每个?|一个?|個?|ต่อ|ละ|ຕໍ່|ក្នុង(?:មួយ)?|tiap|setiap|kada|bawat|isang|por|par|al?|ao|kwa|প্রতি|प्रति|हर|فی|في|በ|~|\()?\s{0,2}(?:1|one|一个?|หนึ่ง)?\s{0,2}`;
const after = new RegExp(
  `${periodLead}(?:${periodsAfter.map((one, index) => `(?<p${index}>${one.words})`).join('|')})`.normalize(
    'NFC',
  ),
  'iu',
);

const markReach = 24;
const longestMark = 20;

export type Mark = FoundWord<PayPeriod | undefined>;

/** The last word for pay before an amount, when it is near. */
export const markBefore = (text: string, at: number): Mark | undefined => {
  let last: Mark | undefined;
  for (let start = Math.max(0, at - markReach - longestMark); start < at; start++) {
    const word = payTree.longestAt(text, start);
    if (!word || word.end > at) continue;
    last = word;
    start = word.end - 1;
  }
  return last && at - last.end <= markReach ? last : undefined;
};

interface StatedPeriod {
  period: PayPeriod | undefined;
  end: number;
}

export const periodAfter = (text: string, at: number): StatedPeriod => {
  const match = after.exec(text.slice(at, at + 30));
  if (!match) return { period: undefined, end: at };
  const index = periodsAfter.findIndex((_, which) => match.groups?.[`p${which}`] !== undefined);
  return { period: periodsAfter[index]?.meaning, end: at + match[0].length };
};

/** A deposit, a fine, a ransom: named right before the amount, or right after it where no word for pay stands before. */
export const isCost = (amount: Amount, mark: Mark | undefined, text: string): boolean => {
  const from = Math.max(0, amount.start - 14);
  const gap = costGap.exec(text.slice(from, amount.start))?.[0].length ?? 0;
  if (costBefore.longestBefore(text, amount.start - gap)) return true;
  if (mark && amount.start - mark.end <= 4) return false;
  afterGap.lastIndex = amount.end;
  const start = amount.end + (afterGap.exec(text)?.[0].length ?? 0);
  return costAfter.longestAt(text, start, 'digits') !== undefined || costsAfterGap(text, amount.end);
};

const costsAfterGap = (text: string, end: number): boolean => {
  const start = text[end] === ' ' ? end + 1 : end;
  return costAfter.longestAt(text, start, 'digits') !== undefined;
};

export const isCounted = (amount: Amount, text: string): boolean => {
  if (amount.hasCurrency || amount.isMoney) return false;
  const start = amount.end + (text[amount.end] === '+' ? 1 : 0);
  return countedAfter.longestAt(text, text[start] === ' ' ? start + 1 : start, 'digits') !== undefined;
};
