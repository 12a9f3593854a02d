/** Two pages that hold adverts one below the other, among what changes with each visit. */
import type { TestAdvert } from '../adverts.ts';
import { htmlPage } from '../board-pages.ts';
import type { PlaceAnswer, SitePlace } from '../place.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const block = (advert: TestAdvert, index: number): string =>
  `<div class="vacancy ${index % 2 === 0 ? 'even' : 'odd'}"><h3>${escape(advert.title)}</h3>${advert.text
    .split('\n')
    .map((line) => `<p>${escape(line)}</p>`)
    .join(
      '',
    )}<p>Location: ${advert.city}, ${advert.country}</p><p>Salary: USD ${advert.pay} per month</p></div>`;

let visits = 0;

const page = (adverts: readonly TestAdvert[]): PlaceAnswer => {
  visits += 1;
  return {
    body: htmlPage(
      'Vacancies',
      `<main><h1>Vacancies</h1><p>${visits} views</p><p>Last updated: ${new Date().toUTCString()}</p><div class="ads">Offer ${visits}</div>${adverts.map(block).join('')}</main>`,
    ),
  };
};

const watchedPage: SitePlace = {
  answer: ({ path, adverts }) => {
    const half = Math.ceil(adverts.length / 2);
    if (path === '/one.html') return page(adverts.slice(0, half));
    return path === '/two.html' ? page(adverts.slice(half)) : undefined;
  },
  options: (root) => ({ urls: [`${root}/one.html`, `${root}/two.html`], adverts: 'blocks' }),
};

export default watchedPage;
