/** What a site says beside a 4xx or with its robots.txt is heeded and told in words, through threads and database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSite, type TestSite } from '../site/start-test-site.ts';
import type { Answer } from '../site/trouble-pages.ts';
import { until } from './run-deployment.ts';
import { runTestApp, type TestApp } from './run-test-app.ts';

const says =
  (status: number, said: object, type = 'application/json; charset=utf-8'): Answer =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': type }).end(JSON.stringify(said));

let site: TestSite;
let running: TestApp;

beforeAll(async () => {
  site = await startTestSite({
    pages: {
      '/r/closed_one/new.json': says(403, { reason: 'private', message: 'Forbidden', error: 403 }),
      '/r/banned_one/new.json': says(404, { reason: 'banned', message: 'Not Found', error: 404 }),
      '/r/asked_one/new.json': says(403, { reason: 'quarantined', message: 'Forbidden', error: 403 }),
      '/r/silent_one/new.json': says(403, { padding: 'x'.repeat(20_000), reason: 'private', error: 403 }),
      '/api/v1/timelines/public': says(422, { error: 'This method requires an authenticated user' }),
      '/t/41.json': says(403, { errors: ['You need to be logged in.'], error_type: 'not_logged_in' }),
    },
  });
  running = await runTestApp(site);
});
afterAll(async () => {
  await running?.close();
});

const urlsOf = async (typeId: string, options: Record<string, unknown>) => {
  const runId = await running.crawl(await running.addTarget(typeId, options));
  const { rows } = await running.database.pool.query<{ state: string; problem: string | null }>(
    'select state, "lastProblem" as problem from url where "runId" = $1::uuid',
    [runId],
  );
  return rows;
};

describe('a refusal with its reason in JSON', () => {
  it.each([
    ['closed_one', 'blocked', 'The subreddit is private: only its members may read it (403)'],
    ['banned_one', 'gone', 'Reddit closed the subreddit for breaking its rules (404)'],
    [
      'asked_one',
      'blocked',
      'Reddit put the subreddit under quarantine: it shows it only to users who ask for it with a login (403)',
    ],
    ['silent_one', 'blocked', 'the site refuses to show this page to us (403)'],
  ])('of r/%s is %s', async (name, state, problem) => {
    expect(await urlsOf('reddit', { place: `r/${name}`, baseUrl: site.url })).toEqual([{ state, problem }]);
  });

  it('of a server of the fediverse asks for a login', async () => {
    expect(await urlsOf('mastodon', { instance: site.url })).toEqual([
      {
        state: 'blocked',
        problem: 'The site asks for a login: this server shows these posts only to its own users (422)',
      },
    ]);
  });

  it('of Discourse asks for a login', async () => {
    expect(await urlsOf('forum', { startUrls: [`${site.url}/t/41.json`] })).toEqual([
      { state: 'blocked', problem: 'The site asks for a login: visitors are shown no topics here (403)' },
    ]);
  });

  it('is passed over where the type has no words for it', async () => {
    expect(await urlsOf('page', { urls: [`${site.url}/t/41.json`] })).toEqual([
      { state: 'blocked', problem: 'the site refuses to show this page to us (403)' },
    ]);
  });
});

describe('a robots.txt that asks for distance', () => {
  it.each([429, 503])('with %i and Retry-After keeps every page unasked for so long', async (status) => {
    const busy = await startTestSite({
      pages: {
        '/robots.txt': (_request, response) =>
          void response.writeHead(status, { 'retry-after': '3600' }).end(),
      },
    });
    const there = await runTestApp(busy);
    const target = await there.app.targets.byId(
      await there.addTarget('page', { urls: [`${busy.url}/jobs/ad-1`, `${busy.url}/jobs/ad-2`] }),
    );
    if (!target) throw new Error('the target was not stored');
    await there.app.startRun({ target, trigger: 'person' });
    const restsForS = async (): Promise<number | undefined> => {
      const { rows } = await there.database.pool.query<{ s: number }>(
        'select extract(epoch from "backOffUntil" - now())::float8 as s from lane where "backOffUntil" is not null',
      );
      return rows[0]?.s;
    };
    await until(async () => (await restsForS()) !== undefined, 'the lane rests');
    expect(await restsForS()).toBeGreaterThan(3500);
    expect(busy.hits.map(({ path }) => path)).toEqual(['/robots.txt']);
    await there.close();
  });
});
