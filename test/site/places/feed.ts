/** Three feeds over the adverts: whole ones in RSS on WordPress's pages, beginnings in Atom, JSON behind a page that names it. */
import type { TestAdvert } from '../adverts.ts';
import { advertPage, htmlPage } from '../board-pages.ts';
import type { PlaceAnswer, PlaceRequest, SitePlace } from '../place.ts';

const perPage = 2;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const html = (advert: TestAdvert): string =>
  [
    `${advert.text}`,
    `Company: ${advert.employer}`,
    `Location: ${advert.city}, ${advert.country}`,
    `Salary: USD ${advert.pay} per month`,
  ]
    .flatMap((text) => text.split('\n'))
    .map((line) => `<p>${escape(line)}</p>`)
    .join('');

const rss = (adverts: TestAdvert[], root: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Whole adverts</title><link>${root}</link><generator>https://wordpress.org/?v=6.8</generator>
${adverts
  .map(
    (
      advert,
    ) => `<item><title>${escape(advert.title)}</title><link>${root}/ad-${advert.id}</link><guid isPermaLink="false">${root}/?p=${advert.id}</guid>
<pubDate>${new Date(`${advert.datePosted}T08:00:00Z`).toUTCString()}</pubDate><description>${escape(advert.text.slice(0, 30))} […]</description><content:encoded><![CDATA[${html(advert)}]]></content:encoded></item>`,
  )
  .join('\n')}
</channel></rss>`;

const atom = (adverts: TestAdvert[], root: string): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Beginnings</title><id>${root}/atom</id><updated>2026-11-20T00:00:00Z</updated>
${adverts
  .map(
    (advert) =>
      `<entry><title>${escape(advert.title)}</title><id>${root}/ad-${advert.id}</id><link href="${root}/ad-${advert.id}"/><updated>${advert.datePosted}T08:00:00Z</updated><summary>${escape(advert.text.slice(0, 30))}…</summary></entry>`,
  )
  .join('\n')}
</feed>`;

const jsonFeed = (adverts: TestAdvert[], root: string): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Notices',
    items: adverts.map((advert) => ({
      id: advert.id,
      url: `${root}/ad-${advert.id}`,
      title: advert.title,
      content_html: html(advert),
      date_published: `${advert.datePosted}T08:00:00Z`,
    })),
  });

const rssPage = ({ adverts, query, root }: PlaceRequest): PlaceAnswer => {
  const whole = adverts.filter((advert) => advert.id % 3 === 0);
  const page = Number(query.get('paged') ?? '1');
  const shown = whole.slice((page - 1) * perPage, page * perPage);
  return shown.length === 0
    ? { status: 404, body: '<h1>No such page</h1>' }
    : { type: 'application/rss+xml; charset=utf-8', body: rss(shown, root) };
};

const answers: Record<string, (request: PlaceRequest) => PlaceAnswer> = {
  '/feed/': rssPage,
  '/atom.xml': ({ adverts, root }) => ({
    type: 'application/atom+xml',
    body: atom(
      adverts.filter((advert) => advert.id % 3 === 1),
      root,
    ),
  }),
  '/notices': ({ root }) => ({
    body: htmlPage(
      'Notices',
      '<main><h1>Notices</h1></main>',
      `<link rel="alternate" type="application/feed+json" href="${root}/notices.json">`,
    ),
  }),
  '/notices.json': ({ adverts, root }) => ({
    type: 'application/feed+json',
    body: jsonFeed(
      adverts.filter((advert) => advert.id % 3 === 2),
      root,
    ),
  }),
};

const feed: SitePlace = {
  answer: (request) => {
    const answer = answers[request.path];
    if (answer) return answer(request);
    const id = Number(/^\/ad-(\d+)$/.exec(request.path)?.[1]);
    const advert = request.adverts.find((one) => one.id === id);
    return advert && { body: advertPage(advert, 'plain', `${request.root}${request.path}`) };
  },
  options: (root) => ({ feedUrls: [`${root}/feed/`, `${root}/atom.xml`, `${root}/notices`] }),
};

export default feed;
