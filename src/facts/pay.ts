/** What an advert says it pays, in any common notation, as a range in its currency and in US dollars a month. */
import type { PayPeriod } from '../domain/pay.ts';
import rates from './exchange-rates.json' with { type: 'json' };
import type { FindPay, FoundPay } from './fact-contract.ts';
import { foldCharacters } from './fold-characters.ts';
import {
  costWords,
  currencies,
  currencyOfCountry,
  dollarCountries,
  type Multiple,
  multiples,
  payWords,
  periodsAfter,
  rupeeCountries,
} from './pay-words.ts';
import { likelyRegions } from './phones.ts';

const group = <Meaning>(name: string, words: readonly { meaning: Meaning; words: string }[]): string =>
  `(?<${name}>${words.map((one) => one.words).join('|')})`.normalize('NFC');

const number = String.raw`\d{1,3}(?:[,.' ’\u00a0]\d{3}){1,4}(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,2}(?!\d))?|[一二两兩三四五六七八九十]{1,3}(?=[万萬千])`;
const amount = (side: string): string =>
  `(?:${group(`before${side}`, currencies)}\\s{0,2})?(?:${group(
    `lead${side}`,
    multiples.filter((one) => one.meaning.hint === 'MMK'),
  )}\\s?)?` +
  `(?<number${side}>${number})\\s{0,2}(?:${group(`multiple${side}`, multiples)}\\s{0,2})?(?:${group(`after${side}`, currencies)})?`;
const to = String.raw`\s{0,2}(?:[-–—~〜～‑]{1,2}|\.{2,3}|to|upto|up to|until|至|到|ถึง|-ถึง|hingga|sampai|s\/d|s\.d\.?|sd|do|до|đến|den|tới|ຫາ|ដល់|မှ|से|থেকে|முதல்|සිට|تا|سے|إلى|a|à|até|hasta|hadi|dan gacha|에서)\s{0,2}`;
const pattern = new RegExp(
  `(?<![\\d@\\w.,/#-])(?<![\\d]\\s?[:：])${amount('1')}(?:${to}${amount('2')}(?![\\d]))?(?!\\d|[.,:]\\d|\\s?%)`,
  'giu',
);

const before = new RegExp(
  `(?:${payWords.map((one, index) => `(?<w${index}>${one.words})`).join('|')})`.normalize('NFC'),
  'giu',
);
const cost = new RegExp(`(?:${costWords})`.normalize('NFC'), 'giu');
const periodLead = String.raw`^\s{0,2}(?:\+\s?)?(?:[\/／]|per|a|an|each|every|in|в|за|на|mỗi|một|1|每个?|一个?|個?|ต่อ|ละ|ຕໍ່|ក្នុង(?:មួយ)?|tiap|setiap|kada|bawat|isang|por|par|al?|ao|kwa|প্রতি|प्रति|हर|فی|في|በ|~|\()?\s{0,2}(?:1|một|一个?|หนึ่ง)?\s{0,2}`;
const after = new RegExp(
  `${periodLead}(?:${periodsAfter.map((one, index) => `(?<p${index}>${one.words})`).join('|')})`.normalize(
    'NFC',
  ),
  'iu',
);

const chineseDigit = '零一二三四五六七八九';
const chineseValue = (text: string): number => {
  const digits = text.replace(/[两兩]/g, '二');
  const [tens, ones] = digits.split('十');
  if (ones === undefined) return Number([...digits].map((one) => chineseDigit.indexOf(one)).join(''));
  return (tens ? chineseDigit.indexOf(tens) : 1) * 10 + (ones ? chineseDigit.indexOf(ones) : 0);
};

