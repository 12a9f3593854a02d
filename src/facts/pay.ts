/** What an advert says it pays, in any common notation, as a range in its currency and in US dollars a month. */
import type { PayPeriod } from '../domain/pay.ts';
import rates from './exchange-rates.json' with { type: 'json' };
import type { FindPay, FoundPay } from './fact-contract.ts';
import { foldCharacters } from './fold-characters.ts';
import { type Amount, findAmounts } from './pay-amounts.ts';
import { costWords, currencyOfCountry, payWords, periodsAfter } from './pay-words.ts';
import { lazyRegions } from './phones.ts';
import { anyWordOf, wholeWordOf } from './word-pattern.ts';

const anyPayWord = new RegExp(anyWordOf(payWords), 'giu');
const wholePayWords = payWords.map((words) => ({ period: words.meaning, pattern: wholeWordOf(words) }));
/** Right before the amount, with nothing between that ends a thought. */
const costBefore = new RegExp(
  `${anyWordOf([costWords])}[\\s:：=()-]{0,4}(?:of |is |about |sebesar |là |是|为|為)?$`,
  'iu',
);
const periodLead = String.raw`^\s{0,2}(?:\+\s?)?(?:[\/／]|per|a|an|each|every|in|в|за|на|mỗi|một|1|每个?|一个?|個?|ต่อ|ละ|ຕໍ່|ក្នុង(?:មួយ)?|tiap|setiap|kada|bawat|isang|por|par|al?|ao|kwa|প্রতি|प्रति|हर|فی|في|በ|~|\()?\s{0,2}(?:1|một|一个?|หนึ่ง)?\s{0,2}`;
const after = new RegExp(
  `${periodLead}(?:${periodsAfter.map((one, index) => `(?<p${index}>${one.words})`).join('|')})`.normalize(
    'NFC',
  ),
  'iu',
);

interface Mark {
  start: number;
  end: number;
  period: PayPeriod | undefined;
}

const markReach = 24;
const longestMark = 20;

/** The last word for pay before an amount, when it is near. */
const markBefore = (folded: string, at: number): Mark | undefined => {
  const from = Math.max(0, at - markReach - longestMark);
  // With the amount's first digit: `월` alone is no word for pay.
  const matches = [...folded.slice(from, at + 1).matchAll(anyPayWord)];
  const last = matches.findLast((match) => from + match.index + match[0].length <= at);
  if (!last || at - from - last.index - last[0].length > markReach) return undefined;
  const start = from + last.index;
  const known = wholePayWords.find(({ pattern }) => pattern.test(last[0]));
  return { start, end: start + last[0].length, period: known?.period };
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

/** Less than that pays no hour: `P2MI` is an office, `Rp 1,5` lacks its millions. */
const smallestUsd = 0.3;

/** What no work pays in a month: a bonus of a few dollars, a turnover. */
const plausible = { min: 20, max: 200_000 };

/** A bare amount far above any month's pay, in a currency whose adverts quote years, is a year's. */
const assumedPeriod = (amount: Amount): PayPeriod | undefined =>
  amount.min >= 25_000 && ['USD', 'GBP', 'EUR', 'AUD', 'CAD', 'CHF'].includes(amount.currency ?? '')
    ? 'year'
    : undefined;

const isPay = (amount: Amount, mark: Mark | undefined, period: PayPeriod | undefined): boolean => {
  if (amount.hasCurrency) return true;
  // "450k monthly" may count anything; "15 triệu" is money.
  if (amount.hasMultiple)
    return Boolean(mark) || amount.isRange || amount.isMoney || (amount.hasHint && Boolean(period));
  return Boolean(mark) && amount.max >= 500;
};

interface Context {
  folded: string;
  country: string | undefined;
  regions: () => readonly string[];
}

/** A number without a currency is in that of the country, or of the text's script. */
const withCurrency = (amount: Amount, { country, regions }: Context): Amount => {
  if (amount.currency) return amount;
  const own = currencyOfCountry[country ?? regions()[0] ?? ''];
  return own ? { ...amount, currency: own } : amount;
};

interface StatedPeriod {
  period: PayPeriod | undefined;
  end: number;
}

const periodAfter = (folded: string, at: number): StatedPeriod => {
  const match = after.exec(folded.slice(at, at + 30));
  const index = periodsAfter.findIndex((_, which) => match?.groups?.[`p${which}`] !== undefined);
  return match
    ? { period: periodsAfter[index]?.meaning, end: at + match[0].length }
    : { period: undefined, end: at };
};

const inUsd = (
  amount: Amount,
  period: PayPeriod | undefined,
): Pick<FoundPay, 'monthlyUsdMin' | 'monthlyUsdMax'> => {
  const currency = amount.currency as string;
  const [least, most] = [amount.min, amount.max].map((value) => monthlyUsd(value, currency, period));
  const isPlausible =
    least !== undefined && most !== undefined && least >= plausible.min && most <= plausible.max;
  return isPlausible ? { monthlyUsdMin: least, monthlyUsdMax: most } : {};
};

const payOf = (found: Amount, context: Context): Omit<FoundPay, 'text'> | undefined => {
  const { folded } = context;
  if (found.max < (found.hasCurrency ? 1 : 100) || isPhoneLike(found)) return undefined;
  const amount = withCurrency(found, context);
  if (!amount.currency || amount.max < smallestUsd * (unitsPerUsd[amount.currency] ?? 1)) return undefined;
  if (costBefore.test(folded.slice(Math.max(0, amount.start - 30), amount.start))) return undefined;
  const mark = markBefore(folded, amount.start);
  const stated = periodAfter(folded, amount.end);
  if (stated.period && stated.period !== 'month' && !amount.hasCurrency && !mark) return undefined;
  const period = stated.period ?? mark?.period;
  if (!isPay(amount, mark, period)) return undefined;
  return {
    min: amount.min,
    max: amount.max,
    currency: amount.currency,
    ...(period ? { period } : {}),
    ...inUsd(amount, period ?? assumedPeriod(amount)),
    start: mark && amount.start - mark.end <= 4 ? mark.start : amount.start,
    end: stated.end,
  };
};

/** A long bare run of digits, or one that begins with zero, is a number to call or an id. */
const isPhoneLike = (amount: Amount): boolean =>
  /^0\d/.test(amount.text) || (!amount.hasCurrency && !amount.hasMultiple && /\d{8,}/.test(amount.text));

export const findPay: FindPay = (text, options = {}) => {
  const folded = foldCharacters(text);
  const country = options.country?.toUpperCase();
  const context: Context = { folded: folded.text, country, regions: lazyRegions(folded.text) };
  return findAmounts(folded.text, { country }).flatMap((amount) => {
    const pay = payOf(amount, context);
    if (!pay) return [];
    const start = folded.startOf(pay.start);
    const end = folded.endOf(pay.end);
    return [{ ...pay, start, end, text: text.slice(start, end) }];
  });
};
