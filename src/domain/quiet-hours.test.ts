import { describe, expect, it } from 'vitest';
import { quietHours, quietWindow } from './quiet-hours.ts';

const windowAt = (from: string, to: string, timeZone: string, now: string) => {
  const { startsAt, endsAt } = quietWindow({ from, to, timeZone }, new Date(now));
  return [startsAt.toISOString(), endsAt.toISOString()];
};

describe('quiet hours', () => {
  it('come next, or are on until their end', () => {
    expect(windowAt('08:00', '18:00', 'Asia/Manila', '2026-06-01T20:00:00Z')).toEqual([
      '2026-06-02T00:00:00.000Z',
      '2026-06-02T10:00:00.000Z',
    ]);
    expect(windowAt('08:00', '18:00', 'Asia/Manila', '2026-06-02T03:00:00Z')).toEqual([
      '2026-06-02T03:00:00.000Z',
      '2026-06-02T10:00:00.000Z',
    ]);
  });

  it('go over midnight', () => {
    expect(windowAt('22:00', '06:00', 'UTC', '2026-06-01T21:59:59Z')).toEqual([
      '2026-06-01T22:00:00.000Z',
      '2026-06-02T06:00:00.000Z',
    ]);
    expect(windowAt('22:00', '06:00', 'UTC', '2026-06-02T05:59:59Z')[1]).toBe('2026-06-02T06:00:00.000Z');
    expect(windowAt('22:00', '06:00', 'UTC', '2026-06-02T06:00:00Z')[0]).toBe('2026-06-02T22:00:00.000Z');
  });

  it('follow the clock when it changes', () => {
    expect(windowAt('22:00', '06:00', 'Europe/Berlin', '2026-03-28T20:00:00Z')).toEqual([
      '2026-03-28T21:00:00.000Z',
      '2026-03-29T04:00:00.000Z',
    ]);
  });

  it.each([
    [{ from: '25:00', to: '06:00', timeZone: 'UTC' }, 'time of day such as'],
    [{ from: '22:00', to: '6', timeZone: 'UTC' }, 'time of day such as'],
    [{ from: '22:00', to: '06:00', timeZone: 'Manila time' }, 'Asia/Manila'],
    [{ from: '22:00', to: '22:00', timeZone: 'UTC' }, 'pause the target'],
  ])('say what to write instead of %j', (hours, words) => {
    expect(quietHours.safeParse(hours).error?.issues[0]?.message).toContain(words);
  });
});
