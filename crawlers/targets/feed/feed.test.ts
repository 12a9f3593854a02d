/** Feeds as they really come: broken, odd, paged and endless. */
import { describe, expect, it } from 'vitest';
import type { Page, Reading } from '../../target-type.ts';
import feed from './index.ts';

const url = 'https://jobs.example.com/feed';
const options = feed.options.parse({ feedUrls: [url] });
const pageOf = (text: string, more: Partial<Page> = {}): Page => ({
  url,
  requestedUrl: url,
  kind: 'feed',
  carry: {},
  text,
  contentType: 'application/xml',
  status: 200,
  fetchedAt: '2026-11-22T10:00:00.000Z',
  isRendered: false,
  ...more,
});
const read = (text: string, more: Partial<Page> = {}, own: object = {}): Reading =>
  feed.read(pageOf(text, more), feed.options.parse({ ...options, ...own }));
const item = (inner: string): string => `<item>${inner}</item>`;
const rss = (inner: string, version = '2.0'): string =>
  `<?xml version="1.0"?><rss version="${version}"><channel><title>x</title>${inner}</channel></rss>`;
const long = 'Load and count goods in our warehouse, six days a week. '.repeat(10);

describe('a feed', () => {
  it.each(['0.91', '0.92', '2.0'])('of RSS %s is read', (version) => {
    const { postings } = read(
      rss(
        item(`<title>A</title><link>https://jobs.example.com/1</link><description>${long}</description>`),
        version,
      ),
    );
    expect(postings).toMatchObject([
      { title: 'A', text: long.trim(), itemKey: 'https://jobs.example.com/1' },
    ]);
  });

  it('of RSS 1.0 is read', () => {
    const { postings } = read(
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>x</title></channel><item rdf:about="https://jobs.example.com/7"><title>B</title><link>https://jobs.example.com/7</link><description>${long}</description><dc:date>2026-11-03T08:00:00+07:00</dc:date></item></rdf:RDF>`,
    );
    expect(postings).toMatchObject([{ title: 'B', datePosted: '2026-11-03' }]);
  });

  it('is read around what is broken, and the fault is named', () => {
    const { postings, problems } = read(
      `<rss version="2.0"><channel>${item(`<title>A & B</title><link>https://jobs.example.com/1</link><description>${long}<br></description>`)}${item(`<title>C</title><guid>c-1</guid><description>${long}`)}`,
    );
    expect(postings.map((one) => one.title)).toEqual(['A & B', 'C']);
    expect(problems.map((one) => one.code)).toEqual(['broken-feed']);
  });

  it('expands no entity of its own', () => {
    const bomb = `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c SYSTEM "file:///etc/passwd">]>${rss(item('<title>&b;&c;</title>'))}`;
    expect(read(bomb).postings.map((one) => one.title.length < 20)).toEqual([true]);
  });

  it('that shows each advert twice gives it once', () => {
    const twice = item(`<title>A</title><guid>1</guid><description>${long}</description>`);
    expect(read(rss(twice + twice)).postings.length).toBe(1);
  });

  it('whose entries share a page or an id gives each of them, from the feed itself', () => {
    const short = (at: number): string => `<description>Advert ${at}: a cook for our kitchen.</description>`;
    const items = (inner: (at: number) => string): string =>
      [1, 2, 3].map((at) => item(`<title>Cook ${at}</title>${inner(at)}${short(at)}`)).join('');
    const ways = [
      items((at) => `<link>https://jobs.example.com/board.html#job${at}</link>`),
      items(() => '<link>https://jobs.example.com/</link>'),
      items((at) => `<guid>https://jobs.example.com/#${at}</guid><link>https://jobs.example.com/</link>`),
      items(() => '<guid>0</guid><link>https://jobs.example.com/</link>'),
    ];
    for (const way of ways) {
      const { postings, requests } = read(rss(way));
      expect(postings.map((one) => one.title)).toEqual(['Cook 1', 'Cook 2', 'Cook 3']);
      expect(new Set(postings.map((one) => one.itemKey)).size).toBe(3);
      expect(requests).toEqual([]);
    }
  });

  it('of Atom counts its addresses from xml:base', () => {
    const entry = (attributes: string, href: string): string =>
      `<entry${attributes}><title>Cook ${href}</title><id>${href}</id><link href="${href}"/><summary>Short.</summary></entry>`;
    const { requests } = read(
      `<?xml version="1.0"?><!-- xml:base="https://no.example/" --><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://jobs.example.com/board/"><title>x</title>${entry('', 'job/1')}${entry(' xml:base="new/"', 'job/2')}</feed>`,
    );
    expect(requests.map((one) => one.url)).toEqual([
      'https://jobs.example.com/board/job/1',
      'https://jobs.example.com/board/new/job/2',
    ]);
  });

  it('is said to be none when it is none', () => {
    expect(read('{"items": 1}').problems.map((one) => one.code)).toEqual(['no-feed']);
    expect(read('<html><body>Hello</body></html>').problems.map((one) => one.code)).toEqual(['no-feed']);
    expect(read(rss('')).problems.map((one) => one.code)).toEqual(['empty-feed']);
  });
});

