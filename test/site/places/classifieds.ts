/** Small ads: categories of goods and of work, sellers with hidden numbers, and one page with several ads whole. */
import type { TestAdvert } from '../adverts.ts';
import { htmlPage } from '../board-pages.ts';
import type { PlaceAnswer, PlaceRequest, SitePlace } from '../place.ts';

const perPage = 4;
/** The last three stand whole on one page. */
const onOnePage = 3;

const listed = (adverts: readonly TestAdvert[]): readonly TestAdvert[] => adverts.slice(0, -onOnePage);

const phoneOf = ({ id }: TestAdvert): string => `+1202555${String(100 + (id % 100)).padStart(4, '0')}`;

const adPage = (advert: TestAdvert, root: string): string =>
  htmlPage(
    advert.title,
    `<ol class="breadcrumb"><li><a href="${root}">Home</a></li><li><a href="${root}/jobs">Jobs</a></li></ol>
<div class="ad"><h1>${advert.title}</h1><div class="ad-price">USD ${advert.pay} per month</div><div class="ad-location">${advert.city}</div><div class="ad-date">Posted on ${advert.datePosted}</div>
<div class="ad-text">${advert.text.replaceAll('\n', '<br>')}<br>Company: ${advert.employer}</div>
<div class="seller"><span class="seller-name">Sam Invented</span><button data-phone="${phoneOf(advert)}">Show phone number</button></div></div>
<div class="similar-ads"><h2>Similar ads</h2><a href="${root}/goods/sofa-1">Sofa, nearly new</a></div>`,
  );

const goodsPage = (root: string): string =>
  htmlPage(
    'Sofa, nearly new',
    `<ol class="breadcrumb"><li><a href="${root}/goods">Furniture</a></li></ol><h1>Sofa, nearly new</h1><div class="ad-price">USD 90</div><p>Brown, three seats, to be fetched on Saturday.</p>`,
  );

const cards = (adverts: readonly TestAdvert[], root: string): string =>
  adverts
    .map(
      (advert) =>
        `<li class="ad-card"><a href="${root}/jobs/ad-${advert.id}.html">${advert.title}</a><span>USD ${advert.pay}</span><span>${advert.city}</span></li>`,
    )
    .join('');

const jobsList = ({ adverts, query, root }: PlaceRequest): PlaceAnswer => {
  const all = listed(adverts);
  const page = Number(query.get('o') ?? '1');
  const isLast = page * perPage >= all.length;
  const next = isLast ? '' : `<a class="next" href="?o=${page + 1}">Next</a>`;
  return {
    body: htmlPage(
      'Jobs',
      `<main><h1>Jobs</h1><ul>${cards(all.slice((page - 1) * perPage, page * perPage), root)}</ul>${next}</main>`,
    ),
  };
};

const front = ({ root }: PlaceRequest): PlaceAnswer => ({
  body: htmlPage(
    'Small ads',
    `<main><h1>Small ads</h1><ul class="categories"><li><a href="${root}/jobs">Jobs</a></li><li><a href="${root}/listings/goods">Furniture listings</a></li><li><a href="${root}/jobs-wanted-board">Jobs: notes of the day</a></li></ul></main>`,
  ),
});

const notes = ({ adverts }: PlaceRequest): PlaceAnswer => ({
  body: htmlPage(
    'Notes of the day',
    `<main><h1>Notes of the day</h1>${adverts
      .slice(-onOnePage)
      .map(
        (advert) =>
          `<div class="note"><b>${advert.title}</b><p>${advert.text.replaceAll('\n', '<br>')}</p><p>Location: ${advert.city}</p><p>Salary: USD ${advert.pay} per month</p><p>Company: ${advert.employer}</p><a href="https://wa.me/${phoneOf(advert).slice(1)}">Chat</a></div>`,
      )
      .join('')}</main>`,
  ),
});

const goods = ({ root }: PlaceRequest): PlaceAnswer => ({
  body: htmlPage(
    'Furniture',
    `<main><h1>Furniture</h1>${[1, 2, 3, 4].map((id) => `<li><a href="${root}/goods/sofa-${id}">Sofa number ${id}, nearly new</a></li>`).join('')}</main>`,
  ),
});

const answers: Record<string, (request: PlaceRequest) => PlaceAnswer> = {
  '/': front,
  '/jobs': jobsList,
  '/jobs-wanted-board': notes,
  '/listings/goods': goods,
};

const classifieds: SitePlace = {
  answer: (request) => {
    const id = Number(/^\/jobs\/ad-(\d+)\.html$/.exec(request.path)?.[1]);
    const advert = listed(request.adverts).find((one) => one.id === id);
    if (advert) return { body: adPage(advert, request.root) };
    if (request.path.startsWith('/goods/')) return { body: goodsPage(request.root) };
    return answers[request.path]?.(request);
  },
  options: (root) => ({ startUrls: [`${root}/`] }),
};

export default classifieds;
