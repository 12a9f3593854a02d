/** Amounts of money in a folded text: a number or a range with its multiple and its currency. */
import {
  currencies,
  currencyOfCountry,
  dollarCountries,
  type Multiple,
  multiples,
  rupeeCountries,
} from './pay-words.ts';

const group = <Meaning>(name: string, words: readonly { meaning: Meaning; words: string }[]): string =>
  `(?<${name}>${words.map((one) => one.words).join('|')})`.normalize('NFC');

const number = String.raw`\d{1,3}(?:[,.' ’\u00a0]\d{3}){1,4}(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,2}(?!\d))?|[一二两兩三四五六七八九十]{1,3}(?=[万萬千])`;
/** Burmese writes the multiple before the number. */
const leadingMultiples = multiples.filter((one) => one.meaning.hint === 'MMK');

const amount = (side: string): string =>
  `(?:${group(`before${side}`, currencies)}\\s{0,2})?(?:${group(`lead${side}`, leadingMultiples)}\\s?)?` +
  `(?<number${side}>${number})\\s{0,2}(?:${group(`multiple${side}`, multiples)}\\s{0,2})?(?:${group(`after${side}`, currencies)})?`;
const to = String.raw`\s{0,2}(?:[-–—~〜～‑]{1,2}|\.{2,3}|to|upto|up to|until|至|到|ถึง|-ถึง|hingga|sampai|s\/d|s\.d\.?|sd|do|до|đến|den|tới|ຫາ|ដល់|မှ|से|থেকে|முதல்|සිට|تا|سے|إلى|a|à|até|hasta|hadi|dan gacha|에서)\s{0,2}`;
/** A firm's turnover or a fraud's sum. */
const beyondPay = 'billion|bn\\b|миллиард|млрд|tỷ|tỉ|miliar|億|亿|억|พันล้าน';
const pattern = new RegExp(
  `(?<![\\d@\\w.,/#-])(?<![\\d]\\s?[:：])${amount('1')}(?:${to}${amount('2')}(?![\\d]))?(?!\\d|[.,:]\\d|\\s?%|\\p{Script=Latin}|\\s?(?:${beyondPay}))`,
  'iuy',
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

export interface Place {
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

export interface Reading {
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

const countsAnything = ['CNY', 'TWD', 'KRW', 'RUB', 'THB', 'LAK', 'KHR', 'MMK'];

/** `$80-$130,000`: the thousands of the first are left to the second. */
const shortenedThousands = ({ number1 = '', number2 = '' }: Record<string, string | undefined>): number =>
  /^\d{2,3}$/.test(number1) && /^\d{2,3}[,.]000$/.test(number2) && Number(number1) * 1000 < valueOf(number2)
    ? 1000
    : 1;

const readMatch = (groups: Record<string, string | undefined>, place: Place): Reading | undefined => {
  const first = valueOf(groups.number1 as string);
  const second = groups.number2 === undefined ? undefined : valueOf(groups.number2);
  const firstMultiple = meaningOf(compiledMultiples, groups.multiple1 ?? groups.lead1);
  const secondMultiple = meaningOf(compiledMultiples, groups.multiple2 ?? groups.lead2);
  const named = meaningOf(
    compiledCurrencies,
    groups.after2 ?? groups.after1 ?? groups.before1 ?? groups.before2,
  );
  const carried: Multiple | undefined =
    firstMultiple ?? (second !== undefined && secondMultiple && first <= second ? secondMultiple : undefined);
  const low = first * (carried?.factor ?? shortenedThousands(groups));
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
    hasHint: hint !== undefined,
    isMoney: hint !== undefined && !countsAnything.includes(hint),
  };
};

export interface Amount extends Reading {
  start: number;
  end: number;
  text: string;
}

/** More numbers than that stand in no advert; the rest of a hostile text is left alone. */
const maxNumbers = 5000;
const numberStart = /(?<!\d)\d|[一二两兩三四五六七八九十]{1,3}(?=[万萬千])/gu;
const currencyReach = 14;
const currencyBefore = new RegExp(
  `(?:${[...currencies, ...leadingMultiples].map((one) => one.words.replace(lookahead, '')).join('|')})\\s{0,2}$`.normalize(
    'NFC',
  ),
  'iu',
);

/** Sought from the numbers: the words for money are too many to be tried at every character. */
export const findAmounts = (folded: string, place: Place): Amount[] => {
  const amounts: Amount[] = [];
  let last = 0;
  let count = 0;
  for (const { index } of folded.matchAll(numberStart)) {
    if (index < last) continue;
    if (++count > maxNumbers) break;
    const match = matchAt(folded, index, last);
    if (!match) continue;
    last = match.index + match[0].length;
    const reading = readMatch(match.groups as Record<string, string | undefined>, place);
    const text = match[0].trimEnd();
    if (reading) amounts.push({ ...reading, text, start: match.index, end: match.index + text.length });
  }
  return amounts;
};

const matchAt = (folded: string, numberAt: number, last: number): RegExpExecArray | null => {
  // Within a date, a phone number or an address; spares the words.
  if (/[\d@,/#_-]/.test(folded[numberAt - 1] ?? ' ')) return null;
  const from = Math.max(last, numberAt - currencyReach);
  const prefix = currencyBefore.exec(folded.slice(from, numberAt))?.[0] ?? '';
  for (const start of prefix ? [numberAt - prefix.length, numberAt] : [numberAt]) {
    pattern.lastIndex = start;
    const match = pattern.exec(folded);
    if (match) return match;
  }
  return null;
};
