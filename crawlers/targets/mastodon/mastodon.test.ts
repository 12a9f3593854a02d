import { describe, expect, it } from 'vitest';
import type { Page } from '../../target-type.ts';
import mastodon from './index.ts';

const options = (input: object) =>
  mastodon.options.parse({ instance: 'https://social.example.com', ...input });
const startOf = (input: object) => mastodon.start(options(input))[0];

const pageOf = (value: unknown, extra: Partial<Page> = {}): Page => {
  const url = 'https://social.example.com/api/v1/timelines/public?local=true&limit=40';
  return {
    url,
    requestedUrl: url,
    kind: 'timeline',
    carry: { page: '1' },
    text: typeof value === 'string' ? value : JSON.stringify(value),
    contentType: 'application/json',
    status: 200,
    fetchedAt: '2026-11-22T10:00:00.000Z',
    isRendered: false,
    ...extra,
  };
};
const statusOf = (id: string, day = '2026-11-20') => ({
  id,
  content: '<p>Cook wanted</p>',
  created_at: `${day}T00:00:00Z`,
});

describe('where a server is asked', () => {
  it('asks for public posts, a hashtag or an account', () => {
    expect(startOf({})?.url).toBe('https://social.example.com/api/v1/timelines/public?local=true&limit=40');
    expect(startOf({ hashtag: '#งาน' })?.url).toContain('/api/v1/timelines/tag/%E0%B8%87');
    expect(startOf({ account: '@desk@other.example.org' })?.url).toContain(
      'lookup?acct=desk%40other.example.org',
    );
    expect(startOf({ account: '@desk@social.example.com' })?.url).toContain('lookup?acct=desk');
  });

  it('asks servers like Misskey in their own form', () => {
    expect(startOf({ software: 'misskey', hashtag: 'hiring' })).toMatchObject({
      url: 'https://social.example.com/api/notes/search-by-tag',
      method: 'POST',
      body: '{"tag":"hiring","limit":40}',
    });
    const account = pageOf({ id: 'u1' }, { kind: 'account' });
    const [request] = mastodon.read(account, options({ software: 'misskey', account: 'desk' })).requests;
    expect(request).toMatchObject({ body: '{"userId":"u1","limit":40}', carry: { userId: 'u1' } });
  });

  it('finds out from an address what is meant', () => {
    expect(mastodon.optionsFor('https://mastodon.example.com/tags/hiring')).toMatchObject({
      fit: 9,
      options: { instance: 'https://mastodon.example.com', hashtag: 'hiring' },
    });
    expect(mastodon.optionsFor('https://misskey.example.com/@desk')?.options).toMatchObject({
      software: 'misskey',
      account: '@desk',
    });
    expect(mastodon.optionsFor('https://jobs.example.com/list')?.fit).toBe(0);
    expect(mastodon.optionsFor('nothing')).toBeUndefined();
  });

  it('keeps to the public API of its server', () => {
    const asked = options({});
    expect(mastodon.isInScope('https://social.example.com/api/v1/timelines/public?max_id=3', asked)).toBe(
      true,
    );
    expect(mastodon.isInScope('https://social.example.com/auth/sign_in', asked)).toBe(false);
    expect(mastodon.isInScope('https://social.example.com.elsewhere.example.org/api/x', asked)).toBe(false);
  });
});

describe('how far back a server is read', () => {
  it('goes on from the number that the server names, at its own address alone', () => {
    const link = '<https://elsewhere.example.org/api?max_id=55>; rel="next"';
    const [older] = mastodon.read(pageOf([statusOf('60')], { headers: { link } }), options({})).requests;
    expect(older?.url).toBe(
      'https://social.example.com/api/v1/timelines/public?local=true&limit=40&max_id=55',
    );
  });

  it('goes on from the last post where it names none', () => {
    const [older] = mastodon.read(pageOf([statusOf('60'), statusOf('59')]), options({})).requests;
    expect(older).toMatchObject({ url: expect.stringMatching(/max_id=59$/), carry: { page: '2' } });
  });

  it('ends at the most pages, at old posts and at an empty page', () => {
    const ends = [
      mastodon.read(pageOf([statusOf('60')]), options({ maxPages: 1 })),
      mastodon.read(pageOf([statusOf('60', '2020-01-01')]), options({})),
      mastodon.read(pageOf([], { carry: { page: '3' } }), options({})),
    ];
    expect(ends.map((reading) => reading.requests)).toEqual([[], [], []]);
  });

  it('does not ask the same page again', () => {
    const url = 'https://social.example.com/api/v1/timelines/public?max_id=60';
    expect(mastodon.read(pageOf([statusOf('60')], { url, requestedUrl: url }), options({})).requests).toEqual(
      [],
    );
  });
});

it('knows a refusal beside a status, where it says something', () => {
  const codeOf = (text: string) => mastodon.refusalOf?.({ text, status: 422 })?.code;
  expect(codeOf('{"error": "This method requires an authenticated user"}')).toBe('login-wall');
  expect(codeOf('{"error": "Record not found"}')).toBe('refused');
  expect(codeOf('{}')).toBeUndefined();
  expect(codeOf('null')).toBeUndefined();
  expect(codeOf('{')).toBeUndefined();
});

it.each([
  [{ error: 'This API requires an authenticated user' }, 'login-wall'],
  [{ error: { message: 'Credential required.' } }, 'login-wall'],
  [{ error: 'Record not found' }, 'refused'],
  ['<html><body>Welcome</body></html>', 'not-a-server'],
  [[], 'no-posts'],
  [[{ title: 'something else' }], 'not-a-server'],
])('says what came instead of posts: %j', (answer, code) => {
  expect(mastodon.read(pageOf(answer), options({})).problems.map((problem) => problem.code)).toEqual([code]);
});
