import { describe, expect, it } from 'vitest';
import type { FetchEnd } from '../../crawlers/fetching/fetch-contract.ts';
import { openSmallWorld, type SmallWorld } from '../../test/fixtures/pipeline/small-world.ts';
import { ThreadLostError } from '../platform/thread-pool.ts';
import type { UrlOutcome } from '../storage/frontier-contract.ts';
import { makeVisit } from './make-visit.ts';

const visit = async (world: SmallWorld, needsBrowser = false) =>
  makeVisit(world.needs, { lane: 'jobs.example', worker: 'test', needsBrowser });

const only = (world: SmallWorld): UrlOutcome => {
  expect(world.outcomes).toHaveLength(1);
  return world.outcomes[0] as UrlOutcome;
};

describe('makeVisit', () => {
  it('does nothing when the lane is not to be had', async () => {
    const world = openSmallWorld({ urls: [] });
    expect(await visit(world)).toBeNull();
  });

  it('fetches, keeps, reads and writes each url of its lease, and gives the lane back', async () => {
    const world = openSmallWorld({ urls: ['/a', '/b', '/c'] });
    const report = await visit(world);
    expect(report).toMatchObject({ pages: 3, postings: 3, isMoreLikely: false });
    expect(world.outcomes.map((outcome) => [outcome.url.url, outcome.state])).toEqual([
      ['https://jobs.example/a', 'done'],
      ['https://jobs.example/b', 'done'],
      ['https://jobs.example/c', 'done'],
    ]);
    expect(world.lanes.at(-1)?.isDone).toBe(true);
    expect(world.blobs.size).toBe(3);
    expect(world.outcomes[0]?.capture?.blobHash).toBe(world.outcomes[0]?.blobs[0]?.hash);
  });

  it('writes in batches, and only the last one ends the lease', async () => {
    const world = openSmallWorld({ urls: Array.from({ length: 40 }, (_, index) => `/${index}`) });
    await visit(world);
    expect(world.lanes.length).toBeGreaterThanOrEqual(3);
    expect(world.lanes.filter((lane) => lane.isDone)).toHaveLength(1);
    expect(world.outcomes).toHaveLength(40);
  });

  it('goes on with further urls while a full lease comes back, under the same lease', async () => {
    const full = (name: string): string[] => Array.from({ length: 64 }, (_, index) => `/${name}${index}`);
    const world = openSmallWorld({ urls: full('a'), moreUrls: [full('b'), ['/last']] });
    const report = await visit(world);
    expect(world.fetched).toHaveLength(129);
    expect(world.outcomes).toHaveLength(129);
    expect(world.leasedMore).toBe(2);
    expect(world.lanes.filter((lane) => lane.isDone)).toHaveLength(1);
    expect(report).toMatchObject({ pages: 129, isMoreLikely: false });
  });

  it('fetches a list before the adverts beside it, and images last', async () => {
    const world = openSmallWorld({
      urls: ['/image', '/a', '/b', '/list'],
      kinds: { '/list': 'list', '/image': 'image' },
    });
    await visit(world);
    expect(world.fetched.map((url) => new URL(url).pathname)).toEqual(['/list', '/a', '/b', '/image']);
  });

  it('asks for no further urls when the site wants distance', async () => {
    const urls = Array.from({ length: 64 }, (_, index) => `/${index}`);
    const world = openSmallWorld({
      urls,
      moreUrls: [['/more']],
      stoppedUrls: (id) => id !== '/0',
      delayMs: 2000,
    });
    await visit(world);
    expect(world.leasedMore).toBe(0);
    expect(world.fetched).toEqual(['https://jobs.example/0']);
  });

  it('writes what it has when no further urls can be had', async () => {
    const urls = Array.from({ length: 64 }, (_, index) => `/${index}`);
    const world = openSmallWorld({ urls });
    world.needs.frontier.leaseMore = () => Promise.reject(new Error('the database is away'));
    expect(await visit(world)).toMatchObject({ pages: 64 });
    expect(world.lanes.at(-1)?.isDone).toBe(true);
  });

  it('fetches one page and gives the lane back when the site wants distance', async () => {
    const world = openSmallWorld({ urls: ['/a', '/b'], delayMs: 2000 });
    const report = await visit(world);
    expect(world.fetched).toEqual(['https://jobs.example/a']);
    expect(report?.isMoreLikely).toBe(true);
    expect(world.lanes.at(-1)?.nextAllowedInMs).toBeGreaterThan(1500);
  });

  it("keeps robots.txt's delay when it is longer than the target's", async () => {
    const world = openSmallWorld({ urls: ['/a', '/b'], crawlDelayMs: 9000 });
    await visit(world);
    expect(world.fetched).toHaveLength(1);
    expect(world.lanes.at(-1)?.nextAllowedInMs).toBeGreaterThan(8000);
  });

  it('asks robots.txt once, keeps it, and never fetches what it forbids', async () => {
    const world = openSmallWorld({ urls: ['/a', '/private/b', '/c'], forbidden: ['/private/'] });
    await visit(world);
    expect(world.fetched).toEqual(['https://jobs.example/a', 'https://jobs.example/c']);
    expect(world.robotsFetches).toBe(1);
    expect(world.savedRobots).toHaveLength(1);
    const refused = world.outcomes.find((outcome) => outcome.state === 'refused');
    expect(refused?.problem).toContain('robots.txt does not allow it: Disallow: /private/');
  });

  it("puts what a site redirects to another one into that one's lane, as what was asked for", async () => {
    const moved: FetchEnd = {
      end: 'moved',
      ...{ status: 302, url: 'https://other.example/7', method: 'GET', body: null, durationMs: 5 },
      redirects: ['https://jobs.example/a'],
    };
    const world = openSmallWorld({ urls: ['/a'], answers: { '/a': moved } });
    await visit(world);
    expect(only(world)).toMatchObject({
      state: 'done',
      status: 302,
      capture: { finalUrl: 'https://other.example/7', redirects: ['https://jobs.example/a'] },
      requests: [
        {
          ...{ url: 'https://other.example/7', lane: 'other.example', kind: 'posting' },
          carry: { movedFrom: 'https://jobs.example/a' },
        },
      ],
    });
  });

  it('goes nowhere else than the target may when a site redirects', async () => {
    const moved: FetchEnd = {
      end: 'moved',
      ...{ status: 302, url: 'https://other.example/about', method: 'GET', body: null, durationMs: 5 },
      redirects: ['https://jobs.example/a'],
    };
    const world = openSmallWorld({ urls: ['/a'], answers: { '/a': moved }, excludePaths: ['/about*'] });
    await visit(world);
    expect(only(world)).toMatchObject({ state: 'refused', requests: [] });
    expect(only(world).problem).toContain(
      'it redirects to https://other.example/about: addresses like /about*',
    );
  });

  it('waits for a robots.txt that can not be reached, and ends the visit', async () => {
    const world = openSmallWorld({ urls: ['/a', '/b'], robotsStatus: 0 });
    const report = await visit(world);
    expect(world.fetched).toEqual([]);
    expect(only(world)).toMatchObject({ state: 'waiting', retryAfterMs: 1000 });
    expect(report?.nextAllowedInMs).toBe(1000);
  });

  it.each([429, 503])('rests as long as a robots.txt with %i asks', async (robotsStatus) => {
    const hours = 12 * 3_600_000;
    for (const attempts of [0, 3]) {
      const world = openSmallWorld({
        urls: ['/a', '/b'],
        attempts,
        robotsStatus,
        robotsRetryAfterMs: hours,
      });
      const report = await visit(world);
      expect(world.fetched).toEqual([]);
      expect(report?.nextAllowedInMs).toBe(hours);
      expect(world.lanes.at(-1)?.backOffMs).toBe(hours);
      expect(only(world)).toMatchObject(
        attempts === 0 ? { state: 'waiting', retryAfterMs: hours } : { state: 'failed' },
      );
    }
  });

  it('puts a page off as long as its site asks, beyond our own longest wait too', async () => {
    const end: FetchEnd = {
      end: 'retry',
      status: 502,
      reason: 'answers 502',
      retryAfterMs: 12 * 3_600_000,
      isPushBack: false,
    };
    const world = openSmallWorld({ urls: ['/a'], answers: { '/a': end } });
    await visit(world);
    expect(only(world)).toMatchObject({ state: 'waiting', retryAfterMs: 12 * 3_600_000 });
  });

  it('ignores robots.txt only with the reason that the target gives', async () => {
    const world = openSmallWorld({
      urls: ['/private/b'],
      forbidden: ['/private/'],
      ignoreRobotsReason: 'the site owner asked us to look',
    });
    await visit(world);
    expect(only(world).state).toBe('done');
    expect(world.robotsFetches).toBe(0);
  });

  it('asks for the images of a posting, also on other hosts, and still reads its page conditionally', async () => {
    const images = ['https://cdn.example/poster.jpg', 'https://jobs.example/logo.png'];
    const world = openSmallWorld({ urls: ['/a'], images, headers: { etag: '"1"' } });
    await visit(world);
    const { requests, etag, postings } = only(world);
    expect(requests).toMatchObject([
      { url: 'https://cdn.example/poster.jpg', kind: 'image', lane: 'cdn.example', needsBrowser: false },
    ]);
    expect(etag).toBe('"1"');
    expect(postings[0]?.images).toEqual([
      { url: 'https://cdn.example/poster.jpg', fetchedUrl: 'https://cdn.example/poster.jpg' },
    ]);
  });

  it('keeps an image as it came, and does not read it as a page', async () => {
    const world = openSmallWorld({ urls: ['/poster.jpg'], kind: 'image' });
    await visit(world);
    expect(only(world)).toMatchObject({ state: 'done', postings: [], requests: [] });
    expect(world.blobs.size).toBe(1);
  });

  it('keeps to robots.txt for images even where it is ignored for pages', async () => {
    const world = openSmallWorld({
      urls: ['/private/poster.jpg'],
      kind: 'image',
      forbidden: ['/private/'],
      ignoreRobotsReason: 'the site owner asked us to look',
    });
    await visit(world);
    expect(only(world).state).toBe('refused');
    expect(world.fetched).toEqual([]);
  });

  it('refuses the address of somebody to write to before anything is asked', async () => {
    const world = openSmallWorld({ urls: ['https://wa.me/12025550100'] });
    await visit(world);
    expect(only(world)).toMatchObject({
      state: 'refused',
      problem: expect.stringContaining('a WhatsApp contact'),
    });
    expect(world.fetched).toEqual([]);
    expect(world.robotsFetches).toBe(0);
  });

  const ends: [FetchEnd, Partial<UrlOutcome>][] = [
    [
      { end: 'gone', status: 404, reason: 'not there' },
      { state: 'gone', problem: 'not there', status: 404 },
    ],
    [
      { end: 'blocked', status: 403, reason: 'login' },
      { state: 'blocked', problem: 'login' },
    ],
    [{ end: 'refused', reason: 'leads to a private address' }, { state: 'refused' }],
    [
      { end: 'unusable', status: 200, reason: 'too large' },
      { state: 'unreadable', problem: 'too large' },
    ],
    [
      { end: 'not-modified', status: 304, fetchedAt: new Date(), durationMs: 1 },
      { state: 'done', isUnchanged: true, status: 304 },
    ],
    [
      { end: 'retry', status: 500, reason: 'answers 500', retryAfterMs: null, isPushBack: false },
      { state: 'waiting', retryAfterMs: 1000, problem: 'answers 500' },
    ],
  ];
  for (const [end, expected] of ends)
    it(`puts '${end.end}' into words and state`, async () => {
      const world = openSmallWorld({ urls: ['/a'], answers: { '/a': end } });
      await visit(world);
      expect(only(world)).toMatchObject(expected);
    });

  it('tries again later each time, and gives up after the fourth try', async () => {
    const end: FetchEnd = {
      end: 'retry',
      status: 500,
      reason: 'answers 500',
      retryAfterMs: null,
      isPushBack: false,
    };
    const again = openSmallWorld({ urls: ['/a'], attempts: 2, answers: { '/a': end } });
    await visit(again);
    expect(only(again)).toMatchObject({ state: 'waiting', retryAfterMs: 4000 });
    const last = openSmallWorld({ urls: ['/a'], attempts: 3, answers: { '/a': end } });
    await visit(last);
    expect(only(last)).toMatchObject({ state: 'failed', problem: 'answers 500; given up after 4 tries' });
  });

  it('leaves a site alone that asks for less, as long as it asks for', async () => {
    const end: FetchEnd = {
      end: 'retry',
      status: 429,
      reason: 'too many',
      retryAfterMs: 30_000,
      isPushBack: true,
    };
    const world = openSmallWorld({ urls: ['/a', '/b'], answers: { '/a': end } });
    const report = await visit(world);
    expect(world.fetched).toHaveLength(1);
    expect(world.lanes.at(-1)?.backOffMs).toBe(30_000);
    expect(report?.nextAllowedInMs).toBe(30_000);
    expect(only(world)).toMatchObject({ state: 'waiting', retryAfterMs: 30_000 });
  });

  it('gives a page that took too long a second chance, since the machine may have been busy', async () => {
    const world = openSmallWorld({ urls: ['/a'], unreadable: ['/a'] });
    await visit(world);
    expect(only(world)).toMatchObject({
      state: 'waiting',
      problem: expect.stringContaining('longer than 2 s'),
    });
    expect(world.blobs.size).toBe(1);
  });

  it('tries again later when the reading thread was lost, which is not the page’s doing', async () => {
    const world = openSmallWorld({ urls: ['/a'], attempts: 2 });
    world.needs.read = async () => {
      throw new ThreadLostError('a thread failed: broken-one.yaml is no rule');
    };
    await visit(world);
    expect(only(world)).toMatchObject({
      state: 'waiting',
      problem: expect.stringContaining('broken-one.yaml'),
    });
  });

  it('ends a page that can not be read as unreadable, with its evidence kept', async () => {
    const world = openSmallWorld({ urls: ['/a'], unreadable: ['/a'], attempts: 1 });
    await visit(world);
    expect(only(world)).toMatchObject({
      state: 'unreadable',
      problem: 'it could not be read: took longer than 2 s',
      capture: { problem: 'it could not be read: took longer than 2 s' },
    });
    expect(world.blobs.size).toBe(1);
  });

  it('places what a page asks for in the frontier, each once', async () => {
    const world = openSmallWorld({
      urls: ['/list'],
      requests: ['https://jobs.example/1#top', 'https://jobs.example/1?utm_source=x', 'mailto:a@example.com'],
    });
    await visit(world);
    expect(only(world).requests).toHaveLength(1);
    expect(only(world).requests[0]).toMatchObject({
      url: 'https://jobs.example/1',
      lane: 'jobs.example',
      origin: 'https://jobs.example',
      depth: 1,
    });
  });

  it('hands a page that scripts build to the browser', async () => {
    const world = openSmallWorld({
      urls: ['/a'],
      problems: [{ code: 'needs-browser', message: 'the page is built by scripts' }],
      requests: ['https://jobs.example/b'],
      hasBrowser: true,
    });
    await visit(world);
    expect(only(world)).toMatchObject({ state: 'waiting', needsBrowser: true });
    expect(only(world).requests).toEqual([]);
  });

  it('leaves the pages that nobody wants any more, and goes on with the others', async () => {
    const wanted = new Set(['/b']);
    const world = openSmallWorld({
      urls: ['/a', '/b'],
      stoppedUrls: (id) => !wanted.has(id),
      onFetch: () => new Promise((resolve) => setTimeout(resolve, 1500)),
    });
    await visit(world);
    expect(world.outcomes.map((outcome) => outcome.url.id)).toEqual(['/b']);
    expect(world.lanes.at(-1)?.isDone).toBe(true);
  });

  it('does not follow addresses that go in circles, and says so', async () => {
    const world = openSmallWorld({
      urls: ['/a'],
      requests: ['https://jobs.example/x/y/x/y/x/y', 'https://jobs.example/b'],
    });
    await visit(world);
    expect(only(world).requests.map(({ url }) => url)).toEqual(['https://jobs.example/b']);
    expect(only(world).notices).toMatchObject([{ code: 'repeating-path', count: 1 }]);
  });

  it('reads such a page as it is where there is no browser', async () => {
    const world = openSmallWorld({
      urls: ['/a'],
      problems: [{ code: 'needs-browser', message: 'the page is built by scripts' }],
    });
    await visit(world);
    expect(only(world)).toMatchObject({ state: 'done', problem: 'the page is built by scripts' });
  });

  it('makes a rendered capture with screenshot for a lead, and reads nothing', async () => {
    const world = openSmallWorld({ urls: ['/a'], hasBrowser: true, leadId: 'lead-1' });
    await visit(world, true);
    const outcome = only(world);
    expect(outcome.capture?.kind).toBe('rendered');
    expect(outcome.capture?.screenshotHash).toBe(outcome.blobs[1]?.hash);
    expect(outcome.postings).toEqual([]);
  });

  it('stops when the lease went to another worker', async () => {
    const world = openSmallWorld({
      urls: Array.from({ length: 64 }, (_, index) => `/${index}`),
      isLeaseLost: true,
    });
    const report = await visit(world);
    expect(report?.isLost).toBe(true);
    expect(report?.pages).toBe(0);
    expect(world.fetched.length).toBeLessThan(64);
  });

  it('lets the others of a batch through when storage can not take one', async () => {
    const world = openSmallWorld({ urls: ['/a', '/bad', '/c'], unstorable: ['/bad'] });
    await visit(world);
    expect(world.outcomes.map((outcome) => outcome.state).sort()).toEqual(['done', 'done', 'failed']);
    expect(world.lanes.at(-1)?.isDone).toBe(true);
  });

  it('stops between two pages when it is told to', async () => {
    const stop = new AbortController();
    const world = openSmallWorld({ urls: ['/a', '/b'], onFetch: () => stop.abort() });
    await makeVisit(world.needs, {
      lane: 'jobs.example',
      worker: 'test',
      needsBrowser: false,
      signal: stop.signal,
    });
    expect(world.fetched).toHaveLength(1);
    expect(world.outcomes).toHaveLength(1);
    expect(world.lanes.at(-1)?.isDone).toBe(true);
  });
});
