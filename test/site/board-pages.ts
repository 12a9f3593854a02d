/** Job boards of the test site, in three notations over the same adverts. */
import type { TestAdvert } from './adverts.ts';

export type Notation = 'json-ld' | 'microdata' | 'plain';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<p>${escape(line)}</p>`)
    .join('');

export const htmlPage = (title: string, body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)} | Test Board</title>${head}</head><body>
<header><a href="/">Test Board</a><nav><a href="/about">About us</a> <a href="/privacy">Privacy</a> <a href="/login">Log in</a></nav></header>
${body}
<footer><a href="/terms">Terms of use</a> <a href="/contact">Contact</a></footer></body></html>`;

const jobPosting = (advert: TestAdvert, url: string): Record<string, unknown> => ({
  '@context': 'https://schema.org/',
  '@type': 'JobPosting',
  title: advert.title,
  description: paragraphs(advert.text),
  datePosted: advert.datePosted,
  url,
  hiringOrganization: { '@type': 'Organization', name: advert.employer },
  jobLocation: {
    '@type': 'Place',
    address: { '@type': 'PostalAddress', addressLocality: advert.city, addressCountry: advert.country },
  },
  baseSalary: {
    '@type': 'MonetaryAmount',
    currency: 'USD',
    value: { '@type': 'QuantitativeValue', value: advert.pay, unitText: 'MONTH' },
  },
});

const visible = (advert: TestAdvert): string => `<main><h1>${escape(advert.title)}</h1>
<table><tr><th>Company</th><td>${escape(advert.employer)}</td></tr><tr><th>Location</th><td>${advert.city}</td></tr>
<tr><th>Salary</th><td>USD ${advert.pay} per month</td></tr><tr><th>Date posted</th><td>${advert.datePosted}</td></tr></table>
<section>${paragraphs(advert.text)}</section></main>`;

const microdata = (advert: TestAdvert): string => `<main itemscope itemtype="https://schema.org/JobPosting">
<h1 itemprop="title">${escape(advert.title)}</h1>
<p itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">${escape(advert.employer)}</b></p>
<p itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><span itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
<span itemprop="addressLocality">${advert.city}</span>, <span itemprop="addressCountry">${advert.country}</span></span></p>
<p itemprop="baseSalary" itemscope itemtype="https://schema.org/MonetaryAmount"><meta itemprop="currency" content="USD">
<span itemprop="value" itemscope itemtype="https://schema.org/QuantitativeValue"><span itemprop="value">${advert.pay}</span> a <meta itemprop="unitText" content="MONTH">month</span></p>
<time itemprop="datePosted" datetime="${advert.datePosted}">${advert.datePosted}</time>
<div itemprop="description">${paragraphs(advert.text)}</div></main>`;

export const advertPage = (advert: TestAdvert, notation: Notation, url: string): string => {
  if (notation === 'microdata') return htmlPage(advert.title, microdata(advert));
  const head =
    notation === 'json-ld'
      ? `<script type="application/ld+json">${JSON.stringify(jobPosting(advert, url)).replaceAll('<', '\\u003c')}</script>`
      : '';
  return htmlPage(advert.title, visible(advert), head);
};

export interface ListPage {
  adverts: TestAdvert[];
  page: number;
  pages: number;
  /** `/jobs` */
  path: string;
}

/** Links carry what real boards hang on them: tracking, fragments, session ids. */
const dressUp = (path: string, id: number): string =>
  [path, `${path}?utm_source=list&utm_medium=test`, `${path}#apply`, `${path}?PHPSESSID=abc${id}`][
    id % 4
  ] as string;

export const listPage = ({ adverts, page, pages, path }: ListPage): string => {
  const cards = adverts
    .map(
      (advert) =>
        `<article class="card"><h2><a href="${dressUp(`${path}/ad-${advert.id}`, advert.id)}">${escape(advert.title)}</a></h2><p>${escape(advert.employer)}, ${advert.city}</p></article>`,
    )
    .join('\n');
  const numbers = Array.from({ length: pages }, (_, index) =>
    index + 1 === page ? `<b>${page}</b>` : `<a href="${path}?page=${index + 1}">${index + 1}</a>`,
  ).join(' ');
  const next = page < pages ? `<a rel="next" href="${path}?page=${page + 1}">Next »</a>` : '';
  const views = `<a href="${path}?sort=date">Newest</a> <a href="${path}?sort=pay">Best paid</a>`;
  return htmlPage(
    `Jobs, page ${page}`,
    `<main><h1>Jobs</h1><p>${views}</p>${cards}<div class="pagination">${numbers} ${next}</div></main>`,
  );
};

/** A list page that holds its adverts whole, as several JobPosting blocks. */
export const statedListPage = ({ adverts, page, pages, path }: ListPage): string => {
  const blocks = adverts
    .map((advert) => {
      const { url: _url, ...rest } = jobPosting(advert, '') as { url: string };
      return `<script type="application/ld+json">${JSON.stringify(rest).replaceAll('<', '\\u003c')}</script>`;
    })
    .join('\n');
  const next = page < pages ? `<a href="${path}?page=${page + 1}">Next page</a>` : '';
  return htmlPage(
    `All adverts, page ${page}`,
    `<main><h1>All adverts</h1>${adverts.map((advert) => `<h2>${escape(advert.title)}</h2>`).join('')}${next}</main>`,
    blocks,
  );
};

/** A list that only its script fills. */
export const scriptBuiltPage = (adverts: TestAdvert[], path: string): string =>
  `<!doctype html><html><head><title>Jobs</title></head><body><div id="root"></div><noscript>Please enable JavaScript.</noscript>
<script>const adverts = ${JSON.stringify(adverts.map(({ id, title }) => ({ id, title }))).replaceAll('<', '\\u003c')};
document.getElementById('root').innerHTML = '<h1>Jobs</h1>' + adverts.map((one) =>
  '<article class="card"><a href="${path}/ad-' + one.id + '">' + one.title + '</a></article>').join('');</script></body></html>`;
