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
/** As many as a sitemap may hold. */
const mostRecords = 50_000;

export const readSitemap = (page: Page, options: JobBoardOptions): Reading => {
  const { records, problem, isCut } = readXmlRecords(page.text, ['url', 'sitemap'], {
    fieldChars: 4000,
    maxRecords: mostRecords,
  });
  const depth = Number(page.carry.depth ?? '0');
  const requests = new Map<string, PageRequest>();
  let adverts = 0;
  let sitemaps = 0;
  let leftOut = 0;
  for (const { name, fields } of records) {
    const url = cleanUrl(fields.get('loc'), page.url);
    if (url === undefined || !isInScope(url, options) || requests.has(keyUrl(url))) continue;
    if (name === 'sitemap') {
      if (depth >= maxDepth || sitemaps >= mostSitemaps) {
        leftOut += 1;
        continue;
      }
      sitemaps += 1;
      requests.set(keyUrl(url), { url, kind: 'sitemap', carry: { depth: String(depth + 1) } });
    } else if (mayBePage(url) && looksLikeAdvert(url)) {
      if (adverts >= options.maxSitemapAdverts) {
        leftOut += 1;
        continue;
      }
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
  if (isCut || leftOut > 0)
    problems.push({
      code: 'list-cut-short',
      message: `The sitemap names more than is asked for: ${leftOut > 0 ? `${leftOut} of its addresses were` : 'its end was'} left out.`,
    });
  return { postings: [], requests: [...requests.values()], problems };
};
