/** The date that a text names, as far as it names one. */
import * as chrono from 'chrono-node';
import type { DateOf } from './fact-contract.ts';
import { foldCharacters } from './fold-characters.ts';
import { monthOf } from './month-names.ts';
import { relativeDate } from './relative-dates.ts';

const textChars = 200;
const two = (value: number): string => String(value).padStart(2, '0');

/** Years of the Buddhist era (Thai, Lao, Khmer) are 543 ahead, Minguo years 1911 behind. */
const commonYear = (year: number): number => {
  if (year >= 2400 && year <= 2700) return year - 543;
  if (year < 100) return year + (year < 70 ? 2000 : 1900);
  return year;
};

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const partial = (year: number, month?: number, day?: number): string | undefined => {
  const common = commonYear(year);
  if (common < 1990 || common > 2100) return undefined;
  if (month === undefined) return String(common);
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return `${common}-${two(month)}`;
  return day >= 1 && day <= daysIn(common, month) ? `${common}-${two(month)}-${two(day)}` : undefined;
};

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

type Reader = (text: string, now: Date) => string | undefined;

/** `2026-11-22T08:00:00+07:00`, `2026/11/22`, `2026-11`; the day is the one written, in its own time zone. */
const yearFirst: Reader = (text) => {
  const match = /(?<!\d)(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)/.exec(text);
  return match
    ? partial(Number(match[1]), Number(match[2]), match[3] ? Number(match[3]) : undefined)
    : undefined;
};

const eastAsian: Reader = (text) => {
  const match =
    /(民國|民国|令和|佛历|佛曆)?\s?(\d{2,4})\s?[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日号號일])?)?/u.exec(
      text,
    );
  if (!match) return undefined;
  const offset = match[1]?.startsWith('民') ? 1911 : match[1] === '令和' ? 2018 : 0;
  return partial(
    Number(match[2]) + offset,
    match[3] ? Number(match[3]) : undefined,
    match[4] ? Number(match[4]) : undefined,
  );
};

/** Day first as in most of the world, unless only the other order can be a date, or the day would lie ahead. */
const yearLast: Reader = (text, now) => {
  const match = /(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)/.exec(text);
  if (!match) return undefined;
  const [first, second, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const dayFirst = partial(year, second, first);
  const monthFirst = partial(year, first, second);
  const latest = dayOf(new Date(now.getTime() + 86_400_000));
  return dayFirst && dayFirst > latest && monthFirst && monthFirst <= latest
    ? monthFirst
    : (dayFirst ?? monthFirst);
};

/** `22 พฤศจิกายน 2569`, `২২ নভেম্বর ২০২৬`, `Nov 22, 2026`, `ngày 22 tháng 11 năm 2026`. */
const monthNamed: Reader = (text, now) => {
  const vietnamese = /(\d{1,2})\s+tháng\s+(\d{1,2})(?:,?\s+(?:năm\s+)?(\d{4}))?/iu.exec(text);
  if (vietnamese) return withGuessedYear(vietnamese[3], Number(vietnamese[2]), Number(vietnamese[1]), now);
  for (const match of text.matchAll(/[\p{L}\p{M}.]{2,24}/gu)) {
    const month = monthOf(match[0]);
    if (month === undefined) continue;
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 30);
    const dayBefore = /(?<!\d)(\d{1,2})(?:st|nd|rd|th|-го|\.)?[\s-]{0,2}(?:de |of )?$/iu.exec(before)?.[1];
    const year = /(?<!\d)(\d{4})(?!\d)/.exec(after)?.[1] ?? /(?<!\d)(\d{4})(?!\d)/.exec(before)?.[1];
    const dayAfter = /^[\s-]{0,2}(\d{1,2})(?!\d)(?!:)/.exec(after)?.[1];
    const day = dayBefore ?? dayAfter;
    if (!day && !year) continue;
    return withGuessedYear(year, month, day ? Number(day) : undefined, now);
  }
  return undefined;
};

/** A date without a year is the latest one that is not ahead. */
const withGuessedYear = (
  year: string | undefined,
  month: number,
  day: number | undefined,
  now: Date,
): string | undefined => {
  if (year) return partial(Number(year), month, day);
  const thisYear = partial(now.getUTCFullYear(), month, day);
  const latest = dayOf(new Date(now.getTime() + 86_400_000));
  return thisYear && thisYear > latest ? partial(now.getUTCFullYear() - 1, month, day) : thisYear;
};

/** What is left to chrono: "last Tuesday", "vor drei Tagen", "il y a 3 jours". */
const byChrono: Reader = (text, now) => {
  for (const locale of [chrono.en.GB, chrono.es, chrono.fr, chrono.pt, chrono.de, chrono.ru]) {
    const result = locale.parse(text, { instant: now, timezone: 0 }, { forwardDate: false })[0];
    if (!result || !/\p{L}/u.test(result.text)) continue;
    const { start } = result;
    if (!start.isCertain('day') && !start.isCertain('weekday')) continue;
    return partial(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
  }
  return undefined;
};

/** Only a year: `2026`, `พ.ศ. 2569`. */
const yearOnly: Reader = (text) => {
  const match = /^\D{0,12}(\d{4})\D{0,12}$/u.exec(text);
  return match ? partial(Number(match[1])) : undefined;
};

/** Seconds or milliseconds since 1970, as pages carry them in attributes. */
const unixTime: Reader = (text) => {
  const match = /^\s*(\d{10}|\d{13})\s*$/.exec(text);
  if (!match) return undefined;
  const digits = match[1] as string;
  const year = new Date(Number(digits) * (digits.length === 10 ? 1000 : 1));
  return partial(year.getUTCFullYear(), year.getUTCMonth() + 1, year.getUTCDate());
};

const readers: readonly Reader[] = [
  unixTime,
  yearFirst,
  eastAsian,
  yearLast,
  monthNamed,
  relativeDate,
  byChrono,
  yearOnly,
];

export const dateOf: DateOf = (text, now) => {
  const folded = foldCharacters(text.slice(0, textChars)).text.trim();
  for (const reader of readers) {
    const date = reader(folded, now);
    if (date) return date;
  }
  return undefined;
};
