/** A board whose lists go on in every way: by offset, by `Load more`, as data behind the page, by a script's cursor, and in a sitemap. */
import type { TestAdvert } from '../adverts.ts';
import { advertPage, htmlPage } from '../board-pages.ts';
import type { PlaceAnswer, PlaceRequest, SitePlace } from '../place.ts';

const perPage = 2;
/** Each way has its share of the adverts. */
const ways = ['offset', 'more', 'data', 'script', 'sitemap'] as const;
type Way = (typeof ways)[number];

const shareOf = (adverts: readonly TestAdvert[], way: Way): TestAdvert[] =>
  adverts.filter((advert) => ways[advert.id % ways.length] === way);

const cards = (adverts: readonly TestAdvert[], root: string): string =>
  adverts
    .map(
      (advert) =>
        `<article class="card"><h2><a href="${root}/jobs/ad-${advert.id}">${advert.title}</a></h2><p>${advert.city}</p></article>`,
    )
    .join('');

const json = (value: unknown): PlaceAnswer => ({ type: 'application/json', body: JSON.stringify(value) });
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const asData = (advert: TestAdvert, root: string) => ({
  id: `ad-${advert.id}`,
  title: advert.title,
  url: `${root}/jobs/ad-${advert.id}`,
  company: { name: advert.employer },
  city: advert.city,
});

const offsetList = ({ adverts, query, root }: PlaceRequest): PlaceAnswer => {
  const all = shareOf(adverts, 'offset');
  const start = Number(query.get('start') ?? '0');
  const numbers = Array.from({ length: Math.ceil(all.length / perPage) }, (_, index) =>
    index * perPage === start
      ? `<b>${index + 1}</b>`
      : `<a href="?start=${index * perPage}">${index + 1}</a>`,
  );
  const shown = cards(all.slice(start, start + perPage), root);
  return {
    body: htmlPage('Jobs by offset', `<main><h1>Jobs</h1>${shown}<p>${numbers.join(' ')}</p></main>`),
  };
};

const moreList = ({ adverts, query, root }: PlaceRequest): PlaceAnswer => {
  const all = shareOf(adverts, 'more');
  const page = Number(query.get('page') ?? '1');
  const shown = cards(all.slice((page - 1) * perPage, page * perPage), root);
  const button =
    page * perPage < all.length
      ? `<button class="btn" data-url="${root}/more?page=${page + 1}">Load more jobs</button>`
      : '';
  // As such buttons get it: a piece of a page inside JSON.
  if (page > 1) return json({ success: true, html: `${shown}${button}` });
  return { body: htmlPage('More jobs', `<main><h1>Jobs</h1>${shown}${button}</main>`) };
};

const dataList = ({ adverts, root }: PlaceRequest): PlaceAnswer => {
  const jobs = shareOf(adverts, 'data').map((advert) => asData(advert, root));
  const state = inScript({ props: { pageProps: { jobs } } });
  return {
    body: `<!doctype html><html><head><title>Jobs</title></head><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">${state}</script><script src="/app.js"></script></body></html>`,
  };
};

const scriptList = (): PlaceAnswer => ({
  body: '<!doctype html><html><head><title>Jobs</title></head><body><div id="app"></div><script>fetch("/job-board/api/jobs").then((answer) => answer.json()).then(show);</script></body></html>',
});

const cursorAnswer = ({ adverts, query, root }: PlaceRequest): PlaceAnswer => {
  const all = shareOf(adverts, 'script');
  const from = query.has('cursor') ? all.findIndex((advert) => `c${advert.id}` === query.get('cursor')) : 0;
  const following = all[from + perPage];
  return json({
    items: all.slice(from, from + perPage).map((advert) => asData(advert, root)),
    nextCursor: following ? `c${following.id}` : null,
  });
};

const sitemap = ({ adverts, root }: PlaceRequest): PlaceAnswer => ({
  type: 'application/xml',
  body: `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${root}/about-us</loc></url>${shareOf(
    adverts,
    'sitemap',
  )
    .map((advert) => `<url><loc>${root}/jobs/ad-${advert.id}-wanted-here</loc></url>`)
    .join('')}</urlset>`,
});

const answers: Record<string, (request: PlaceRequest) => PlaceAnswer> = {
  '/offset': offsetList,
  '/more': moreList,
  '/data': dataList,
  '/script': scriptList,
  '/api/jobs': cursorAnswer,
  '/sitemap.xml': sitemap,
};

const jobBoard: SitePlace = {
  answer: (request) => {
    const id = Number(/^\/jobs\/ad-(\d+)(?:-wanted-here)?$/.exec(request.path)?.[1]);
    const advert = request.adverts.find((one) => one.id === id);
    const notation = id % 2 === 0 ? 'json-ld' : 'plain';
    if (advert) return { body: advertPage(advert, notation, `${request.root}${request.path}`) };
    return answers[request.path]?.(request);
  },
  options: (root) => ({
    startUrls: [`${root}/offset`, `${root}/more`, `${root}/data`, `${root}/script`],
    sitemaps: [`${root}/sitemap.xml`],
  }),
};

export default jobBoard;
