/** A page that a sitemap names: an advert, or one of the other pages that a site has. */
import { hasAdvertSigns, readAdvertPage } from '../../reading/advert-page.ts';
import type { Page, Reading } from '../../target-type.ts';
import type { SitemapOptions } from './options.ts';

export const readListedPage = (page: Page, options: SitemapOptions): Reading => {
  const { posting, isStated, problems } = readAdvertPage(page);
  const isAdvert = posting && (isStated || options.readAs === 'all' || hasAdvertSigns(posting));
  if (isAdvert) return { postings: [posting], requests: [], problems };
  if (problems.some((one) => one.code === 'needs-browser')) return { postings: [], requests: [], problems };
  const nothing = { code: 'no-advert', message: 'A page of the sitemap is no advert.' };
  return { postings: [], requests: [], problems: [...problems, nothing] };
};
