/** Job boards and classifieds: start pages → list pages with paging → adverts. */
import type { TargetType } from '../../target-type.ts';
import { openPage } from './open-page.ts';
import { type JobBoardOptions, jobBoardOptions } from './options.ts';
import { readListPage } from './read-list-page.ts';
import { readPostingPage } from './read-posting-page.ts';
import { isInScope } from './scope.ts';

const jobBoard: TargetType<JobBoardOptions> = {
  id: 'job-board',
  label: 'Job board or classifieds',
  description:
    'A site with lists of adverts. Name the page that lists them; lists, paging and adverts are found from there.',
  options: jobBoardOptions,
  optionsFor: (url) =>
    /^https?:/i.test(url) ? { options: jobBoardOptions.parse({ startUrls: [url] }), fit: 1 } : undefined,
  kinds: ['start', 'list', 'posting'],
  start: (options) => options.startUrls.map((url) => ({ url, kind: 'start' })),
  read: (page, options) => {
    const board = openPage(page, options);
    return page.kind === 'posting' ? readPostingPage(board) : readListPage(board);
  },
  showsWholeLists: true,
  isInScope,
};

export default jobBoard;
