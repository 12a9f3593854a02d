import { describe, expect, it } from 'vitest';
import type { Page } from '../../target-type.ts';
import reddit from './index.ts';

const options = (input: object) => reddit.options.parse(input);
const startUrl = (input: object): string | undefined => reddit.start(options(input))[0]?.url;

const pageOf = (value: unknown, extra: Partial<Page> = {}): Page => ({
  url: 'https://www.reddit.com/r/examplejobs/new.json',
  requestedUrl: 'https://www.reddit.com/r/examplejobs/new.json',
  kind: 'list',
  carry: { page: '1' },
  text: typeof value === 'string' ? value : JSON.stringify(value),
  contentType: 'application/json',
  status: 200,
  fetchedAt: '2026-11-22T10:00:00.000Z',
  isRendered: false,
  ...extra,
});
const listOf = (data: object[], after: string | null = null) => ({
  kind: 'Listing',
  data: { after, children: data.map((one) => ({ kind: 't3', data: one })) },
});

describe('where Reddit is asked', () => {
  it('asks for a subreddit, a user, a search and a thread', () => {
    expect(startUrl({ place: 'r/examplejobs' })).toBe(
      'https://www.reddit.com/r/examplejobs/new.json?raw_json=1&limit=100',
    );
    expect(startUrl({ place: 'https://old.reddit.com/user/example_name/' })).toContain(
      '/user/example_name/submitted.json?',
    );
    expect(startUrl({ search: 'typing job' })).toContain('/search.json?raw_json=1&q=typing+job&sort=new');
    expect(startUrl({ place: 'examplejobs', search: 'typing' })).toContain('/r/examplejobs/search.json?');
    expect(startUrl({ place: 'https://www.reddit.com/r/examplejobs/comments/abc123/some_words/' })).toContain(
      '/comments/abc123.json?',
    );
  });

  it('knows the addresses of Reddit, and a copy only when asked', () => {
    expect(reddit.optionsFor('https://www.reddit.com/r/examplejobs')?.fit).toBe(10);
    expect(reddit.optionsFor('https://old.reddit.com/r/examplejobs/new/')?.options.baseUrl).toBe(
      'https://old.reddit.com',
    );
    expect(reddit.optionsFor('https://www.reddit.com/search/?q=typing%20job')?.options.search).toBe(
      'typing job',
    );
    const copy = reddit.optionsFor('http://127.0.0.1:8080/copy/r/examplejobs');
    expect(copy).toMatchObject({ fit: 0, options: { baseUrl: 'http://127.0.0.1:8080/copy' } });
    for (const other of ['https://www.reddit.com/', 'https://jobs.example.com/list', 'nothing'])
      expect(reddit.optionsFor(other)).toBeUndefined();
  });

  it('keeps to the public answers of its own host', () => {
    const asked = options({ place: 'r/examplejobs' });
    expect(reddit.isInScope('https://www.reddit.com/r/examplejobs/new.json?after=t3_a', asked)).toBe(true);
    expect(reddit.isInScope('https://www.reddit.com/login', asked)).toBe(false);
    expect(reddit.isInScope('https://oauth.reddit.com/r/examplejobs/new.json', asked)).toBe(false);
  });
});

describe('how far back Reddit is read', () => {
  const post = (id: string, day: string) => ({
    name: `t3_${id}`,
    title: 'Cook wanted',
    selftext: 'Two cooks for a canteen',
    created_utc: Date.parse(day) / 1000,
  });

  it('goes on behind the last post until the number of pages is reached', () => {
    const page = pageOf(listOf([post('a', '2026-11-20')], 't3_a'));
    expect(reddit.read(page, options({ place: 'r/x1' })).requests[0]).toMatchObject({
      url: expect.stringContaining('after=t3_a'),
      carry: { page: '2' },
    });
    expect(reddit.read(page, options({ place: 'r/x1', maxPages: 1 })).requests).toEqual([]);
  });

  it('stops where all posts are too old, and still reads them', () => {
    const page = pageOf(listOf([post('a', '2025-01-20')], 't3_a'));
    const reading = reddit.read(page, options({ place: 'r/x1' }));
    expect(reading.requests).toEqual([]);
    expect(reading.postings).toHaveLength(1);
  });

  it('does not follow an `after` that is none', () => {
    const page = pageOf(listOf([post('a', '2026-11-20')], 'https://elsewhere.example.org/'));
    expect(reddit.read(page, options({ place: 'r/x1' })).requests).toEqual([]);
  });

  it('lives through comments nested without end', () => {
    const open =
      '{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"name":"t1_c","body":"x","replies":';
    const text = `[${open.repeat(20_000)}""${'}}]}}'.repeat(20_000)}]`;
    const page = pageOf(text, { kind: 'thread' });
    expect(reddit.read(page, options({ place: 'r/x1' })).postings).toEqual([]);
  });
});

