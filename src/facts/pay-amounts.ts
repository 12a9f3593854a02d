/** Amounts of money in a folded text: a number or a range with its multiple and its currency. */
import type { Place } from './currency-meaning.ts';
import { isAsciiWord, isDigit, isSpace, joinsLetters } from './letter-kinds.ts';
import { type Lead, leadOf } from './pay-lead.ts';
import { type Amount, type Reading, readSides } from './pay-reading.ts';
import {
  completeSide,
  currencyTree,
  isNumeral,
  type Side,
  secondSideAt,
  sideAt,
  skipSpaces,
  unitsOf,
} from './pay-side.ts';
import { bareMultiples, type Multiple, numberWords, sizeWords } from './pay-words.ts';
import { wordStartsOf } from './word-starts.ts';
import { WordTree } from './word-tree.ts';

type WordAmount =
  | { is: 'number'; value: number }
  | { is: 'bare'; multiple: Multiple }
  | { is: 'size'; multiple: Multiple };
const wordTree = new WordTree<WordAmount>([
  ...numberWords.map((list) => ({ meaning: { is: 'number' as const, value: list.meaning }, list })),
  ...bareMultiples.map((list) => ({ meaning: { is: 'bare' as const, multiple: list.meaning }, list })),
  ...sizeWords.map((list) => ({ meaning: { is: 'size' as const, multiple: list.meaning }, list })),
]);

const toUnits = unitsOf('-–—~〜～‑.tu至到ถhsgđdдtຫដမसথமසتسإاaàé에');
const notAfterUnits = unitsOf('0123456789.,:%bмтtm億亿억พ ');

const to =
  /\s{0,2}(?:[-–—~〜～‑]{1,2}|\.{2,3}|to|upto|up to|until|至|到|ถึง|-ถึง|hingga|sampai|hanggang|gacha|s\/d|s\.d\.?|sd|do|до|đến|den|tới|ຫາ|ដល់|မှ|से|থেকে|முதல்|සිට|تا|سے|إلى|الى|a|à|até|hasta|hadi|dan gacha|에서)\s{0,2}/y;
const plus = /\s?\+\s?/y;
/** A firm's turnover or a fraud's sum; a share; more digits; another word. */
const notAfter = /\d|[.,:]\d|\s?%|\s?(?:billion|bn\b|миллиард|млрд|tỷ|tỉ|miliar|億|亿|억|พันล้าน)/y;

const endsWell = (text: string, end: number): boolean => {
  if (end >= text.length) return true;
  if (joinsLetters(text.charCodeAt(end)) && isLatin(text.charCodeAt(end))) return false;
  if (!notAfterUnits[text.charCodeAt(end)]) return true;
  notAfter.lastIndex = end;
  return !notAfter.test(text);
};

const firstCyrillic = 0x370;
const isLatin = (unit: number): boolean => unit < firstCyrillic || unit >= 0x1e00;

const slash = 0x2f;
const minus = 0x2d;
const point = 0x2e;
const comma = 0x2c;

/** Within a date, a phone number, an address, a version or another word nothing begins. */
const startsWell = (text: string, start: number): boolean => {
  if (start === 0) return true;
  const before = text.charCodeAt(start - 1);
  if (isAsciiWord(before) || before === slash || '@#_'.includes(text[start - 1] as string)) return false;
  const second = start > 1 ? text.charCodeAt(start - 2) : 32;
  if (before === point || before === comma) return !isAsciiWord(second);
  if (before === minus) return isSpace(second);
  const isColon = before === 0x3a || before === 0xff1a;
  if (isColon) return !isDigit(second) && !(isSpace(second) && isDigit(text.charCodeAt(start - 3)));
  return true;
};

const plusSign = 0x2b;

const isMoney = (side: Side): boolean => side.currency !== undefined || side.multiple !== undefined;

