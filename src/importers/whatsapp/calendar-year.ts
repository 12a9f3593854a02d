/** Dates of the calendars that phones write in: Gregorian, Buddhist, Persian, Islamic. */

export interface DayOfCalendar {
  year: number;
  month: number;
  day: number;
}

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

const inCalendar = (calendar: string, time: number): number => {
  const format =
    formats.get(calendar) ??
    new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
  formats.set(calendar, format);
  const parts = new Map(
    format.formatToParts(time).map(({ type, value }) => [type, Number.parseInt(value, 10)]),
  );
  return ((parts.get('year') ?? 0) * 13 + (parts.get('month') ?? 0)) * 32 + (parts.get('day') ?? 0);
};

/** Searches the day: Intl turns dates into other calendars, not back. */
const fromCalendar = (calendar: string, { year, month, day }: DayOfCalendar): DayOfCalendar | undefined => {
  const wanted = (year * 13 + month) * 32 + day;
  const [daysInYear, firstYear] = calendar === 'persian' ? [365.2422, 621.22] : [354.367, 0];
  const estimate =
    calendar === 'persian'
      ? Date.UTC(0, 0, 1) + (year + firstYear - 1900) * daysInYear * dayMs
      : Date.UTC(622, 6, 19) + (year - 1) * daysInYear * dayMs;
  let low = Math.floor(estimate / dayMs) - 400;
  let high = low + 1200;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (inCalendar(calendar, middle * dayMs) < wanted) low = middle + 1;
    else high = middle;
  }
  if (inCalendar(calendar, low * dayMs) !== wanted) return undefined;
  const found = new Date(low * dayMs);
  return { year: found.getUTCFullYear(), month: found.getUTCMonth() + 1, day: found.getUTCDate() };
};

const isRealDay = ({ year, month, day }: DayOfCalendar): boolean => {
  const time = new Date(Date.UTC(year, month - 1, day));
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
};

const remembered = new Map<string, DayOfCalendar | undefined>();

/** In years when WhatsApp existed the numbers of these calendars' years never overlap; nothing for a day there never was. */
export const gregorianDay = (written: DayOfCalendar): DayOfCalendar | undefined => {
  const { year } = written;
  if (year >= 1300 && year < 1425) return searched('persian', written);
  if (year >= 1425 && year < 1500) return searched('islamic-umalqura', written);
  let gregorian = year;
  if (year < 100) gregorian = year < 52 ? 2000 + year : 2500 + year - 543;
  else if (year > 2400) gregorian = year - 543;
  const day = { ...written, year: gregorian };
  return isRealDay(day) ? day : undefined;
};

const searched = (calendar: string, written: DayOfCalendar): DayOfCalendar | undefined => {
  const key = `${calendar} ${written.year} ${written.month} ${written.day}`;
  if (!remembered.has(key)) {
    if (remembered.size > 10_000) remembered.clear();
    remembered.set(key, fromCalendar(calendar, written));
  }
  return remembered.get(key);
};
