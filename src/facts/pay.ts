/** What an advert says it pays, in any common notation, as a range in its currency and in US dollars a month. */
import type { PayPeriod } from '../domain/pay.ts';
import type { Place } from './currency-meaning.ts';
import rates from './exchange-rates.json' with { type: 'json' };
import type { FindPay, FoundPay } from './fact-contract.ts';
import { foldCharacters } from './fold-characters.ts';
import { isDigit } from './letter-kinds.ts';
import { lazyRegions } from './likely-regions.ts';
import { findAmounts } from './pay-amounts.ts';
import { isCost, isCounted, type Mark, markBefore, periodAfter } from './pay-context.ts';
import type { Amount } from './pay-reading.ts';
import { currencyOfCountry } from './pay-words.ts';
import { type WordStarts, wordStartsOf } from './word-starts.ts';

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
/** Less than that without currency or multiple is an age, an hour or a count. */
const smallestBare = 500;

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
  return Boolean(mark) && amount.max >= smallestBare && !isYear(amount);
};

/** "Salary 2026": the year of the advert. */
const isYear = (amount: Amount): boolean => /^20(?:1[5-9]|2\d|3[0-5])$/.test(amount.text);

interface Context {
  /** Folded, in lower case. */
  text: string;
  place: Place;
}

/** `3k-5k/mo` of nowhere is in the money that all count in. */
const largestOfNowhere = 15_000;

/** A number without a currency is in that of the country, or of the text's script. */
const withCurrency = (amount: Amount, place: Place, stated: PayPeriod | undefined): Amount => {
  if (amount.currency) return amount;
  const country = place.country ?? place.regions()[0];
  const isOfNowhere = !country && amount.hasMultiple && stated === 'month' && amount.max <= largestOfNowhere;
  const currency = isOfNowhere ? 'USD' : currencyOfCountry[country ?? ''];
  return currency ? { ...amount, currency } : amount;
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

/** Most numbers of an advert are ages, hours and years: told without looking around them. */
const isTooSmall = (amount: Amount): boolean => {
  if (amount.hasCurrency) return amount.max < 1;
  return amount.max < (amount.hasMultiple ? 100 : smallestBare);
};

const tenThousand = 1e4;

/** Koreans leave 만 out: 월급 400 is four million. By the hour or day they write the sum in full. */
const inTenThousands = (amount: Amount, mark: Mark | undefined, { regions }: Place): Amount => {
  const isBare = !amount.hasCurrency && !amount.hasMultiple && amount.max >= 100 && amount.max < tenThousand;
  const isMonthly = mark !== undefined && (mark.meaning === undefined || mark.meaning === 'month');
  if (!isBare || !isMonthly || isYear(amount) || regions()[0] !== 'KR') return amount;
  const [min, max] = [amount.min * tenThousand, amount.max * tenThousand];
  return { ...amount, min, max, currency: 'KRW', hasMultiple: true, hasHint: true };
};

const payOf = (written: Amount, { text, place }: Context): Omit<FoundPay, 'text'> | undefined => {
  if (isPhoneLike(written) || (isTooSmall(written) && written.max < 100)) return undefined;
  const mark = markBefore(text, written.start);
  const found = inTenThousands(written, mark, place);
  if (isTooSmall(found)) return undefined;
  if (!mark && !found.hasCurrency && !found.hasMultiple) return undefined;
  const stated = periodAfter(text, found.end);
  if (stated.period && stated.period !== 'month' && !found.hasCurrency && !found.isMoney && !mark)
    return undefined;
  const period = stated.period ?? mark?.meaning;
  if (!isPay(found, mark, period) || isCounted(found, text) || isCost(found, mark, text)) return undefined;
  const amount = withCurrency(found, place, stated.period);
  if (!amount.currency || amount.max < smallestUsd * (unitsPerUsd[amount.currency] ?? 1)) return undefined;
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

/** `20-3O triệu`, `3ooo$`: a letter among digits. */
const letterForZero = /(?<=\d)[oо]+(?=[\doо]|$|[\s.,/$€₱฿¥₫元万-]|(?:tr|k|jt|usd|u|baht|rb)(?!\p{L}))/giu;
const isLetterO = (unit: number): boolean => unit === 0x6f || unit === 0x43e;

const hasLetterForZero = ({ lower, digits }: WordStarts): boolean =>
  digits.some((start) => {
    let end = start;
    while (isDigit(lower.charCodeAt(end))) end += 1;
    return isLetterO(lower.charCodeAt(end));
  });

const withZeros = (folded: string): string =>
  hasLetterForZero(wordStartsOf(folded))
    ? folded.replace(letterForZero, (letters) => '0'.repeat(letters.length))
    : folded;

export const findPay: FindPay = (text, options = {}) => {
  const folded = foldCharacters(text);
  const readable = withZeros(folded.text);
  const place: Place = { country: options.country?.toUpperCase(), regions: lazyRegions(readable) };
  const amounts = findAmounts(readable, place);
  if (amounts.length === 0) return [];
  const context: Context = { text: wordStartsOf(readable).lower, place };
  return amounts.flatMap((amount) => {
    const pay = payOf(amount, context);
    if (!pay) return [];
    const start = folded.startOf(pay.start);
    const end = folded.endOf(pay.end);
    return [{ ...pay, start, end, text: text.slice(start, end) }];
  });
};