const secondOf = (text: string, first: Side, lead: Lead): { second: Side; isSum: boolean } | undefined => {
  const next = text.charCodeAt(skipSpaces(text, first.end, 2));
  const isSum = next === plusSign;
  if (!isSum && !toUnits[next]) return undefined;
  const joint = isSum ? plus : to;
  joint.lastIndex = first.end;
  const gap = joint.exec(text)?.[0];
  const second = gap === undefined ? undefined : secondSideAt(text, first.end + gap.length);
  if (!second || !endsWell(text, second.end)) return undefined;
  if (isSum && !(isMoney(second) && (isMoney(first) || lead.currency !== undefined))) return undefined;
  return { second, isSum };
};

interface Found {
  start: number;
  end: number;
  reading: Reading | undefined;
}

/** Ages, hours and counts: nothing says money and the number is too small to be any without. */
const isBareSmall = (first: Side, lead: Lead): boolean =>
  first.value < 100 &&
  first.multiple === undefined &&
  first.currency === undefined &&
  lead.multiple === undefined &&
  lead.currency === undefined;

const amountAtNumber = (text: string, at: number, last: number, place: Place): Found | undefined => {
  const first = sideAt(text, at);
  if (!first) return undefined;
  const lead = leadOf(text, at, last);
  if (!startsWell(text, lead.start)) return undefined;
  const more = secondOf(text, first, lead);
  if (!more && isBareSmall(first, lead)) return undefined;
  const end = more?.second.end ?? first.end;
  if (!more && !endsWell(text, end)) return undefined;
  const sides = { lead, first, second: more?.second, isSum: more?.isSum ?? false };
  return { start: lead.start, end, reading: readSides(sides, place, text) };
};

/** `two lakh`, `ພັນໂດລາ`, `月入过万`. */
const amountAtWord = (text: string, at: number, place: Place): Found | undefined => {
  const word = wordTree.longestAt(text, at);
  if (!word) return undefined;
  const lead: Lead = { start: at, multiple: undefined, currency: undefined };
  const { meaning } = word;
  let first: Side;
  if (meaning.is === 'number') {
    first = completeSide(text, word.end, { value: meaning.value, text: '' });
    if (!first.multiple) return undefined;
  } else {
    const currency = currencyTree.longestAt(text, skipSpaces(text, word.end, 2), 'anything');
    if (meaning.is === 'bare' && !currency) return undefined;
    const end = currency?.end ?? word.end;
    first = {
      end,
      number: '',
      value: 1,
      upTo: undefined,
      multiple: meaning.multiple,
      currency: currency?.meaning,
    };
  }
  if (!endsWell(text, first.end)) return undefined;
  const reading = readSides({ lead, first, second: undefined, isSum: false }, place, text);
  // "a hundred thousand" counts many things
  return {
    start: at,
    end: first.end,
    reading: reading && { ...reading, isMoney: first.multiple?.hint === 'MMK' },
  };
};

/** More numbers than that stand in no advert; the rest of a hostile text is left alone. */
const maxNumbers = 1500;

const amountAt = (text: string, at: number, last: number, place: Place): Found | undefined => {
  if (isNumeral(text.charCodeAt(at))) return amountAtNumber(text, at, last, place);
  return amountAtWord(text, at, place);
};

/** Sought from the numbers: the words for money are too many to be tried at every character. */
export const findAmounts = (folded: string, place: Place): Amount[] => {
  const { lower, offsets } = wordStartsOf(folded);
  const amounts: Amount[] = [];
  let last = 0;
  let numbers = 0;
  for (const at of offsets) {
    if (at < last) continue;
    const isNumber = isNumeral(lower.charCodeAt(at));
    if (isNumber && ++numbers > maxNumbers) break;
    if (!isNumber && !wordTree.mayBeginAt(lower, at)) continue;
    const found = amountAt(lower, at, last, place);
    if (!found) continue;
    last = found.end;
    const text = folded.slice(found.start, found.end).trimEnd();
    if (found.reading)
      amounts.push({ ...found.reading, text, start: found.start, end: found.start + text.length });
  }
  return amounts;
};
