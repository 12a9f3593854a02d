import { expect, it } from 'vitest';
import { placeRequests } from './frontier-place.ts';

const place = (...urls: string[]) =>
  placeRequests(
    urls.map((url) => ({ url, kind: 'posting' })),
    { depth: 1, priority: 0, needsBrowser: () => false },
  ).map(({ url }) => url);

it('takes out what only tells where a visitor came from, and leaves words in other encodings as they are', () => {
  expect(
    place(
      'https://board.example/job.asp?t=%C8%CB&utm_source=x',
      'https://board.example/job.asp?t=%B9%A4&utm_source=x',
      'https://board.example/job.asp?utm_source=y&t=%C8%CB',
      'https://board.example/job.asp?t=%C8%CB&PHPSESSID=4f2a9c81d7e6',
    ),
  ).toEqual(['https://board.example/job.asp?t=%C8%CB', 'https://board.example/job.asp?t=%B9%A4']);
});
