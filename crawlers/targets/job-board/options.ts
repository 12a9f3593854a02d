/** What an admin sets for a job board; all but the start pages may stay empty. */
import { z } from 'zod';
import { renderSteps } from '../../../src/domain/visit.ts';
import { cssSelector, webAddress } from '../../reading/option-schemas.ts';

const boardFields = z.object({
  startUrls: z
    .array(webAddress)
    .max(50)
    .default([])
    .meta({
      isLeading: true,
      title: 'Start pages',
      description: 'Pages that list adverts, or lead to such lists; a single advert works too.',
      examples: [['https://jobs.example.com/latest']],
    }),
  postingLinkSelector: cssSelector.optional().meta({
    title: 'Links to adverts',
    description: 'CSS selector of the links that lead to adverts. Empty: found by themselves.',
    examples: ['article.job a.title'],
  }),
  listLinkSelector: cssSelector.optional().meta({
    title: 'Links to lists',
    description:
      'CSS selector of links to further list pages, such as categories. Empty: found by themselves.',
    examples: ['.categories a'],
  }),
  nextPageSelector: cssSelector.optional().meta({
    title: 'Link to the next page',
    description: 'CSS selector of the link to the next page of a list. Empty: found by itself.',
    examples: ['a.next'],
  }),
  fields: z
    .object({
      title: cssSelector
        .optional()
        .meta({ title: 'Title', description: 'CSS selector of the title in an advert.' }),
      text: cssSelector
        .optional()
        .meta({ title: 'Text', description: 'CSS selector of the main text in an advert.' }),
      employer: cssSelector
        .optional()
        .meta({ title: 'Employer', description: 'CSS selector of the employer in an advert.' }),
      location: cssSelector
        .optional()
        .meta({ title: 'Work place', description: 'CSS selector of the work place in an advert.' }),
      pay: cssSelector
        .optional()
        .meta({ title: 'Pay', description: 'CSS selector of the pay in an advert.' }),
      datePosted: cssSelector
        .optional()
        .meta({ title: 'Date posted', description: 'CSS selector of the date in an advert.' }),
    })
    .default({})
    .meta({
      title: 'Fields',
      description: 'Only needed where an advert is read wrongly without them.',
    }),
  scope: z.enum(['site', 'host', 'anywhere']).default('site').meta({
    title: 'How far links are followed',
    description:
      'site: the start pages’ hosts and hosts below them; host: exactly these hosts; anywhere: adverts on other sites too.',
  }),
  sitemaps: z
    .array(webAddress)
    .max(20)
    .default([])
    .meta({
      title: 'Sitemaps',
      description:
        'Sitemap files that name the board’s adverts, beside its lists; with a sitemap the start pages may stay empty.',
      examples: [['https://jobs.example.com/sitemap-jobs.xml']],
    }),
  browser: renderSteps.optional().meta({
    title: 'Steps in the browser',
    description:
      'For lists that only scripts build: every list page is opened in a browser, which scrolls so often, presses what these CSS selectors name, and waits for what the last one names.',
    examples: [{ scroll: 3, click: ['button.load-more'] }],
  }),
  maxSitemapAdverts: z.int().min(1).max(20_000).default(5000).meta({
    title: 'Most adverts of one sitemap file',
    description: 'How many addresses of one file are asked for.',
  }),
  maxListPages: z.int().min(1).max(10_000).default(200).meta({
    title: 'Most pages of one list',
    description: 'How far the paging of one list is followed.',
  }),
});

export const jobBoardOptions = boardFields.refine(
  ({ startUrls, sitemaps }) => startUrls.length + sitemaps.length > 0,
  { error: 'name at least one page to start from, or a sitemap', path: ['startUrls'] },
);
export type JobBoardOptions = z.infer<typeof jobBoardOptions>;
