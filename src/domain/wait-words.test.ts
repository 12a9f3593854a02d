import { describe, expect, it } from 'vitest';
import { clockTime, retryWords, type WaitingLane, waitWords } from './wait-words.ts';

const at = new Date('2031-05-04T09:08:07Z');
const lane = (more: Partial<WaitingLane>): WaitingLane => ({
  name: 'jobs.example',
  backOffUntil: null,
  backOffCount: 0,
  slowMs: 0,
  recentMs: [],
  nextAllowedAt: null,
  robotsStatus: null,
  crawlDelayMs: null,
  sharesWith: null,
  delayMs: 1000,
  ...more,
});

describe('waitWords', () => {
  it.each([
    [
      'a push-back',
      { backOffUntil: at, backOffCount: 3 },
      'jobs.example did not answer or asked us to slow down (3 times in a row); it goes on at 4 May, 09:08 UTC',
    ],
    [
      'a robots.txt that fails',
      { backOffUntil: at, backOffCount: 1, robotsStatus: 503 },
      'jobs.example answers 503 when it is asked for its robots.txt, and nothing is fetched without it; it goes on at 4 May, 09:08 UTC',
    ],
    [
      'a robots.txt that nobody serves',
      { backOffUntil: at, robotsStatus: 0 },
      'jobs.example did not answer when it was asked for its robots.txt, and nothing is fetched without it; it goes on at 4 May, 09:08 UTC',
    ],
    [
      'slow answers',
      { slowMs: 6000, recentMs: [1200, 1100, 1300], nextAllowedAt: at },
      'jobs.example answers slowly (1.2 s a page), so it is asked once in 6 s; the next page at 4 May, 09:08 UTC',
    ],
    [
      'a crawl delay, the longest of its waits',
      { crawlDelayMs: 20_000, slowMs: 6000 },
      'the robots.txt of jobs.example asks for 20 s between two pages',
    ],
    [
      'a server that another site is on',
      { sharesWith: 'ads.example' },
      'jobs.example is on the same server as ads.example, so the two are asked in turn',
    ],
    [
      "the target's own delay",
      { delayMs: 30_000, nextAllowedAt: at },
      'jobs.example is asked once in 30 s, as this target is set; the next page at 4 May, 09:08 UTC',
    ],
  ])('tells of %s', (_name, more, words) => {
    expect(waitWords(lane(more))).toBe(words);
  });
});

describe('clockTime', () => {
  const now = new Date('2031-05-04T09:07:00Z');
  it.each([
    ['2031-05-04T09:08:07Z', 'UTC', '09:08:07 UTC'],
    ['2031-05-04T11:30:59Z', 'UTC', '11:30 UTC'],
    ['2031-05-04T23:30:00Z', 'Asia/Bangkok', '06:30 (Asia/Bangkok)'],
    ['2031-05-06T06:00:00Z', 'UTC', '6 May, 06:00 UTC'],
  ])('of %s in %s is %s', (time, zone, words) => {
    expect(clockTime(new Date(time), zone, now)).toBe(words);
  });
});

describe('retryWords', () => {
  it('counts pages', () => {
    expect(retryWords(1, at)).toBe('a page that could not be fetched is tried again at 4 May, 09:08 UTC');
    expect(retryWords(1200, at)).toContain('1,200 pages that could not be fetched are tried again');
  });
});