describe('the page behind an entry', () => {
  const short = rss(
    item(
      '<title>A</title><link>https://jobs.example.com/1</link><description>Only the beginning</description>',
    ),
  );

  it('is asked for when the feed shows only the beginning', () => {
    expect(read(short)).toMatchObject({
      postings: [],
      requests: [{ url: 'https://jobs.example.com/1', kind: 'entry' }],
    });
    expect(
      read(
        rss(
          item(
            `<title>A</title><link>https://jobs.example.com/1</link><description>${long} [...]</description>`,
          ),
        ),
      ).requests.length,
    ).toBe(1);
  });

  it('is left alone when told so, or when it stands elsewhere', () => {
    expect(read(short, {}, { readPages: 'never' })).toMatchObject({
      postings: [{ text: 'Only the beginning' }],
      requests: [],
    });
    const elsewhere = short.replace('https://jobs.example.com/1', 'https://elsewhere.example.org/1');
    expect(read(elsewhere)).toMatchObject({
      postings: [{ url: 'https://elsewhere.example.org/1' }],
      requests: [],
    });
    expect(read(elsewhere, {}, { scope: 'anywhere' }).requests.length).toBe(1);
  });

  it('is read as plain text too, and lost without text', () => {
    const carry = { itemKey: 'k', title: 'A' };
    expect(
      read('Cook wanted in Penang.\nCall the kitchen.', { kind: 'entry', carry }).postings,
    ).toMatchObject([{ itemKey: 'k', title: 'A', text: 'Cook wanted in Penang.\nCall the kitchen.' }]);
    expect(read('', { kind: 'entry', carry }).problems.map((one) => one.code)).toEqual(['no-posting']);
  });
});

describe('further pages', () => {
  const wordPress = rss(
    `<generator>https://wordpress.org/?v=6</generator>${item(`<title>A</title><guid>1</guid><description>${long}</description>`)}`,
  );

  it('of WordPress are counted up to the limit', () => {
    const [next] = read(wordPress).requests;
    expect(next).toMatchObject({ url: `${url}?paged=2`, carry: { page: '2' } });
    expect(read(wordPress, { carry: { page: '10' } }).requests).toEqual([]);
  });

  it('end where a site shows the same again', () => {
    const [next] = read(wordPress).requests;
    expect(read(wordPress, { url: next?.url ?? '', carry: next?.carry ?? {} }).requests).toEqual([]);
  });

  it('on other sites are not asked for', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><id>x</id><link rel="next" href="https://elsewhere.example.org/2"/><entry><id>urn:1</id><title>A</title><content>${long}</content></entry></feed>`;
    expect(read(atom)).toMatchObject({ postings: [{ itemKey: 'urn:1' }], requests: [] });
  });
});

it.each([
  ['https://a.example.com/feed/', 5],
  ['https://a.example.com/jobs.rss', 5],
  ['https://a.example.com/?feed=job_feed', 5],
  ['https://a.example.com/sitemap.xml', 0],
  ['https://a.example.com/jobs', 0],
])('%s fits with %i', (address, fit) => {
  expect(feed.optionsFor(address)?.fit).toBe(fit);
});
