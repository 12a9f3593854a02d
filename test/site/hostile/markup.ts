/** Pages that are well served and hostile to whoever parses them. */
import { advertBody, type HostilePages, html } from './hostile-page.ts';

const jsonLd = (text: string): string => `<script type="application/ld+json">${text}</script>`;
const nested = (open: string, close: string, depth: number, inner = ''): string =>
  open.repeat(depth) + inner + close.repeat(depth);
const links = (count: number): string =>
  Array.from({ length: count }, (_, index) => `<a href="/elsewhere?item=${index}&amp;view=x">x</a>`).join('');

const advert = (title: string): string => advertBody(title, `Reference ${title}.`);
const read = (title: string, around: (body: string) => string): HostilePages[string] => ({
  answer: html(around(advert(title))),
  ends: 'done',
  title,
});
/** What must not stop the reader, whatever it finds. */
const survived = (body: string | Uint8Array, says?: RegExp): HostilePages[string] => ({
  answer: html(body),
  ends: 'done',
  ...(says && { says }),
});

export const markupPages: HostilePages = {
  '/markup/deep': survived(
    `<body>${nested('<div>', '</div>', 50_000, 'deep')}</body>`,
    /nests its elements deeper than 512 levels/,
  ),
  '/markup/huge': survived(`<body>${'<i>x</i>'.repeat(400_000)}</body>`, /more than 200,000 elements/),
  '/markup/long-attribute': read(
    'Laundry worker, long attribute',
    (body) => `<body data-x="${'y'.repeat(3_000_000)}">${body}`,
  ),
  '/markup/unclosed': read(
    'Laundry worker, unclosed',
    (body) => `<body>${body}${'<table><tr><td>'.repeat(3000)}`,
  ),
  '/markup/comment': read(
    'Laundry worker, open comment',
    (body) => `<body>${body}<!-- ${'- '.repeat(200_000)}`,
  ),
  '/markup/nul': read(
    'Laundry worker, NULs',
    (body) => `<body>${body}<p>room\u0000 and\u0000 board\u0000</p>`,
  ),
  '/markup/controls': read(
    'Laundry worker, odd characters',
    (body) => `<body>${body}<p>\u202Eright to left\u202C \uFFFE \uD800 ${'\u0301'.repeat(5000)}</p>`,
  ),
  '/markup/100000-links': read(
    'Laundry worker, many links',
    (body) => `<body>${body}<footer>${links(100_000)}</footer>`,
  ),
  '/markup/json-ld-broken': read(
    'Laundry worker, broken statement',
    (body) => `<body>${jsonLd('{"@type": "JobPosting", "title": "x", "description" "no colon"')}${body}`,
  ),
  '/markup/json-ld-deep': read(
    'Laundry worker, deep statement',
    (body) => `<body>${jsonLd(nested('{"@graph":[', ']}', 20_000))}${body}`,
  ),
  '/markup/json-ld-wrong-types': read(
    'Laundry worker, wrong types',
    (body) =>
      `<body>${jsonLd('{"@type":"JobPosting","title":{"a":[]},"description":[[[]]],"datePosted":{"__proto__":1},"baseSalary":"x","hiringOrganization":[null,7],"url":{},"jobLocation":[[{}]]}')}${body}`,
  ),
  '/markup/json-ld-prototype': read(
    'Laundry worker, prototype',
    (body) =>
      `<body>${jsonLd('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},"@type":"__proto__"}')}${body}`,
  ),
  '/markup/json-ld-many': read(
    'Laundry worker, many statements',
    (body) => `<body>${jsonLd('{"@type":"Thing","name":"x"}').repeat(5000)}${body}`,
  ),
  '/markup/script-that-never-ends': read(
    'Laundry worker, endless script',
    (body) => `<body>${body}<script>while (true) {}</script>`,
  ),
  '/markup/svg-and-math': survived(nested('<svg><math>', '</math></svg>', 3000, '<script>alert(1)</script>')),
  '/markup/pattern-bait': survived(
    `<main><h1>${'a@'.repeat(40_000)}</h1><p>${'+1 '.repeat(60_000)}${'https://'.repeat(30_000)}</p></main>`,
  ),
};
