/** One advert under thousands of addresses; each copy names the address that counts. */
import { htmlPage } from '../board-pages.ts';

const copiesAPage = 150;
const copyPages = 20;
const ownPath = '/night-porter-77';

const copy = htmlPage(
  'Night porter for a hotel',
  `<main><h1>Night porter for a hotel</h1><p>Location: Ipoh</p><p>Salary: MYR 2,400 per month</p>
<p>Watch the front desk from ten to six and help late guests with their luggage. Interview at the hotel.</p></main>`,
  `<link rel="canonical" href="${ownPath}">`,
);

const list = (page: number): string => {
  const links = Array.from({ length: copiesAPage }, (_, index) => {
    const number = (page - 1) * copiesAPage + index;
    return `<article class="card"><a class="advert" href="${ownPath}?from=list-${number}">Night porter for a hotel</a></article>`;
  });
  const next = page < copyPages ? `<a rel="next" href="/copies?page=${page + 1}">Next page</a>` : '';
  return htmlPage('Hotel work', `<main><h1>Hotel work</h1>${links.join('')}${next}</main>`);
};

export const copiesPage = (url: URL): string | undefined => {
  if (url.pathname === ownPath) return copy;
  return url.pathname === '/copies' ? list(Number(url.searchParams.get('page') ?? 1)) : undefined;
};
