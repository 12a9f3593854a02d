/** Job boards: start pages or sitemaps → list pages with paging → adverts. */
import type { PageRequest } from '../../../src/domain/visit.ts';
import type { TargetType } from '../../target-type.ts';
import { openPage } from './open-page.ts';
import { type JobBoardOptions, jobBoardOptions } from './options.ts';
import { readListPage } from './read-list-page.ts';
import { readPostingPage } from './read-posting-page.ts';
import { readSitemap } from './read-sitemap.ts';
import { isInScope } from './scope.ts';

const startOf = (options: JobBoardOptions): PageRequest[] => {
  const render = options.browser === undefined ? {} : { render: options.browser };
  return [
    ...options.startUrls.map((url) => ({ url, kind: 'start', ...render })),
    ...options.sitemaps.map((url) => ({ url, kind: 'sitemap', carry: { depth: '0' } })),
  ];
};

const jobBoard: TargetType<JobBoardOptions> = {
  id: 'job-board',
  label: 'Job board',
  description:
    'A site with lists of adverts. Name the page that lists them; lists, paging and adverts are found from there.',
  options: jobBoardOptions,
  optionsFor: (url) =>
    /^https?:/i.test(url) ? { options: jobBoardOptions.parse({ startUrls: [url] }), fit: 1 } : undefined,
  kinds: ['start', 'list', 'posting', 'sitemap'],
  start: startOf,
  read: (page, options) => {
    if (page.kind === 'sitemap') return readSitemap(page, options);
    const board = openPage(page, options);
    return page.kind === 'posting' ? readPostingPage(board) : readListPage(board);
  },
  showsWholeLists: true,
  isInScope,
};

export default jobBoard;
