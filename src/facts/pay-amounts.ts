/** Amounts of money in a folded text: a number or a range with its multiple and its currency. */
import { isAsciiWord, isDigit, isSpace, joinsLetters } from './letter-kinds.ts';
import {
  bareMultiples,
  currencies,
  currenciesAfter,
  currencyOfCountry,
  dollarCountries,
  type Multiple,
  multiples,
  numberWords,
  rupeeCountries,
  sizeWords,
} from './pay-words.ts';
import { wordStartsOf } from './word-starts.ts';
import { WordTree } from './word-tree.ts';
import { tailAt, writtenNumberAt } from './written-number.ts';

const listed = <Meaning, Word extends { meaning: Meaning; alone?: string; anywhere?: string }>(
  words: readonly Word[],
): { meaning: Word['meaning']; list: Word }[] => words.map((list) => ({ meaning: list.meaning, list }));

const multipleTree = new WordTree(listed(multiples));
const currencyTree = new WordTree(listed([...currencies, ...currenciesAfter]));
const currencyBefore = new WordTree(listed(currencies), { isBackward: true });
/** Burmese writes the multiple before the number. */
const leadBefore = new WordTree(listed(multiples.filter((one) => one.meaning.hint === 'MMK')), {
  isBackward: true,
});

type WordAmount =
  | { is: 'number'; value: number }
  | { is: 'bare'; multiple: Multiple }
  | { is: 'size'; multiple: Multiple };
const wordTree = new WordTree<WordAmount>([
  ...numberWords.map((list) => ({ meaning: { is: 'number' as const, value: list.meaning }, list })),
  ...bareMultiples.map((list) => ({ meaning: { is: 'bare' as const, multiple: list.meaning }, list })),
  ...sizeWords.map((list) => ({ meaning: { is: 'size' as const, multiple: list.meaning }, list })),
]);

/** Units that a pattern may begin with, so that it is tried only there. */
const unitsOf = (characters: string): Uint8Array => {
  const units = new Uint8Array(0x10000);
  for (const character of characters) units[character.charCodeAt(0)] = 1;
  return units;
};
const numerals = unitsOf('0123456789一二两兩三四五六七八九十百');
const isNumeral = (unit: number): boolean => numerals[unit] === 1;
const toUnits = unitsOf('-–—~〜～‑.tu至到ถhsgđdдtຫដမसথமසتسإاaàé에');
const notAfterUnits = unitsOf('0123456789.,:%bмтtm億亿억พ ');
const leadEndUnits = unitsOf(')）]:：');

const to =
  /\s{0,2}(?:[-–—~〜～‑]{1,2}|\.{2,3}|to|upto|up to|until|至|到|ถึง|-ถึง|hingga|sampai|hanggang|gacha|s\/d|s\.d\.?|sd|do|до|đến|den|tới|ຫາ|ដល់|မှ|से|থেকে|முதல்|සිට|تا|سے|إلى|الى|a|à|até|hasta|hadi|dan gacha|에서)\s{0,2}/y;
const plus = /\s?\+\s?/y;
/** A firm's turnover or a fraud's sum; a share; more digits; another word. */
const notAfter = /\d|[.,:]\d|\s?%|\s?(?:billion|bn\b|миллиард|млрд|tỷ|tỉ|miliar|億|亿|억|พันล้าน)/y;

export interface Place {
  country: string | undefined;
  /** The country that the text's script tells, most likely first. */
  regions: () => readonly string[];
}

/** Letters that only the traditional script has: there `元` is Taiwan's. */
const traditional = /[萬與臺灣錢個這們應經驗職務]/;

const isoCurrency = (named: string | undefined, place: Place, text: string): string | undefined => {
  const { country } = place;
  const own = country ? currencyOfCountry[country] : undefined;
  switch (named) {
    case 'dollar':
      return country && dollarCountries.has(country) ? own : 'USD';
    case 'rupee':
      return country && rupeeCountries.has(country) ? own : 'INR';
    case 'yuan':
      if (own === 'TWD' || own === 'HKD' || own === 'MOP') return own;
      return !country && traditional.test(text) ? 'TWD' : 'CNY';
    case 'yen-or-yuan':
      return own === 'JPY' || (!country && place.regions()[0] === 'JP') ? 'JPY' : 'CNY';
    default:
      return named;
  }
};

const dependsOnCountry: ReadonlySet<string> = new Set(['dollar', 'rupee', 'yuan', 'yen-or-yuan']);

