import { describe, expect, it } from 'vitest';
import { cronProblem, nextRunAfter, nextRuns, scheduleText } from './schedule.ts';

const at = (text: string): Date => new Date(text);
const iso = (dates: Date[]): string[] => dates.map((date) => date.toISOString());

describe('a schedule', () => {
  it('runs every so many hours', () => {
    expect(iso(nextRuns({ everyHours: 6 }, at('2026-01-01T00:00:00Z'), 2))).toEqual([
      '2026-01-01T06:00:00.000Z',
      '2026-01-01T12:00:00.000Z',
    ]);
    expect(nextRunAfter({ everyHours: 0 }, at('2026-01-01T00:00:00Z'))).toBeNull();
  });

  it('runs by the clock of a time zone, which goes before the hours', () => {
    const schedule = { everyHours: 24, cron: '30 6 * * 1-5', timeZone: 'Asia/Manila' };
    expect(iso(nextRuns(schedule, at('2026-11-20T00:00:00Z'), 2))).toEqual([
      '2026-11-22T22:30:00.000Z',
      '2026-11-23T22:30:00.000Z',
    ]);
  });

  it('keeps to the clock when it changes, and runs once where an hour is skipped or comes twice', () => {
    const schedule = { everyHours: 0, cron: '30 2 * * *', timeZone: 'Europe/Berlin' };
    expect(iso(nextRuns(schedule, at('2026-03-28T12:00:00Z'), 2))).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
    expect(iso(nextRuns(schedule, at('2026-10-24T12:00:00Z'), 2))).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('makes up for a missed run by none: the next is after now', () => {
    const schedule = { everyHours: 0, cron: '0 6 * * *' };
    expect(nextRunAfter(schedule, at('2026-05-09T10:00:00Z'))?.toISOString()).toBe(
      '2026-05-10T06:00:00.000Z',
    );
  });

  it.each(['0 6 * * *', '*/15 * * * *', '0 9 * * MON-FRI', '0 0 29 2 *'])('takes %s', (cron) => {
    expect(cronProblem(cron)).toBeUndefined();
  });

  it.each([
    ['every day', 'five fields'],
    ['@daily', 'five fields'],
    ['0 0 6 * * *', 'five fields'],
    ['61 * * * *', 'Invalid value for minute: 61'],
    ['0 0 31 2 *', 'never comes'],
    ['* * * * *', 'every 15 minutes'],
  ])('says what to write instead of %s', (cron, words) => {
    expect(cronProblem(cron)).toContain(words);
    expect(cronProblem(cron)).toContain("'30 6 * * *'");
  });

  it.each([
    [{ everyHours: 0 }, 'only when asked'],
    [{ everyHours: 48 }, 'every 2 days'],
    [{ everyHours: 1 }, 'every hour'],
    [{ everyHours: 24, cron: '0 6 * * *' }, 'by the schedule 0 6 * * * (UTC)'],
  ])('says %j in words', (schedule, text) => {
    expect(scheduleText(schedule)).toBe(text);
  });
});
