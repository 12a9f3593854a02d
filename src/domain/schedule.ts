/** When a crawl target runs: every so many hours, or by a cron expression in a time zone. */
import { Cron } from 'croner';

export interface Schedule {
  everyHours: number;
  cron?: string | undefined;
  /** Of the cron expression; UTC when absent. */
  timeZone?: string | undefined;
}

const hourMs = 3_600_000;
/** A place is given at least so much rest between two runs. */
const shortestMinutes = 15;

const howToWrite =
  "write five fields: minute, hour, day of the month, month, day of the week; for example '30 6 * * *' for 6:30 every day, or '0 6,18 * * 1-5' for 6:00 and 18:00 from Monday to Friday";

/** What is wrong with a cron expression, and what to write instead; undefined when it can be used. */
export const cronProblem = (cron: string): string | undefined => {
  if (/^@/.test(cron) || cron.trim().split(/\s+/).length !== 5)
    return `this is not a schedule: ${howToWrite}`;
  try {
    return runsProblem(new Cron(cron, { mode: '5-part', paused: true, timezone: 'UTC' }));
  } catch (error) {
    const detail = (error as Error).message.replace(/^Cron\w+: /, '');
    return `this is not a schedule (${detail}): ${howToWrite}`;
  }
};

const runsProblem = (runs: Cron): string | undefined => {
  const [first, second] = runs.nextRuns(2);
  if (!first) return `this day never comes: ${howToWrite}`;
  const isTooOften = second && second.getTime() - first.getTime() < shortestMinutes * 60_000;
  return isTooOften
    ? `this would run more often than every ${shortestMinutes} minutes: ${howToWrite}`
    : undefined;
};

/** Null when it only runs when somebody asks. A run that was missed is not made up for: the next is after `after`. */
export const nextRunAfter = (schedule: Schedule, after: Date): Date | null =>
  nextRuns(schedule, after, 1)[0] ?? null;

export const nextRuns = ({ everyHours, cron, timeZone }: Schedule, after: Date, count: number): Date[] => {
  if (cron)
    return new Cron(cron, { mode: '5-part', paused: true, timezone: timeZone ?? 'UTC' }).nextRuns(
      count,
      after,
    );
  if (everyHours <= 0) return [];
  return Array.from(
    { length: count },
    (_, index) => new Date(after.getTime() + (index + 1) * everyHours * hourMs),
  );
};

export const isSameSchedule = (one: Schedule, other: Schedule): boolean =>
  one.everyHours === other.everyHours && one.cron === other.cron && one.timeZone === other.timeZone;

/** `every 2 days`, `30 6 * * * in Asia/Manila`, `only when asked`. */
export const scheduleText = ({ everyHours, cron, timeZone }: Schedule): string => {
  if (cron) return `by the schedule ${cron} (${timeZone ?? 'UTC'})`;
  if (everyHours === 0) return 'only when asked';
  return everyHours % 24 === 0 ? everyOf(everyHours / 24, 'day') : everyOf(everyHours, 'hour');
};

const everyOf = (count: number, unit: string): string =>
  count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
