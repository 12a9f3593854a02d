import { describe, expect, it } from 'vitest';
import { parsePage } from '../../reading/parse-page.ts';
import { findLinks, looksLikeAdvert } from './find-links.ts';
import { jobBoardOptions } from './options.ts';

it.each([
  'customer-support-agent-poipet-123',
  'admin-staff-cambodia-124',
  'account-manager-125',
  'resume-writer-126',
])('takes /jobs/%s for an advert, whatever words its title has', (slug) => {
  expect(looksLikeAdvert(`https://board.example.com/jobs/${slug}`)).toBe(true);
});

it.each(['/blog/how-to-find-jobs-2026', '/help/jobs/article-12', '/company/jobs-of-acme-9'])(
  'takes %s for none: another part of the site',
  (path) => {
    expect(looksLikeAdvert(`https://board.example.com${path}`)).toBe(false);
  },
);

const linksOf = (addresses: readonly string[], more = '', rel = ''): ReturnType<typeof findLinks> => {
  const url = 'https://board.example.com/all';
  const items = addresses.map(
    (href, index) => `<li class="ad"><a href="${href}"${rel}>Typist for an office, number ${index}</a></li>`,
  );
  const { $ } = parsePage(`<main><ul>${items.join('')}</ul>${more}</main>`);
  const options = jobBoardOptions.parse({ startUrls: [url] });
  return findLinks($, { url, baseUrl: url, knownForms: [] }, options);
};
const eight = (form: (id: number) => string): string[] =>
  Array.from({ length: 8 }, (_, index) => form(101 + index));

describe('adverts are found by addresses', () => {
  it.each([
    ['of WordPress without names', (id: number) => `/?p=${id}`],
    ['with a short path', (id: number) => `/p/${id}.html`],
    ['of Joomla', (id: number) => `/index.php?option=com_jobs&view=job&id=${id}`],
    ['with the language in each', (id: number) => `/job/${id}?lang=vi`],
    ['with a date', (id: number) => `/job.php?id=${id}&date=2026-11-${id - 90}`],
  ])('%s', (_name, form) => {
    const found = linksOf(eight(form));
    expect(found.postings.map(({ url }) => url)).toEqual(
      eight(form).map((href) => new URL(href, 'https://board.example.com').href),
    );
  });

  it('that the site does not vouch for, where there are no others', () => {
    const form = (id: number): string => `/jobs/typist-${id}`;
    expect(linksOf(eight(form), '', ' rel="ugc nofollow"').postings).toHaveLength(8);
    const advertised = eight((id) => `/jobs/partner-${id}`)
      .map((href) => `<p><a rel="nofollow" href="${href}">Sponsored by a partner of ours</a></p>`)
      .join('');
    expect(linksOf(eight(form), advertised).postings.every(({ url }) => url.includes('typist'))).toBe(true);
  });
});

it('takes other views of the list, months of its archive and pages behind it for no adverts', () => {
  const views = ['date', 'pay', 'place'].map((by) => `<a href="/all?sort=${by}">Sorted by ${by}</a>`);
  const months = [1, 2, 3, 4].map(
    (month) => `<a href="/archive?year=2026&month=${month}">Month number ${month}</a>`,
  );
  const further = [2, 3, 4, 5].map((page) => `<a href="/?p=${page}">${page}</a>`);
  const found = linksOf(
    eight((id) => `/jobs/typist-${id}`),
    [...views, ...months, ...further].join(''),
  );
  expect(found.postings).toHaveLength(8);
  expect(found.lists).toEqual([]);
});
