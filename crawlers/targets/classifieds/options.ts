/** What an admin sets for a site of classified ads. */
import { z } from 'zod';
import { webAddress } from '../../reading/option-schemas.ts';
import { jobBoardOptions } from '../job-board/options.ts';

const board = jobBoardOptions.shape;

export const classifiedsOptions = z.object({
  startUrls: z
    .array(webAddress)
    .min(1, 'name at least one page to start from')
    .max(50)
    .meta({
      title: 'Start pages',
      description: 'Pages that list ads, best the site’s category for work; a single ad works too.',
      examples: [['https://ads.example.com/jobs']],
    }),
  onlyWork: z.boolean().default(true).meta({
    title: 'Only work',
    description:
      'Categories that are not about work are not followed, and ads of goods, rooms and services are left out.',
  }),
  postingLinkSelector: board.postingLinkSelector,
  listLinkSelector: board.listLinkSelector,
  nextPageSelector: board.nextPageSelector,
  fields: board.fields,
  scope: board.scope,
  browser: board.browser,
  maxListPages: board.maxListPages,
});
export type ClassifiedsOptions = z.infer<typeof classifiedsOptions>;
