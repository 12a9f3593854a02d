/** Day or month first? No line says it; the whole file does, most often. */
import { type DayOfCalendar, gregorianDay } from './calendar-year.ts';

export type DateOrder = 'day first' | 'month first' | 'year first';
export interface DecidedOrder {
  order: DateOrder;
  /** Whether the file itself decided. */
  isSure: boolean;
  why: string;
}

const orders: readonly DateOrder[] = ['day first', 'month first', 'year first'];

const arranged = ([a, b, c]: readonly [string, string, string], order: DateOrder): DayOfCalendar => {
  const [one, two, three] = [Number(a), Number(b), Number(c)];
  if (a.length >= 3 || order === 'year first') return { year: one, month: two, day: three };
  if (order === 'month first') return { year: three, month: one, day: two };
  return { year: three, month: two, day: one };
};

/** Nothing where the file's order makes no day of it. */
export const readDay = (
  parts: readonly [string, string, string],
  order: DateOrder,
): DayOfCalendar | undefined => gregorianDay(arranged(parts, order));

/** Fed with every date of the file in turn; keeps counts only. */
export class DateOrderVote {
  #seen = 0;
  readonly #readings = orders.map((order) => ({ order, impossible: 0, stepsBack: 0, last: 0, days: 0 }));
  #isYearFirst = false;
  #hasDots = false;

  see(parts: readonly [string, string, string], stamp: string): void {
    this.#seen += 1;
    if (parts[0].length >= 3) this.#isYearFirst = true;
    if (/\d\.\s?\d{1,2}\.\s?\d/.test(stamp)) this.#hasDots = true;
    for (const reading of this.#readings) {
      const day = readDay(parts, reading.order);
      // A year beside the month and day: two digits of it, and the messenger began in 2009.
      const isPossible = day !== undefined && day.year >= 2009 && day.year < 2100;
      if (!isPossible) {
        reading.impossible += 1;
        continue;
      }
      const at = (day.year * 13 + day.month) * 32 + day.day;
      if (at < reading.last) reading.stepsBack += 1;
      if (at !== reading.last) reading.days += 1;
      reading.last = at;
    }
  }

  decide(): DecidedOrder {
    if (this.#isYearFirst)
      return { order: 'year first', isSure: true, why: 'the year is written in full and first' };
    const fewest = Math.min(...this.#readings.map(({ impossible }) => impossible));
    const possible = this.#readings.filter(({ impossible }) => impossible === fewest);
    const [only] = possible;
    if (possible.length === 1 && only !== undefined)
      return {
        order: only.order,
        isSure: true,
        why: `read otherwise, ${this.#seen - fewest === 0 ? 'no' : 'some'} dates would be no days`,
      };
    const likely = possible.filter(({ order }) => order !== 'year first');
    const steps = Math.min(...likely.map(({ stepsBack }) => stepsBack));
    const forward = likely.filter(({ stepsBack }) => stepsBack === steps);
    if (forward.length === 1 && forward[0] !== undefined)
      return {
        order: forward[0].order,
        isSure: true,
        why: 'read otherwise, the messages would run back in time',
      };
    const why = this.#hasDots
      ? 'dates with dots begin with the day nearly everywhere'
      : 'most regions write the day first, and no date of the file tells';
    return { order: 'day first', isSure: this.#hasDots, why };
  }
}
