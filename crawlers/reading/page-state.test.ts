import { describe, expect, it } from 'vitest';
import { readPageState } from './page-state.ts';
import { parsePage } from './parse-page.ts';
import { findStateAdverts, ownStateAdvert } from './state-adverts.ts';

const now = new Date('2026-11-22T10:00:00Z');
const stateOf = (script: string): unknown[] => readPageState(parsePage(`<body>${script}</body>`).$);

describe('the data behind a page', () => {
  it.each([
    [
      'a JSON script',
      '<script id="__NEXT_DATA__" type="application/json">{"job":{"title":"Cook"},"page":"/a"}</script>',
    ],
    ['an assignment', '<script>window.__STATE__ = {"job":{"title":"Cook"},page:"/a"};</script>'],
    [
      'a JSON text',
      `<script>var s = JSON.parse("{\\"job\\":{\\"title\\":\\"Cook\\"},\\"page\\":\\"/a\\"}");</script>`,
    ],
    [
      'a function with arguments',
      '<script>window.__NUXT__=(function(a,b){return {job:{title:a},page:b}}("Cook","/a"));</script>',
    ],
  ])('is read from %s', (_name, script) => {
    expect(JSON.parse(JSON.stringify(stateOf(script)))).toEqual([{ job: { title: 'Cook' }, page: '/a' }]);
  });

  it('runs nothing and gives nothing for other scripts', () => {
    expect(
      stateOf('<script>window.x = {get a() { throw 1 }}; while (true) {} // and much more of it</script>'),
    ).toEqual([]);
  });
});

const job = (id: string, title: string) => ({
  id,
  title,
  company: { name: 'Invented Ltd' },
  description: `${title} wanted for a small kitchen.`,
  salary: { from: 500, to: 700, currency: 'USD', period: 'month' },
});

it('takes the advert that the address names, and none of those beside it', () => {
  const adverts = findStateAdverts(
    [{ job: job('a1', 'Cook'), similarJobs: [job('b2', 'Typist'), job('c3', 'Agent')] }],
    now,
  );
  expect(adverts.map(({ fields, isOther }) => [fields.title, isOther])).toEqual([
    ['Cook', false],
    ['Typist', true],
    ['Agent', true],
  ]);
  expect(ownStateAdvert(adverts, 'https://board.example.com/jobs/cook-a1')).toMatchObject({
    title: 'Cook',
    employer: 'Invented Ltd',
    payText: 'USD 500 - 700 per month',
  });
  expect(
    ownStateAdvert(
      findStateAdverts([{ title: 'Home', description: 'All about our great site.' }], now),
      'https://board.example.com/',
    ),
  ).toBeUndefined();
});
