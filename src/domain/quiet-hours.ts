/** Hours of the day in which a place is left alone. */
import { Cron } from 'croner';
import { z } from 'zod';
import { timeZone } from './time-zone.ts';

const timeOfDay = z
  .string()
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day such as 08:00 or 22:30');

/** `to` before `from` goes over midnight. */
export const quietHours = z
  .object({ from: timeOfDay, to: timeOfDay, timeZone })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'quiet hours end at another time than they start; to stop for the whole day, pause the target',
  });
export type QuietHours = z.infer<typeof quietHours>;

export interface QuietWindow {
  startsAt: Date;
  endsAt: Date;
}

/** The quiet hours that are on at `now` (then `startsAt` is `now`), else those that come next. */
export const quietWindow = (hours: QuietHours, now: Date): QuietWindow => {
  const startsAt = nextTime(hours.from, hours.timeZone, now);
  const endsAt = nextTime(hours.to, hours.timeZone, now);
  return endsAt < startsAt
    ? { startsAt: now, endsAt }
    : { startsAt, endsAt: nextTime(hours.to, hours.timeZone, startsAt) };
};

/** When clocks spring over it, croner takes the first time after the gap. */
const nextTime = (time: string, zone: string, after: Date): Date => {
  const [hour, minute] = time.split(':');
  const next = new Cron(`${minute} ${hour} * * *`, { timezone: zone, paused: true }).nextRun(after);
  if (!next) throw new Error(`${time} never comes in ${zone}`);
  return next;
};

export const quietHoursText = ({ from, to, timeZone }: QuietHours): string =>
  `left alone from ${from} to ${to} (${timeZone})`;