/** `15.000.000`, `4,000`, `2.5`, `100 000`, `1.500,50`. */
const valueOf = (text: string): number => {
  if (/^[一二两兩三四五六七八九十]/.test(text)) return chineseValue(text);
  const grouped = /^(\d{1,3}(?:[,.' ’\u00a0]\d{3})+)(?:[.,](\d{1,2}))?$/.exec(text);
  if (grouped) return Number(`${(grouped[1] as string).replace(/\D/g, '')}.${grouped[2] ?? 0}`);
  return Number(text.replace(',', '.'));
};

/** The words are looked up cut out of the text, where nothing follows. */
const lookahead = /\(\?[=!][^()]*\)/g;
const compiled = <Meaning>(words: readonly { meaning: Meaning; words: string }[]) =>
  words.map((one) => ({
    meaning: one.meaning,
    pattern: new RegExp(`^(?:${one.words.replace(lookahead, '')})$`.normalize('NFC'), 'iu'),
  }));
const compiledMultiples = compiled(multiples);
const compiledCurrencies = compiled(currencies);
const meaningOf = <Meaning>(
  words: { meaning: Meaning; pattern: RegExp }[],
  text: string | undefined,
): Meaning | undefined => (text ? words.find((one) => one.pattern.test(text))?.meaning : undefined);

interface Place {
  country: string | undefined;
}

/** `$` and `Rs` depend on the country. */
const isoCurrency = (named: string | undefined, { country }: Place): string | undefined => {
  const own = country ? currencyOfCountry[country] : undefined;
  if (named === 'dollar') return country && dollarCountries.has(country) ? own : 'USD';
  if (named === 'rupee') return country && rupeeCountries.has(country) ? own : 'INR';
  return named;
};

/** "lakh" is India's unless the country is a neighbour; "juta" may be Malaysian, "萬" Hong Kong's. */
const hintFor = (hint: string, { country }: Place): string => {
  const own = country ? currencyOfCountry[country] : undefined;
  const shared: Record<string, string[]> = {
    INR: ['INR', 'PKR', 'BDT', 'NPR', 'LKR'],
    IDR: ['IDR', 'MYR', 'BND'],
    TWD: ['TWD', 'HKD', 'MOP', 'CNY'],
    CNY: ['CNY', 'JPY', 'TWD', 'HKD'],
    RUB: ['RUB', 'KZT', 'KGS', 'UZS', 'UAH'],
    UZS: ['UZS', 'RUB', 'KZT', 'KGS'],
  };
  return own && shared[hint]?.includes(own) ? own : hint;
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
}

const countsAnything = ['CNY', 'TWD', 'KRW', 'RUB', 'THB', 'LAK', 'KHR', 'MMK'];

const readMatch = (groups: Record<string, string | undefined>, place: Place): Reading | undefined => {
  const first = valueOf(groups['number1'] as string);
  const second = groups['number2'] === undefined ? undefined : valueOf(groups['number2']);
  const firstMultiple = meaningOf(compiledMultiples, groups['multiple1'] ?? groups['lead1']);
  const secondMultiple = meaningOf(compiledMultiples, groups['multiple2'] ?? groups['lead2']);
  const named = meaningOf(
    compiledCurrencies,
    groups['after2'] ?? groups['after1'] ?? groups['before1'] ?? groups['before2'],
  );
  const carried: Multiple | undefined =
    firstMultiple ?? (second !== undefined && secondMultiple && first <= second ? secondMultiple : undefined);
  const low = first * (carried?.factor ?? 1);
  const secondFactor =
    secondMultiple?.factor ??
    (firstMultiple && second !== undefined && second < 1000 ? firstMultiple.factor : 1);
  const high = second === undefined ? low : second * secondFactor;
  if (!Number.isFinite(low) || !Number.isFinite(high) || high < low || high <= 0) return undefined;
  const hint = firstMultiple?.hint ?? secondMultiple?.hint;
  return {
    min: low,
    max: high,
    currency: isoCurrency(named, place) ?? (hint ? hintFor(hint, place) : undefined),
    hasCurrency: named !== undefined,
    hasMultiple: Boolean(firstMultiple ?? secondMultiple),
    isRange: second !== undefined,
    isMoney: hint !== undefined && !countsAnything.includes(hint),
  };
};

interface Mark {
  end: number;
  start: number;
  period?: PayPeriod | undefined;
}

const marksOf = (folded: string): Mark[] =>
  [...folded.matchAll(before)].map((match) => {
    const index = payWords.findIndex((_, at) => match.groups?.[`w${at}`] !== undefined);
    return { start: match.index, end: match.index + match[0].length, period: payWords[index]?.meaning };
  });

/** The last mark that ends before `at`, when it is near. */
const markBefore = (marks: Mark[], at: number, reach: number): Mark | undefined => {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] as Mark).end <= at) low = middle + 1;
    else high = middle;
  }
  const mark = marks[low - 1];
  return mark && at - mark.end <= reach ? mark : undefined;
};

