/** A site whose index names a packed sitemap sent as mere bytes, an ordinary one and a list of lines. */
import { gzipSync } from 'node:zlib';
import type { TestAdvert } from '../adverts.ts';
import { advertPage, htmlPage } from '../board-pages.ts';
import type { PlaceAnswer, PlaceRequest, SitePlace } from '../place.ts';

const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

const urlset = (adverts: readonly TestAdvert[], root: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><urlset ${namespace}><url><loc>${root}/about</loc></url><url><loc>${root}/how-we-choose</loc></url>${adverts
    .map(
      (advert) =>
        `<url><loc>${root}/ad-${advert.id}</loc><lastmod>${advert.datePosted}T08:00:00Z</lastmod></url>`,
    )
    .join('')}</urlset>`;

const files = ['sitemaps/one.xml.gz', 'sitemaps/two.xml', 'sitemaps/three.txt'];
const ofFile = (adverts: readonly TestAdvert[], file: number): TestAdvert[] =>
  adverts.filter((advert) => advert.id % files.length === file);

const answers: Record<string, (request: PlaceRequest) => PlaceAnswer> = {
  '/sitemap_index.xml': ({ root }) => ({
    type: 'application/xml',
    body: `<sitemapindex ${namespace}><sitemap><loc>${root}/sitemap_index.xml</loc></sitemap>${files
      .map((file) => `<sitemap><loc>${root}/${file}</loc></sitemap>`)
      .join('')}</sitemapindex>`,
  }),
  '/sitemaps/one.xml.gz': ({ adverts, root }) => ({
    type: 'application/octet-stream',
    body: gzipSync(urlset(ofFile(adverts, 0), root)),
  }),
  '/sitemaps/two.xml': ({ adverts, root }) => ({ type: 'text/xml', body: urlset(ofFile(adverts, 1), root) }),
  '/sitemaps/three.txt': ({ adverts, root }) => ({
    type: 'text/plain',
    body: ofFile(adverts, 2)
      .map((advert) => `${root}/ad-${advert.id}`)
      .join('\n'),
  }),
  '/how-we-choose': () => ({
    body: htmlPage(
      'How we choose',
      '<main><h1>How we choose</h1><p>We look at every advert by hand before it is shown here.</p></main>',
    ),
  }),
};

const sitemap: SitePlace = {
  answer: (request) => {
    const answer = answers[request.path];
    if (answer) return answer(request);
    const id = Number(/^\/ad-(\d+)$/.exec(request.path)?.[1]);
    const advert = request.adverts.find((one) => one.id === id);
    return advert && { body: advertPage(advert, 'json-ld', `${request.root}${request.path}`) };
  },
  options: (root) => ({ startUrls: [`${root}/sitemap_index.xml`] }),
};

export default sitemap;
