/** Answers as they come: wrapped, paged in many ways, broken, hostile. */
import { describe, expect, it } from 'vitest';
import type { Page, Reading } from '../../target-type.ts';
import jsonApi from './index.ts';
import { depthOfJson, parseAnswer } from './parse-answer.ts';

const url = 'https://api.example.com/jobs';
const optionsOf = (own: object = {}) => jsonApi.options.parse({ startUrls: [url], ...own });
const read = (answer: unknown, own: object = {}, more: Partial<Page> = {}): Reading =>
  jsonApi.read(
    {
      url: more.requestedUrl ?? url,
      requestedUrl: url,
      kind: 'list',
      carry: {},
      text: typeof answer === 'string' ? answer : JSON.stringify(answer),
      contentType: 'application/json',
      status: 200,
      fetchedAt: '2026-11-22T10:00:00.000Z',
      isRendered: false,
      ...more,
    },
    optionsOf(own),
  );
const jobs = [
  { id: 1, title: 'Cook', description: 'Cook lunch for forty people in a school kitchen.' },
  { id: 2, title: 'Baker', description: 'Bake bread before dawn in a small bakery.' },
];
const titlesOf = (reading: Reading): string[] => reading.postings.map((one) => one.title);
const codesOf = (reading: Reading): string[] => reading.problems.map((one) => one.code);
const nextOf = (reading: Reading): string | undefined =>
  reading.requests
    .filter((one) => one.kind === 'list')
    .map((one) => `${one.url}${one.body ? ` ${one.body}` : ''}`)[0];

describe('JSON is taken out of', () => {
  it.each([
    ['a guard', `)]}',\n${JSON.stringify(jobs)}`],
    ['a loop', `while(1);${JSON.stringify({ jobs })}`],
    ['a callback', `jQuery123_4({"jobs":${JSON.stringify(jobs)}});`],
    ['a byte order mark', `\uFEFF${JSON.stringify(jobs)}`],
    ['a browser’s page', `<html><body><pre>${JSON.stringify(jobs)}</pre></body></html>`],
    ['lines', jobs.map((job) => JSON.stringify(job)).join('\n')],
    ['an end that is missing', JSON.stringify({ jobs }).slice(0, -3)],
  ])('%s', (_name, text) => {
    expect(titlesOf(read(text))).toEqual(['Cook', 'Baker']);
  });

  it('nothing else', () => {
    for (const text of ['', 'true', '"x"', '<html><p>Not found</p></html>', 'alert(1)', '[['])
      expect(read(text).postings).toEqual([]);
    expect(codesOf(read('<p>x</p>'))).toEqual(['no-json']);
  });
});

describe('the adverts are found', () => {
  it('among other lists, by their names', () => {
    const reading = read({
      menu: Array.from({ length: 50 }, (_, id) => ({ id, name: `Menu ${id}` })),
      deep: { er: { jobs } },
      related: [],
    });
    expect(titlesOf(reading)).toEqual(['Cook', 'Baker']);
    expect(reading.problems[0]?.message).toContain('adverts $.deep.er.jobs[*]');
  });

  it('in the wrappers of JSON:API and Elasticsearch', () => {
    expect(
      titlesOf(read({ data: jobs.map(({ id, ...attributes }) => ({ id, type: 'job', attributes })) })),
    ).toEqual(['Cook', 'Baker']);
    expect(
      titlesOf(read({ hits: { hits: jobs.map((_source) => ({ _id: _source.title, _source })) } })),
    ).toEqual(['Cook', 'Baker']);
  });

  it('by a JSONPath with a filter', () => {
    expect(titlesOf(read({ jobs }, { items: '$.jobs[?@.id > 1]' }))).toEqual(['Baker']);
  });

  it('or the admin is told', () => {
    expect(codesOf(read({ status: 'ok', data: [] }))).toEqual(['nothing-found']);
    expect(codesOf(read({ jobs }, { items: '$.nothing[*]' }))).toEqual(['nothing-found']);
  });

  it('once each, with names that last', () => {
    const reading = read([...jobs, jobs[0]]);
    expect(reading.postings.map((one) => one.itemKey)).toEqual([
      'api.example.com/jobs#1',
      'api.example.com/jobs#2',
    ]);
  });
});

it('keeps ids of many digits as they are, and digits in words', () => {
  const text = `{"jobs":[{"id":1234567890123456781,"title":"Typist","description":"Call 12345678901234567 \\"now\\" 0.12345678901234567"},
    {"id":1234567890123456782,"title":"Typist","description":"Another one for the same office in the city.","rating":0.1234567890123456789}]}`;
  const { postings } = read(text);
  expect(postings.map(({ itemKey }) => itemKey.slice(-19))).toEqual([
    '1234567890123456781',
    '1234567890123456782',
  ]);
  expect(postings[0]?.text).toContain('12345678901234567 "now" 0.12345678901234567');
  const [request] = read(text, { detailUrl: `${url}/{id}` }).requests;
  expect(request?.url).toBe(`${url}/1234567890123456781`);
});

