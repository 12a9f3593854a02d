/** A board's sitemap as the way to its adverts: those of its addresses that look like adverts are asked for. */
import type { PageRequest } from '../../../src/domain/visit.ts';
import { cleanUrl, keyUrl } from '../../reading/page-address.ts';
import { readXmlRecords } from '../../reading/xml-records.ts';
import type { Page, Reading } from '../../target-type.ts';
import { looksLikeAdvert } from './find-links.ts';
import type { JobBoardOptions } from './options.ts';
import { isInScope, mayBePage } from './scope.ts';

const maxDepth = 2;
const mostSitemaps = 50;

export const readSitemap = (page: Page, options: JobBoardOptions): Reading => {
  const { records, problem } = readXmlRecords(page.text, ['url', 'sitemap'], { fieldChars: 4000 });
  const depth = Number(page.carry.depth ?? '0');
  const requests = new Map<string, PageRequest>();
  let adverts = 0;
  let sitemaps = 0;
  for (const { name, fields } of records) {
    const url = cleanUrl(fields.get('loc'), page.url);
    if (url === undefined || !isInScope(url, options) || requests.has(keyUrl(url))) continue;
    if (name === 'sitemap') {
      if (depth >= maxDepth || sitemaps >= mostSitemaps) continue;
      sitemaps += 1;
      requests.set(keyUrl(url), { url, kind: 'sitemap', carry: { depth: String(depth + 1) } });
    } else if (adverts < options.maxSitemapAdverts && mayBePage(url) && looksLikeAdvert(url)) {
      adverts += 1;
      const lastmod = fields.get('lastmod')?.slice(0, 40);
      requests.set(keyUrl(url), {
        url,
        kind: 'posting',
        ...(lastmod ? { carry: { version: lastmod } } : {}),
      });
    }
  }
  const problems =
    requests.size > 0
      ? []
      : [
          {
            code: 'nothing-found',
            message: `The sitemap names no address that looks like an advert${problem === undefined ? '' : ` (it is broken: ${problem.slice(0, 200)})`}.`,
          },
        ];
  return { postings: [], requests: [...requests.values()], problems };
};
