import { describe, expect, it } from 'vitest';
import classifieds from './index.ts';

const options = classifieds.options.parse({ startUrls: ['https://ads.example.com/'] });

const read = (html: string, kind = 'posting', more: object = {}) =>
  classifieds.read(
    {
      url: 'https://ads.example.com/item/a-1001',
      requestedUrl: 'https://ads.example.com/item/a-1001',
      kind,
      carry: {},
      text: html,
      contentType: 'text/html',
      status: 200,
      fetchedAt: '2026-11-22T10:00:00.000Z',
      isRendered: false,
    },
    classifieds.options.parse({ ...options, ...more }),
  );

const ad = (title: string, text: string): string =>
  `<title>${title}</title><body><h1>${title}</h1><div class="price">USD 300</div><p class="place">Penang</p><p>${text} Call +1 202 555 0101.</p><span class="seller-name">Sam Invented</span></body>`;

describe('an ad', () => {
  it('of goods is left out, and said to be', () => {
    const { postings, problems } = read(ad('Brown sofa', 'Three seats, nearly new.'));
    expect(postings).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['not-work']);
  });

  it('of goods has a price and no pay where all ads are read', () => {
    const [posting] = read(ad('Brown sofa', 'Three seats, nearly new.'), 'posting', {
      onlyWork: false,
    }).postings;
    expect(posting?.pay).toBeUndefined();
    expect(posting?.remarks).toContain('Price: USD 300');
  });

  it('for work has pay, and its seller only as a remark', () => {
    const [posting] = read(ad('Jobs: cook for a school', 'Cook lunch for forty people.')).postings;
    expect(posting?.pay).toMatchObject({ min: 300, currency: 'USD' });
    expect(posting?.employer).toBeUndefined();
    expect(posting?.remarks).toContain('Posted under the name Sam Invented');
  });
});

it('follows categories of work alone', () => {
  const html = ['jobs-kitchen', 'cars-listings', 'viec-lam-kho', 'rooms-listings']
    .map((name) => `<li><a href="/c/${name}">All ${name} here</a></li>`)
    .join('');
  const lists = read(`<body><ul class="cats">${html}</ul></body>`, 'start').requests.filter(
    ({ kind }) => kind === 'list',
  );
  expect(lists.every(({ url }) => /jobs|viec-lam/.test(url))).toBe(true);
});

it('says that a page of ads of all kinds is no whole list, while a category of work is one', () => {
  const list = `<body><nav>${['jobs-kitchen', 'cars-listings']
    .map((name) => `<a href="/c/${name}">All ${name} here</a>`)
    .join('')}</nav><ul>${[1, 2, 3, 4]
    .map(
      (id) =>
        `<li class="item"><a href="/item/a-100${id}">Cook wanted for school ${id}</a><span>USD 300</span></li>`,
    )
    .join('')}</ul></body>`;
  const codesAt = (url: string, more: object = {}): string[] =>
    classifieds
      .read(
        {
          ...{ url, requestedUrl: url, kind: 'start', carry: {}, text: list, contentType: 'text/html' },
          ...{ status: 200, fetchedAt: '2026-11-22T10:00:00.000Z', isRendered: false },
        },
        classifieds.options.parse({ ...options, ...more }),
      )
      .problems.map(({ code }) => code);
  expect(codesAt('https://ads.example.com/')).toContain('list-cut-short');
  expect(codesAt('https://ads.example.com/', { onlyWork: false })).not.toContain('list-cut-short');
  expect(codesAt('https://ads.example.com/c/jobs')).not.toContain('list-cut-short');
});
