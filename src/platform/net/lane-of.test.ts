import { expect, it } from 'vitest';
import { laneOf } from './lane-of.ts';

it.each([
  ['https://jobs.board.co.uk/x', 'board.co.uk'],
  ['https://www.board.com.kh/', 'board.com.kh'],
  ['https://one.blogspot.com/', 'one.blogspot.com'],
  ['http://127.0.0.1:8080/x', '127.0.0.1:8080'],
  ['http://[::1]:8080/x', '[::1]:8080'],
  ['https://localhost/', 'localhost:443'],
  ['http://site.localhost:81/', 'site.localhost:81'],
  ['http://intranet/', 'intranet:80'],
])('%s is on the lane %s', (url, lane) => {
  expect(laneOf(url)).toBe(lane);
});