it.each([
  { min: 800, max: 1200, currency: 'USD', period: 'month' },
  { minimum: '800', maximum: '1,200', currencyCode: 'USD', interval: 'MONTHLY' },
  { from: 800, to: 1200, currency: { code: 'USD' }, unitText: 'MONTH' },
])('reads the pay of %j', (salary) => {
  const [posting] = read({ jobs: jobs.map((job) => ({ ...job, salary })) }).postings;
  expect(posting?.pay).toMatchObject({ min: 800, max: 1200, currency: 'USD', period: 'month' });
});

it('keeps adverts apart to which an API gives one number', () => {
  const reading = read(jobs.map((job) => ({ ...job, id: 7 })));
  expect(titlesOf(reading)).toEqual(['Cook', 'Baker']);
});

describe('the next page is', () => {
  it.each<[string, unknown, object, Partial<Page>, string | undefined]>([
    [
      'the link of the answer',
      { jobs, links: { next: '/jobs?from=abc' } },
      {},
      {},
      'https://api.example.com/jobs?from=abc',
    ],
    [
      'the link of the header',
      jobs,
      {},
      { headers: { link: '<https://api.example.com/jobs?page=2>; rel="next"' } },
      `${url}?page=2`,
    ],
    ['not on another site', { jobs, next: 'https://elsewhere.example.org/2' }, {}, {}, undefined],
    ['the mark sent back', { jobs, meta: { next_cursor: 'a/b=' } }, {}, {}, `${url}?cursor=a%2Fb%3D`],
    ['none without a mark', { jobs, meta: { next_cursor: null } }, { paging: 'cursor' }, {}, undefined],
    [
      'counted on from the address',
      jobs,
      {},
      { requestedUrl: `${url}?page=4&size=2` },
      `${url}?page=5&size=2`,
    ],
    [
      'counted on in adverts',
      jobs,
      {},
      { requestedUrl: `${url}?limit=2&offset=10` },
      `${url}?limit=2&offset=12`,
    ],
    ['counted on from the totals', { jobs, current_page: 1, last_page: 3 }, {}, {}, `${url}?page=2`],
    [
      'none behind the last',
      { jobs, current_page: 3, last_page: 3 },
      {},
      { requestedUrl: `${url}?page=3` },
      undefined,
    ],
    ...(
      [
        [{ jobs, page: 1, per_page: 2, total: 5 }, '?page=2'],
        [{ jobs, page: 3, per_page: 2, total: 5 }, undefined],
        [{ jobs, limit: 2, offset: 4, total: 9 }, '?offset=6'],
        [{ jobs, limit: 2, offset: 4, total: 6 }, undefined],
        [{ jobs, has_more: true }, '?page=2'],
        [{ jobs, has_more: false }, undefined],
        [{ content: jobs, number: 0, totalPages: 6, last: false }, '?page=1'],
        [{ content: jobs, number: 5, totalPages: 6, last: true }, undefined],
        [{ hits: jobs, page: 0, nbPages: 6, nbHits: 12 }, '?page=1'],
        [{ hits: jobs, page: 5, nbPages: 6, nbHits: 12 }, undefined],
        [{ data: { list: jobs, pageNum: 1, pages: 6 } }, '?pageNum=2'],
        [{ data: { list: jobs, page: { current: 1, size: 2, total: 5 } } }, '?current=2'],
        [{ jobs, next: 2 }, '?page=2'],
        [{ jobs, nextPage: 2 }, '?page=2'],
        [{ jobs, next: null, nextPage: false }, undefined],
        [
          {
            jobs,
            links: [
              { rel: 'self', href: '/jobs' },
              { rel: 'next', href: '/jobs?page=2' },
            ],
          },
          '?page=2',
        ],
      ] as const
    ).map(([answer, next]): [string, unknown, object, Partial<Page>, string | undefined] => [
      `as ${JSON.stringify({ ...answer, jobs: 0, content: 0, hits: 0 })} says`,
      answer,
      {},
      {},
      next && `${url}${next}`,
    ]),
    ['filled in', jobs, { startUrls: [`${url}/p/{page}`] }, { requestedUrl: `${url}/p/1` }, `${url}/p/2`],
    [
      'set in the JSON that is sent',
      jobs,
      { body: '{"q":"","page":1}', paging: 'page' },
      {},
      `${url} {"q":"","page":2}`,
    ],
    ['filled into what is sent', jobs, { body: '{"from":{offset}}' }, {}, `${url} {"from":2}`],
    ['none when told so', { jobs, next: '/jobs?2' }, { paging: 'none' }, {}, undefined],
    ['none when nothing says so', jobs, {}, {}, undefined],
  ])('%s', (_name, answer, own, more, next) => {
    expect(nextOf(read(answer, own, more))).toBe(next);
  });

  it('no more when the same comes again, nothing comes, or the limit is reached', () => {
    const requestedUrl = `${url}?page=1`;
    const [next] = read(jobs, {}, { requestedUrl }).requests;
    expect(
      nextOf(read(jobs, {}, { requestedUrl: next?.url ?? '', carry: next?.carry ?? {} })),
    ).toBeUndefined();
    expect(read([], {}, { requestedUrl: next?.url ?? '', carry: next?.carry ?? {} })).toEqual({
      postings: [],
      requests: [],
      problems: [],
    });
    const limited = read(jobs, { maxPages: 1 }, { requestedUrl });
    expect(nextOf(limited)).toBeUndefined();
    expect(codesOf(limited)).toContain('list-cut-short');
  });

  it('said to be unknown where the answer has more adverts and tells no way to them', () => {
    const answer = { jobs, total: 55 };
    expect(codesOf(read(answer))).toContain('list-cut-short');
    for (const rest of [read({ jobs, total: 2 }), read(answer, { paging: 'none' }), read(jobs)])
      expect(codesOf(rest)).not.toContain('list-cut-short');
  });
});