describe('comments that a thread does not hold', () => {
  const listing = (children: object[]) => ({ kind: 'Listing', data: { after: null, children } });
  const more = (data: object) => ({ kind: 'more', data });
  const long =
    'Typing job in an office abroad, room and flight are paid, who wants to come along this week? ';
  const comment = (name: string, replies: unknown = '') => ({
    kind: 't1',
    data: { name: `t1_${name}`, body: long + name, replies },
  });
  const post = { kind: 't3', data: { name: 't3_abc', title: 'Work abroad?', selftext: 'Who knows more?' } };
  const thread = (children: object[], carry: Page['carry'] = {}) =>
    reddit.read(
      pageOf([listing([post]), listing(children)], { kind: 'thread', carry }),
      options({ place: 'r/x1', comments: true }),
    );

  it('asks for them by a hundred names at a time, and where the thread is cut for its depth', () => {
    const names = Array.from({ length: 130 }, (_, index) => `c${index}`);
    const cut = comment('deep', listing([more({ id: '_', parent_id: 't1_deep', children: [] })]));
    const { requests } = thread([cut, more({ id: 'm', parent_id: 't3_abc', children: names })]);
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([
      '/api/morechildren.json',
      '/api/morechildren.json',
      '/comments/abc/_/deep.json',
    ]);
    const asked = requests.map(({ url }) => new URL(url).searchParams.get('children')?.split(',').length);
    expect(asked).toEqual([100, 30, undefined]);
  });

  it('reads what comes with the title of its thread, and asks on a few times only', () => {
    const things = [comment('c1'), more({ id: 'm2', parent_id: 't1_c1', children: ['c2'] })];
    const read = (depth: string) =>
      reddit.read(
        pageOf(
          { json: { errors: [], data: { things } } },
          { kind: 'thread', carry: { thread: 'abc', title: 'Work abroad?', depth } },
        ),
        options({ place: 'r/x1', comments: true }),
      );
    expect(read('1').postings.map(({ itemKey, remarks }) => [itemKey, remarks])).toEqual([
      ['t1_c1', expect.arrayContaining(['comment on: Work abroad?'])],
    ]);
    expect(read('1').requests.map(({ carry }) => carry?.depth)).toEqual(['2']);
    expect(read('3').requests).toEqual([]);
  });

  it('asks for nothing that is no name', () => {
    const { requests } = thread([
      more({ id: '_', parent_id: 't1_../../login', children: ['a/../b', 'good1', 7] }),
    ]);
    expect(requests.map(({ url }) => new URL(url).searchParams.get('children'))).toEqual(['good1']);
  });
});

describe('what Reddit says instead of posts', () => {
  it.each([
    [{ reason: 'private', error: 403 }, 'private'],
    [{ reason: 'banned', error: 404 }, 'banned'],
    [{ message: 'Too Many Requests', error: 429 }, 'too-many-requests'],
    [{ message: 'Forbidden', error: 403 }, 'refused'],
    ['<html><title>Too Many Requests</title></html>', 'too-many-requests'],
    ['<html><p>You’ve been blocked by network security.</p></html>'.replace('’', "'"), 'refused'],
    ['<html><p>Welcome</p></html>', 'not-a-listing'],
  ])('%j', (answer, code) => {
    const { problems, postings } = reddit.read(pageOf(answer), options({ place: 'r/x1' }));
    expect(postings).toEqual([]);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('is known beside a status too, where it says something', () => {
    const codeOf = (text: string) => reddit.refusalOf?.({ text, status: 403 })?.code;
    expect(codeOf('{"reason": "quarantined", "error": 403}')).toBe('quarantined');
    expect(codeOf('{"kind": "Listing"}')).toBeUndefined();
    expect(codeOf('{"reason": ')).toBeUndefined();
  });
});