const monthsPer: Record<PayPeriod, number> = { hour: 176, day: 22, week: 52 / 12, month: 1, year: 1 / 12 };
const unitsPerUsd: Readonly<Record<string, number>> = rates.unitsPerUsd;

/** Whole US dollars a month; an amount without a period is taken as monthly. */
export const monthlyUsd = (
  value: number,
  currency: string,
  period: PayPeriod | undefined,
): number | undefined => {
  const rate = unitsPerUsd[currency];
  return rate ? Math.round((value * monthsPer[period ?? 'month']) / rate) : undefined;
};

/** What no work pays in a month: a bonus of a few dollars, a turnover. */
const plausible = { min: 20, max: 200_000 };

/** A bare amount far above any month's pay, in a currency whose adverts quote years, is a year's. */
const assumedPeriod = (reading: Reading): PayPeriod | undefined =>
  reading.min >= 25_000 && ['USD', 'GBP', 'EUR', 'AUD', 'CAD', 'CHF'].includes(reading.currency ?? '')
    ? 'year'
    : undefined;

const isPay = (reading: Reading, mark: Mark | undefined, period: PayPeriod | undefined): boolean => {
  if (reading.hasCurrency) return reading.max >= 1;
  if (!reading.currency || reading.max < 100) return false;
  if (reading.hasMultiple) return Boolean(mark) || period !== undefined || reading.isRange || reading.isMoney;
  return Boolean(mark) && reading.max >= 500;
};

const bareCurrency = (reading: Reading, folded: string, country: string | undefined): Reading => {
  if (reading.currency) return reading;
  const likely = country ?? likelyRegions(folded)[0];
  const own = likely ? currencyOfCountry[likely] : undefined;
  return own ? { ...reading, currency: own } : reading;
};

interface Context {
  folded: string;
  country: string | undefined;
  marks: Mark[];
  costs: Mark[];
}

const payOf = (match: RegExpExecArray, context: Context): Omit<FoundPay, 'text'> | undefined => {
  const { folded, country } = context;
  const read = readMatch(match.groups as Record<string, string | undefined>, { country });
  if (!read) return undefined;
  const reading = bareCurrency(read, folded, country);
  const start = match.index;
  const end = start + match[0].trimEnd().length;
  if (isPhoneLike(match[0], reading)) return undefined;
  const mark = markBefore(context.marks, start, 24);
  const costMark = markBefore(context.costs, start, 14);
  if (costMark && (!mark || costMark.end > mark.end)) return undefined;
  const following = after.exec(folded.slice(end, end + 30));
  const stated = periodsAfter.find((_, index) => following?.groups?.[`p${index}`] !== undefined)?.meaning;
  if (stated && stated !== 'month' && !reading.hasCurrency && !mark) return undefined;
  const period = stated ?? mark?.period;
  if (!isPay(reading, mark, period)) return undefined;
  const usedPeriod = period ?? assumedPeriod(reading);
  const currency = reading.currency as string;
  const usd = [reading.min, reading.max].map((value) => monthlyUsd(value, currency, usedPeriod));
  const isPlausible = usd.every(
    (value) => value !== undefined && value >= plausible.min && value <= plausible.max,
  );
  const spanStart = mark && start - mark.end <= 4 ? mark.start : start;
  return {
    min: reading.min,
    max: reading.max,
    currency,
    ...(period ? { period } : {}),
    ...(isPlausible ? { monthlyUsdMin: usd[0] as number, monthlyUsdMax: usd[1] as number } : {}),
    start: spanStart,
    end: stated && following ? end + following[0].length : end,
  };
};

/** A long bare run of digits, or one that begins with zero, is a number to call or an id. */
const isPhoneLike = (text: string, reading: Reading): boolean =>
  /^\s*0\d/.test(text) || (!reading.hasCurrency && !reading.hasMultiple && /\d{8,}/.test(text));

export const findPay: FindPay = (text, options = {}) => {
  const folded = foldCharacters(text);
  const context: Context = {
    folded: folded.text,
    country: options.country?.toUpperCase(),
    marks: marksOf(folded.text),
    costs: [...folded.text.matchAll(cost)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  };
  const found: FoundPay[] = [];
  for (const match of folded.text.matchAll(pattern)) {
    const pay = payOf(match, context);
    if (!pay) continue;
    const start = folded.startOf(pay.start);
    const end = folded.endOf(pay.end);
    found.push({ ...pay, start, end, text: text.slice(start, end) });
  }
  return found;
};
