/** One advert is one posting, wherever and in whatever form its site shows it. */
import { describe, expect, it } from 'vitest';
import jobBoard from './index.ts';

const site = 'https://board.example.com';
const options = jobBoard.options.parse({ startUrls: [`${site}/`] });

const read = (path: string, body: string, kind = 'list') =>
  jobBoard.read(
    {
      url: `${site}${path}`,
      requestedUrl: `${site}${path}`,
      kind,
      carry: {},
      text: `<!doctype html><html><head><title>Board</title></head><body>${body}</body></html>`,
      contentType: 'text/html',
      status: 200,
      fetchedAt: '2026-11-22T10:00:00.000Z',
      isRendered: false,
    },
    options,
  );

const stated = (...adverts: object[]): string =>
  `<script type="application/ld+json">${JSON.stringify(adverts.map((advert) => ({ '@context': 'https://schema.org', '@type': 'JobPosting', ...advert })))}</script>`;

const baker = {
  title: 'Baker',
  description: 'Bake bread before dawn in a small bakery.',
  jobLocation: 'Penang',
};
const cook = {
  title: 'Cook',
  description: 'Cook lunch for forty people in a school.',
  jobLocation: 'Penang',
};
const keysOf = (reading: ReturnType<typeof read>): string[] => reading.postings.map((one) => one.itemKey);

describe('an advert without an address of its own', () => {
  it('is the same on every list of its site', () => {
    const [first] = keysOf(read('/list-1.html', stated(baker, cook)));
    const [, second] = keysOf(read('/list-2.html', stated(cook, baker)));
    expect(second).toBe(first);
  });

  it('is the same where it stands alone on the last page', () => {
    const [, onFirst] = keysOf(read('/list-1.html', stated(baker, cook)));
    expect(keysOf(read('/list-2.html', stated(cook)))).toEqual([onFirst]);
  });

  it('is another one when only its text differs', () => {
    const night = { ...baker, description: 'Bake cakes in the evening in another bakery.' };
    expect(new Set(keysOf(read('/list-1.html', stated(baker, night)))).size).toBe(2);
  });

  it('is another one when a board gives all of them one identifier', () => {
    const same = { identifier: { '@type': 'PropertyValue', name: 'Board', value: '7' } };
    expect(keysOf(read('/list-1.html', stated({ ...baker, ...same }, { ...cook, ...same }))).length).toBe(2);
  });
});

describe('an advert with an address of its own', () => {
  const links = ['baker-11', 'cook-12', 'tailor-13']
    .map((name) => `<li><a href="/jobs/${name}?ref=list">A ${name} wanted at once</a></li>`)
    .join('');
  const [bakerAt, cookAt] = [`${site}/jobs/baker-11`, `${site}/jobs/cook-12`];
  const listed = (): string => stated({ ...baker, url: bakerAt }, { ...cook, url: cookAt });

  it('is the same on its page, reached by a link that says where from', () => {
    expect(keysOf(read('/jobs/baker-11?ref=list', stated({ ...baker, url: bakerAt }), 'posting'))).toEqual([
      bakerAt,
    ]);
  });

  it('keeps apart the adverts of one script that differ in their number', () => {
    const all = `${site}/view.php`;
    expect(keysOf(read('/view.php?id=7', stated({ ...baker, url: all }), 'posting'))).toEqual([
      `${all}?id=7`,
    ]);
  });

  it('is not fetched again for what its link adds to its address', () => {
    const asked = read('/jobs', `<ul>${links}</ul>${listed()}`).requests.map((request) => request.url);
    expect(asked).toEqual([`${site}/jobs/tailor-13?ref=list`]);
  });

  it('is fetched when the list shows only how its text begins', () => {
    const reading = read(
      '/jobs',
      links + stated({ ...baker, url: bakerAt, description: 'Bake bread before…' }, { ...cook, url: cookAt }),
    );
    expect(keysOf(reading)).toEqual([cookAt]);
    expect(reading.requests.map((request) => request.url)).toContain(bakerAt);
    expect(reading.requests.map((request) => request.url)).not.toContain(`${bakerAt}?ref=list`);
  });

  it('keeps its address where a list page shows it alone', () => {
    expect(keysOf(read('/jobs?page=2', stated({ ...cook, url: cookAt })))).toEqual([cookAt]);
  });
});