describe('one advert at its own address', () => {
  it('is asked for where a template is set, or the list has only a title', () => {
    expect(
      read(jobs, { detailUrl: 'https://api.example.com/job/{id}' }).requests.map((one) => one.url),
    ).toEqual(['https://api.example.com/job/1', 'https://api.example.com/job/2']);
    expect(read([{ id: 1, title: 'Cook', url: '/cook' }]).requests).toMatchObject([
      { url: 'https://api.example.com/cook', kind: 'detail', carry: { title: 'Cook' } },
    ]);
  });

  it('is read as a page too', () => {
    const html =
      '<html><head><title>x</title></head><body><main><h1>Cook</h1><p>Cook lunch for forty people in a school kitchen.</p></main></body></html>';
    expect(
      read(html, {}, { kind: 'detail', carry: { itemKey: 'k', location: 'Penang' } }).postings,
    ).toMatchObject([{ itemKey: 'k', title: 'Cook', location: 'Penang' }]);
  });
});

describe('a hostile answer', () => {
  it.each<[string, string]>([
    ['nested without end', '{"a":'.repeat(200_000)],
    ['nested and closed', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['nested within reason', `${'{"jobs":['.repeat(45)}${']}'.repeat(45)}`],
    ['of many small lists', JSON.stringify(Array.from({ length: 30_000 }, (_, id) => [{ id }]))],
    [
      'of prototype names',
      '[{"__proto__":{"title":"x"},"constructor":{"name":"y"},"title":"t","description":"d"}]',
    ],
    [
      'of odd values',
      JSON.stringify([
        {
          id: {},
          title: [[[['deep']]]],
          description: 1e308,
          url: 'http://[',
          image: [null, 'x'],
          company: { toString: 1 },
        },
      ]),
    ],
    ['of a huge text', JSON.stringify([{ title: 'x', description: '<div>'.repeat(100_000) }])],
  ])('%s does no harm', (_name, text) => {
    const reading = read(text);
    expect(reading.postings.length).toBeLessThanOrEqual(1);
    for (const posting of reading.postings) expect(URL.canParse(posting.url)).toBe(true);
  });

  it('is measured without being parsed', () => {
    expect(depthOfJson('{"a":["]]]]{{{{\\"[[["]}')).toBe(2);
    expect(parseAnswer('['.repeat(101) + ']'.repeat(101))).toBeUndefined();
  });

  it('with more adverts than any page is cut', () => {
    const many = Array.from({ length: 2100 }, (_, id) => ({ ...jobs[0], id }));
    const reading = read(many);
    expect([reading.postings.length, codesOf(reading)]).toEqual([2000, ['cut-list', 'mapping-used']]);
  });
});

it('refuses paths and templates that are none', () => {
  expect(jsonApi.options.safeParse({ startUrls: [url], items: '$.a[' }).success).toBe(false);
  expect(jsonApi.options.safeParse({ startUrls: [url], detailUrl: 'job/{id}' }).success).toBe(false);
});

it.each([
  ['https://a.example.com/wp-json/wp/v2/jobs', 3],
  ['https://api.a.example.com/x', 3],
  ['https://a.example.com/jobs.json', 3],
  ['https://a.example.com/v2/jobs', 0],
])('%s fits with %i', (address, fit) => {
  expect(jsonApi.optionsFor(address)?.fit).toBe(fit);
});
