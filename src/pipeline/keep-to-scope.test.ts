import { describe, expect, it } from 'vitest';
import { mergeNotices } from '../domain/run-notice.ts';
import { placeRequests } from './frontier-place.ts';
import { keepToScope } from './keep-to-scope.ts';

const requestsAt = (depth: number, ...paths: string[]) =>
  placeRequests(
    paths.map((path) => ({ url: `https://board.example.com${path}`, kind: 'posting' })),
    { depth, priority: 0, needsBrowser: () => false },
  );

describe('keeping to the scope of a target', () => {
  it('follows what the settings let it follow, and counts the rest with its reason', () => {
    const target = { includePaths: ['/jobs/*', '/list*'], excludePaths: ['/jobs/old/*'] };
    const kept = keepToScope(
      target,
      requestsAt(1, '/jobs/1', '/jobs/old/2', '/jobs/old/3', '/about', '/list?page=2'),
    );
    expect(kept.requests.map(({ url }) => new URL(url).pathname)).toEqual(['/jobs/1', '/list']);
    expect(mergeNotices(kept.notices)).toEqual([
      {
        code: 'path-excluded',
        sentence: 'addresses like /jobs/old/* are left out of this target',
        count: 2,
        example: 'https://board.example.com/jobs/old/2',
      },
      expect.objectContaining({
        code: 'path-not-included',
        count: 1,
        example: 'https://board.example.com/about',
      }),
    ]);
  });

  it('goes no further than so many links', () => {
    expect(keepToScope({ maxDepth: 1 }, requestsAt(1, '/a')).requests).toHaveLength(1);
    expect(keepToScope({ maxDepth: 1 }, requestsAt(2, '/a'))).toMatchObject({
      requests: [],
      notices: [{ code: 'too-deep' }],
    });
  });

  it('follows everything when nothing is set', () => {
    expect(keepToScope({}, requestsAt(50, '/a', '/b'))).toMatchObject({ requests: [{}, {}], notices: [] });
  });
});
