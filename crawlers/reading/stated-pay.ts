/** The pay of schema.org's `baseSalary`, also where its fields hold what people write: `1.500`, `15 triệu`, `Monthly`. */
import { type Pay, type PayPeriod, payPeriod } from '../../src/domain/pay.ts';
import { foldCharacters } from '../../src/facts/fold-characters.ts';
import { findPay, monthlyUsd } from '../../src/facts/pay.ts';
import { writtenNumberAt } from '../../src/facts/written-number.ts';
import { clip } from './own-text.ts';
import { firstText, itemsOf, type SchemaItem, type SchemaValue, valuesOf } from './schema-item.ts';

/** schema.org's own codes (HOUR …), UN/CEFACT codes, and what people write instead. */
const periodWords: Record<PayPeriod, RegExp> = {
  hour: /^(hr|hur|p\/h)$|\bhour(s|ly)?\b/,
  day: /\b(days?|daily)\b/,
  week: /^wee$|\bweek(s|ly)?\b/,
  month: /^mon$|\bmonth(s|ly)?\b/,
  year: /^(ann|p\.?a\.?)$|\b(year(s|ly)?|annual(ly)?|annum)\b/,
};

/** `P1M`: a duration of ISO 8601. */
const durations: Readonly<Record<string, PayPeriod>> = {
  pt1h: 'hour',
  p1d: 'day',
  p1w: 'week',
  p7d: 'week',
  p1m: 'month',
  p1y: 'year',
};

const periodOf = (unit: string | undefined): PayPeriod | undefined => {
  const word = clip(unit?.trim().toLowerCase() ?? '', 40);
  return durations[word] ?? payPeriod.options.find((period) => periodWords[period].test(word));
};

interface Amount {
  min: number;
  max: number;
  /** Where the amount's own text says it. */
  currency?: string | undefined;
  period?: PayPeriod | undefined;
}

/** A number by itself, in any grouping; else an amount as adverts write it. */
const amountOf = (text: string | undefined, currency: string | undefined): Amount | undefined => {
  const plain = foldCharacters(clip(text?.trim() ?? '', 200)).text.trim();
  if (plain === '') return undefined;
  const number = /^\d+(?:\.\d+)?$/.test(plain) && !/^\d{1,3}\.\d{3}$/.test(plain) ? Number(plain) : undefined;
  const written = number === undefined ? writtenNumberAt(plain, 0) : undefined;
  const value = number ?? (written?.end === plain.length ? written.value : undefined);
  if (value !== undefined) return value > 0 ? { min: value, max: value } : undefined;
  const [found] = findPay(currency === undefined ? plain : `${plain} ${currency}`);
  return found?.min === undefined ? undefined : { ...found, min: found.min, max: found.max ?? found.min };
};

/** A code of ISO 4217, or what people write in its place: `US$`, `RM`, `Rp`. */
const currencyIn = (text: string | undefined): string | undefined => {
  const code = text?.trim() ?? '';
  if (/^[a-z]{3}$/i.test(code)) return code.toUpperCase();
  return code === '' || code.length > 12 ? undefined : findPay(`${code} 100,000`)[0]?.currency;
};

const amountNames = {
  single: ['value', 'price', 'median'],
  min: ['minValue', 'minPrice', 'percentile10'],
  max: ['maxValue', 'maxPrice', 'percentile90'],
} as const;

const payIn = (item: SchemaItem, base: SchemaValue): Pay | undefined => {
  const amount = typeof base === 'object' ? base : undefined;
  const inner = amount && (itemsOf(amount, 'value')[0] ?? amount);
  const said =
    (amount && firstText(amount, 'currency', 'priceCurrency')) ??
    (inner && firstText(inner, 'currency', 'priceCurrency')) ??
    firstText(item, 'salaryCurrency');
  const currency = currencyIn(said);
  const read = (names: readonly string[]): Amount | undefined =>
    inner && amountOf(firstText(inner, ...names), currency);
  const single = typeof base === 'string' ? amountOf(base, currency) : read(amountNames.single);
  const least = read(amountNames.min) ?? single;
  const most = read(amountNames.max) ?? single;
  const [from, upTo] = [least ?? most, most ?? least];
  if (!from || !upTo) return undefined;
  const unit =
    (inner && firstText(inner, 'unitText', 'unitCode')) ??
    (amount && firstText(amount, 'unitText', 'duration')) ??
    firstText(item, 'salaryUnit');
  return describePay(
    { min: from.min, max: upTo.max },
    currency ?? from.currency,
    periodOf(unit) ?? from.period,
  );
};

/** Amounts in fields of their own, of the first that has any. A bare salary text goes the way of any other text. */
export const statedPay = (item: SchemaItem): Pay | undefined => {
  for (const base of valuesOf(item, 'baseSalary', 'estimatedSalary').slice(0, 10)) {
    if (typeof base === 'string' && !isNumber(base)) continue;
    const pay = payIn(item, base);
    if (pay) return pay;
  }
  return undefined;
};

const isNumber = (text: string): boolean => /^[\p{Nd}.,\s'’]{1,30}$/u.test(text.trim());

const mostWithoutPeriodUsd = 20_000;

const describePay = (
  range: { min: number; max: number },
  currency: string | undefined,
  period: PayPeriod | undefined,
): Pay => {
  const [min, max] = range.min <= range.max ? [range.min, range.max] : [range.max, range.min];
  const amounts = min === max ? `${min}` : `${min}–${max}`;
  const usd = (value: number): number | undefined => {
    const monthly = currency === undefined ? undefined : monthlyUsd(value, currency, period);
    // Without a period, so much is rather a year's pay: better no comparison than a wrong one.
    return period === undefined && (monthly ?? 0) > mostWithoutPeriodUsd ? undefined : monthly;
  };
  const [monthlyUsdMin, monthlyUsdMax] = [usd(min), usd(max)];
  return {
    text: [currency, amounts, period && `a ${period}`].filter((part) => part !== undefined).join(' '),
    min,
    max,
    ...(currency === undefined ? {} : { currency }),
    ...(period === undefined ? {} : { period }),
    ...(monthlyUsdMin === undefined ? {} : { monthlyUsdMin }),
    ...(monthlyUsdMax === undefined ? {} : { monthlyUsdMax }),
  };
};