const sharedHints: Readonly<Record<string, readonly string[]>> = {
  INR: ['INR', 'PKR', 'BDT', 'NPR', 'LKR'],
  IDR: ['IDR', 'MYR', 'BND'],
  TWD: ['TWD', 'HKD', 'MOP', 'CNY'],
  CNY: ['CNY', 'JPY', 'TWD', 'HKD'],
  RUB: ['RUB', 'KZT', 'KGS', 'UZS', 'UAH'],
  UZS: ['UZS', 'RUB', 'KZT', 'KGS'],
};

/** "lakh" is India's unless the country is a neighbour; "juta" may be Malaysian, "萬" Hong Kong's. */
const hintFor = (hint: string, { country, regions }: Place): string => {
  const shared = sharedHints[hint];
  if (!shared) return hint;
  // Han characters alone don't tell Taiwan from China, 萬 does.
  const own = currencyOfCountry[country ?? (hint === 'TWD' ? 'TW' : (regions()[0] ?? ''))];
  return own && shared.includes(own) ? own : hint;
};

interface Reading {
  min: number;
  max: number;
  currency: string | undefined;
  hasCurrency: boolean;
  hasMultiple: boolean;
  isRange: boolean;
  /** The multiple is used of money before all else: `juta`, `lakh`; 万 counts followers too. */
  isMoney: boolean;
  /** The multiple belongs to one currency, unlike `k`. */
  hasHint: boolean;
}

const countsAnything: readonly string[] = [
  'CNY',
  'TWD',
  'KRW',
  'RUB',
  'THB',
  'LAK',
  'KHR',
  'TZS',
  'PHP',
  'ETB',
  'UZS',
];

export interface Amount extends Reading {
  start: number;
  end: number;
  text: string;
}

/** One number with what belongs to it. */
interface Side {
  end: number;
  /** As written, without its multiple. */
  number: string;
  value: number;
  upTo: number | undefined;
  multiple: Multiple | undefined;
  currency: string | undefined;
}

const skipSpaces = (text: string, at: number, most: number): number => {
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
const completeSide = (
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

const sideAt = (text: string, at: number): Side | undefined => {
  const number = writtenNumberAt(text, at);
  return number && completeSide(text, number.end, number);
};

/** After "to" or "+": the currency may stand first. */
const secondSideAt = (text: string, at: number): Side | undefined => {
  const before = currencyTree.longestAt(text, at);
  const from = before ? skipSpaces(text, before.end, 2) : at;
  const unit = text.charCodeAt(from);
  if (!isNumeral(unit)) return undefined;
  const side = sideAt(text, from);
  return side && { ...side, currency: side.currency ?? before?.meaning };
};

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

interface Lead {
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
const leadOf = (text: string, numberAt: number, last: number): Lead => {
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

/** `$80-$130,000`: the thousands of the first are left to the second. */
const shortenedThousands = (first: Side, second: Side | undefined): number =>
  second &&
  /^\d{2,3}$/.test(first.number) &&
  /^\d{2,3}[,.]000$/.test(second.number) &&
  first.value * 1000 < second.value
    ? 1000
    : 1;

interface Sides {
  lead: Lead;
  first: Side;
  second: Side | undefined;
  /** `$800+$200`: the second comes on top. */
  isSum: boolean;
}

const readSides = (
  { lead, first, second, isSum }: Sides,
  place: Place,
  text: string,
): Reading | undefined => {
  const firstMultiple = first.multiple ?? lead.multiple;
  const secondMultiple = second?.multiple;
  const named = [second?.currency, first.currency, lead.currency].filter((one) => one !== undefined);
  const currency = named.find((one) => !dependsOnCountry.has(one)) ?? named[0];
  const carried =
    firstMultiple ??
    (second && secondMultiple && !isSum && first.value <= second.value ? secondMultiple : undefined);
  const low = first.value * (carried?.factor ?? shortenedThousands(first, second));
  const secondFactor =
    secondMultiple?.factor ?? (firstMultiple && second && second.value < 1000 ? firstMultiple.factor : 1);
  const other = second ? second.value * secondFactor : 0;
  const most = first.upTo === undefined ? low : first.upTo * (carried?.factor ?? 1);
  const high = second === undefined ? most : isSum ? low + other : other;
  if (!Number.isFinite(low) || !Number.isFinite(high) || high < low || high <= 0) return undefined;
  const hint = firstMultiple?.hint ?? secondMultiple?.hint;
  return {
    min: low,
    max: high,
    currency: isoCurrency(currency, place, text) ?? (hint ? hintFor(hint, place) : undefined),
    hasCurrency: currency !== undefined,
    hasMultiple: Boolean(firstMultiple ?? secondMultiple),
    isRange: (second !== undefined && !isSum) || first.upTo !== undefined,
    hasHint: hint !== undefined,
    isMoney: hint !== undefined && !countsAnything.includes(hint),
  };
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
