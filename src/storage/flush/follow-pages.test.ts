import { describe, expect, it } from 'vitest';
import { trapLimits } from '../../domain/crawl-trap.ts';
import { placeRequest } from '../../pipeline/frontier-place.ts';
import type { NewUrl } from '../frontier-contract.ts';
import { type AskingPage, followPages } from './follow-pages.ts';

const ask = (path: string, kind = 'list'): NewUrl => {
  const placed = placeRequest(
    { url: `https://board.example${path}`, kind },
    { depth: 1, priority: 0, needsBrowser: false },
  );
  if (!placed) throw new Error(`${path} could not be placed`);
  return placed;
};
const page = (urls: NewUrl[], more: Partial<AskingPage> = {}): AskingPage => ({
  kind: 'list',
  barren: 0,
  isFresh: false,
  urls,
  ...more,
});
const last = trapLimits.barrenPages - 1;

describe('a page that asks for others', () => {
  it('passes on how many pages before it brought nothing new, to its own kind alone', () => {
    const { urls } = followPages([page([ask('/calendar/2027-01')], { barren: 4 })], () => false);
    expect(urls.map(({ barren }) => barren)).toEqual([5]);
    const known = new Set(['/ad-1', '/ad-2'].map((path) => ask(path, 'posting').keyHash));
    const again = followPages(
      [page([ask('/jobs?page=9'), ask('/ad-1', 'posting'), ask('/ad-2', 'posting')], { barren: 4 })],
      ({ keyHash }) => known.has(keyHash),
    );
    expect(again.urls.map(({ kind, barren }) => [kind, barren])).toEqual([
      ['list', 5],
      ['posting', 0],
      ['posting', 0],
    ]);
  });

  it.each([
    ['an advert stands on it', { isFresh: true }, [ask('/jobs?page=40')]],
    ['it leads to an advert that the run did not know', {}, [ask('/jobs?page=40'), ask('/ad-7', 'posting')]],
  ])('begins to count anew when %s', (_why, more, urls) => {
    const followed = followPages([page(urls, { barren: last, ...more })], () => false);
    expect(followed.urls.every(({ barren }) => barren === 0)).toBe(true);
    expect(followed.notices).toEqual([]);
  });

  it('is the last of its kind when too many before it brought nothing new; adverts are still followed', () => {
    const advert = ask('/ad-1', 'posting');
    const followed = followPages(
      [page([ask('/jobs?page=40'), advert], { barren: last })],
      ({ keyHash }) => keyHash === advert.keyHash,
    );
    expect(followed.urls.map(({ url }) => url)).toEqual(['https://board.example/ad-1']);
    expect(followed.notices).toMatchObject([
      { code: 'paging-stopped', count: 1, example: 'https://board.example/jobs?page=40' },
    ]);
  });

  it('brings nothing new with an advert that another page of the same visit brought', () => {
    const advert = ask('/ad-1', 'posting');
    const { urls } = followPages(
      [page([advert, ask('/jobs?page=2')]), page([advert, ask('/jobs?page=3')], { barren: 1 })],
      () => false,
    );
    expect(urls.map(({ url, barren }) => [new URL(url).search, barren])).toEqual([
      ['', 0],
      ['?page=2', 0],
      ['?page=3', 2],
    ]);
  });

  it('asks for one page however many sessions its address names', () => {
    const { urls } = followPages(
      [page(['a1b2c3d4e5', 'f6a7b8c9d0'].map((session) => ask(`/jobs/7;jsessionid=${session}`)))],
      () => false,
    );
    expect(urls).toHaveLength(1);
  });
});
