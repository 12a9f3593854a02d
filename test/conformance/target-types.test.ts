/**
 * Every target type in crawlers/targets keeps the contract of crawlers/target-type.ts. Nothing is listed here:
 * types, their saved pages and expected readings are found by reading the folders. A new case is two files,
 * `pages/NAME.html` (or `.json`, `.xml`, `.txt`: what the site answers) and `pages/NAME.expected.json` with `{"page": {"url", "kind", "options"}, "reading": …}`.
 * `UPDATE_EXPECTED=1 npx vitest run --project conformance target-types` writes the readings anew; read the diff.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../crawlers/fetching/decode-text.ts';
import type { Page, Reading, TargetType } from '../../crawlers/target-type.ts';
import { loadTargetTypes } from '../../crawlers/target-types.ts';
import { posting, readingProblem } from '../../src/domain/posting.ts';
import { pageRequest } from '../../src/domain/visit.ts';
import { projectRoot } from '../../src/platform/discover.ts';

interface SavedCase {
  page: {
    url: string;
    kind?: string;
    carry?: Record<string, string>;
    options?: object;
    fetchedAt?: string;
    isRendered?: boolean;
    headers?: Record<string, string>;
  };
  reading: Reading;
}

const types = await loadTargetTypes();
const isUpdate = process.env.UPDATE_EXPECTED === '1';
const pagesFolder = (type: TargetType): string => join(projectRoot, 'crawlers/targets', type.id, 'pages');
/** The form of a saved page stands in its name. */
const contentTypes: Record<string, string> = {
  html: 'text/html',
  json: 'application/json',
  xml: 'application/xml',
  txt: 'text/plain',
};
const expectedEnd = '.expected.json';
const savedFiles = (type: TargetType): string[] =>
  readdirSync(pagesFolder(type)).filter(
    (name) => !name.endsWith(expectedEnd) && contentTypes[extname(name).slice(1)] !== undefined,
  );
/** The saved pages by their names without the ending. */
const savedNames = (type: TargetType): string[] =>
  savedFiles(type).map((file) => file.slice(0, -extname(file).length));
const savedFile = (type: TargetType, name: string): string => {
  const file = savedFiles(type).find((one) => one.slice(0, -extname(one).length) === name);
  if (file === undefined) throw new Error(`${type.id} has no saved page ${name}`);
  return join(pagesFolder(type), file);
};
const contentTypeOf = (file: string): string => contentTypes[extname(file).slice(1)] ?? '';

const readCase = (type: TargetType, name: string): SavedCase =>
  JSON.parse(readFileSync(join(pagesFolder(type), `${name}${expectedEnd}`), 'utf8')) as SavedCase;

const optionsFor = (type: TargetType, saved: SavedCase): unknown =>
  type.options.parse({ ...(type.optionsFor(saved.page.url)?.options as object), ...saved.page.options });

const pageOf = (
  type: TargetType,
  saved: SavedCase,
  body: { text: string; contentType: string },
  options: unknown,
): Page => ({
  url: saved.page.url,
  requestedUrl: saved.page.url,
  kind: saved.page.kind ?? type.start(options)[0]?.kind ?? '',
  carry: saved.page.carry ?? {},
  ...body,
  ...(saved.page.headers === undefined ? {} : { headers: saved.page.headers }),
  status: 200,
  fetchedAt: saved.page.fetchedAt ?? '2026-11-22T10:00:00.000Z',
  isRendered: saved.page.isRendered ?? false,
});

/** What every reading keeps, whatever the page. */
const expectSound = (reading: Reading): void => {
  for (const one of reading.postings) {
    expect(posting.strict().safeParse(one).error).toBeUndefined();
    expect(URL.canParse(one.url)).toBe(true);
    for (const contact of one.contacts) {
      const link = /^link:(\d+)$/.exec(contact.field)?.[1];
      const field = link === undefined ? one[contact.field as 'text' | 'title'] : one.links[Number(link)];
      expect(field?.slice(contact.start, contact.end)).toBe(contact.text);
    }
  }
  expect(new Set(reading.postings.map((one) => one.itemKey)).size).toBe(reading.postings.length);
  for (const request of reading.requests)
    expect(pageRequest.strict().safeParse(request).error).toBeUndefined();
  for (const problem of reading.problems) expect(readingProblem.safeParse(problem).error).toBeUndefined();
};

const noise = (length: number): string =>
  Buffer.from(Array.from({ length }, (_, index) => (index * 7919 + (index >> 8)) % 256)).toString('latin1');

/** The same tree with other kinds of values than its readers expect; a page that is no JSON stays as it is. */
const withOddValues = (source: string): string => {
  const odd: unknown[] = [
    null,
    7,
    {},
    [[]],
    true,
    'x'.repeat(5000),
    -1e308,
    { a: { b: [] } },
    '\u0000\ud800',
  ];
  let next = 0;
  try {
    return JSON.stringify(JSON.parse(source), (_, value: unknown) =>
      typeof value === 'object' && value !== null ? value : odd[next++ % odd.length],
    );
  } catch (error) {
    if (error instanceof SyntaxError) return source;
    throw error;
  }
};

