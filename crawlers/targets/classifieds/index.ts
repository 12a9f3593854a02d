/** Sites of classified ads: categories → lists with paging → ads, of private people too. */
import type { TargetType } from '../../target-type.ts';
import { isInScope } from '../job-board/scope.ts';
import { type ClassifiedsOptions, classifiedsOptions } from './options.ts';
import { boardOptions, readAds } from './read-ads.ts';

const classifieds: TargetType<ClassifiedsOptions> = {
  id: 'classifieds',
  label: 'Classified ads',
  description:
    'A site of small ads, of companies and private people. Only what is about work is followed, unless told otherwise; several ads on one page are split.',
  options: classifiedsOptions,
  optionsFor: (url) => {
    if (!/^https?:/i.test(url) || !URL.canParse(url)) return undefined;
    const isNamed = /classified|anuncio|annonce|rao-vat|raovat|iklan|olx|kleinanzeigen|doska/i.test(url);
    return { options: classifiedsOptions.parse({ startUrls: [url] }), fit: isNamed ? 2 : 0 };
  },
  kinds: ['start', 'list', 'posting'],
  start: (options) =>
    options.startUrls.map((url) => ({
      url,
      kind: 'start',
      ...(options.browser === undefined ? {} : { render: options.browser }),
    })),
  read: readAds,
  showsWholeLists: true,
  isInScope: (url, options) => isInScope(url, boardOptions(options)),
};

export default classifieds;