const hostilePages: Record<string, (source: string) => string> = {
  'an empty page': () => '',
  'white space': () => ' \n\t '.repeat(1000),
  'a page cut in the middle of a tag': (html) => html.slice(0, Math.floor(html.length * 0.6)),
  'a page cut in the middle of a script': (html) =>
    `${html}<script type="application/ld+json">{"@type":"JobPosting","title":"x`,
  'one megabyte of nested elements': () => '<div>'.repeat(200_000),
  'twenty thousand levels, closed again': (html) =>
    `${'<div>'.repeat(20_000)}${html}${'</div>'.repeat(20_000)}`,
  'nested formatting': () => '<b><i><a href=x>'.repeat(60_000),
  'hundreds of thousands of elements without a root': () => '<p>a<a href="/job/1">b</a>'.repeat(100_000),
  'markup hidden in a quote': () => `<a x=y=">${'<div>'.repeat(150_000)}"`,
  'binary data': () => noise(200_000),
  'only end tags': () => '</div></p></html>'.repeat(50_000),
  'a comment without an end': (html) => `<!-- ${html}`,
  'JSON-LD nested without end': () =>
    `<script type="application/ld+json">${'{"a":['.repeat(50_000)}</script>`,
  'JSON-LD that names itself': () =>
    '<script type="application/ld+json">{"@graph":[{"@id":"#a","@type":"JobPosting","title":"t","hiringOrganization":{"@id":"#a"}}]}</script>',
  'JSON-LD of wrong types': () =>
    '<script type="application/ld+json">[{"@type":"JobPosting","title":{"a":[1]},"description":[null,7,{}],"jobLocation":true,"baseSalary":"NaN","datePosted":99,"url":{},"image":[[]]},5,null]</script>',
  'prototype names': () =>
    '<script type="application/ld+json">{"__proto__":{"x":1},"constructor":{"prototype":{}},"@type":"JobPosting","title":"t","description":"d"}</script>',
  'addresses that are none': () =>
    '<base href="http://[bad"><link rel="canonical" href="http://:::/"><a href="http://%zz/">a</a><a href="javascript:alert(1)">b</a><a rel=next href="http://[">c</a><h1>x</h1>',
  'very long attributes and words': () =>
    `<h1 class="${'x'.repeat(500_000)}">${'w'.repeat(500_000)}</h1><a href="/${'p'.repeat(100_000)}">l</a>`,
  'control characters and lone surrogates': (html) => `<h1>\u0000\u0007\ud800a\udfff\u202e</h1>${html}\ud83d`,
  'JSON with values of other kinds': withOddValues,
  'JSON that ends in the middle': (source) => source.slice(0, Math.floor(source.length * 0.7)),
  'JSON of nothing but brackets': () => '[{"data":'.repeat(100_000),
  'JSON of one word': () => 'null',
  'half a million entities': () => `<p>${'&amp;&#0;&#xD800;&bogus;'.repeat(100_000)}</p>`,
};

it('finds target types', () => {
  expect([...types.keys()]).toEqual(expect.arrayContaining(['job-board', 'telegram-channel']));
});

describe.each([...types.values()])('target type $id', (type) => {
  const names = savedNames(type);

  it('describes itself for the admin', () => {
    expect(type.label.length).toBeGreaterThan(3);
    expect(type.description).toMatch(/\.$/);
    expect(names.length, 'saved pages in its pages folder').toBeGreaterThan(1);
    expect(type.options.safeParse({}).success, 'options without any value are refused').toBe(false);
  });

  it.each(names)('reads %s as expected', (name) => {
    const saved = readCase(type, name);
    const file = savedFile(type, name);
    const options = optionsFor(type, saved);
    const body = { text: decodeText(readFileSync(file)).text, contentType: contentTypeOf(file) };
    const page = pageOf(type, saved, body, options);
    const reading = type.read(page, options);
    expectSound(reading);
    if (isUpdate) {
      const text = `${JSON.stringify({ page: saved.page, reading }, null, 2)}\n`;
      writeFileSync(join(pagesFolder(type), `${name}.expected.json`), text);
    } else expect(JSON.parse(JSON.stringify(reading))).toEqual(saved.reading);
    expect(type.read(page, options), 'the same page gives the same reading').toEqual(reading);
  });

  it('asks only for addresses that can be fetched, from its start on', () => {
    for (const name of names) {
      const options = optionsFor(type, readCase(type, name));
      const start = type.start(options);
      expect(start.length).toBeGreaterThan(0);
      for (const request of start) {
        expect(pageRequest.strict().safeParse(request).error).toBeUndefined();
        expect(type.isInScope(request.url, options)).toBe(true);
      }
      expect(type.isInScope('https://elsewhere.example.org/x', options)).toBe(false);
      expect(type.isInScope('not an address', options)).toBe(false);
    }
  });

  it.each(Object.keys(hostilePages))('lives through %s', { timeout: 20_000 }, (hostile) => {
    const [name] = names;
    if (name === undefined) throw new Error(`${type.id} has no saved page`);
    const saved = readCase(type, name);
    const file = savedFile(type, name);
    const source = readFileSync(file, 'utf8');
    const options = optionsFor(type, saved);
    const kinds = [
      ...new Set([
        type.start(options)[0]?.kind ?? '',
        ...names.map((one) => readCase(type, one).page.kind ?? ''),
      ]),
    ];
    for (const kind of kinds) {
      const body = { text: hostilePages[hostile]?.(source) ?? '', contentType: contentTypeOf(file) };
      expectSound(type.read({ ...pageOf(type, saved, body, options), kind }, options));
    }
  });
});
