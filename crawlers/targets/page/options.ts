/** What an admin sets for pages watched for change. */
import { z } from 'zod';
import { cssSelector, webAddress } from '../../reading/option-schemas.ts';

export const pageOptions = z.object({
  urls: z
    .array(webAddress)
    .min(1, 'name at least one page')
    .max(200)
    .meta({
      title: 'Pages',
      description: 'Each is read by itself; no link is followed.',
      examples: [['https://agency.example.com/vacancies.html']],
    }),
  selector: cssSelector.optional().meta({
    title: 'Part of the page',
    description:
      'CSS selector of the part that is watched. Empty: its main text, without menus and the like.',
    examples: ['#vacancies'],
  }),
  adverts: z.enum(['one', 'blocks']).default('one').meta({
    title: 'Adverts on the page',
    description:
      'one: the page is one text, whose changes are kept; blocks: it holds several adverts that look alike.',
  }),
  blockSelector: cssSelector.optional().meta({
    title: 'Each advert',
    description:
      'CSS selector of each of several adverts. Empty: blocks that look alike are found by themselves.',
    examples: ['.vacancy'],
  }),
  ignore: z
    .array(cssSelector)
    .max(30)
    .default([])
    .meta({
      title: 'Left out',
      description:
        'CSS selectors of what changes without meaning. Dates, counters, menus and advertising are left out anyway.',
      examples: [['.weather', '#visitors']],
    }),
});
export type PageOptions = z.infer<typeof pageOptions>;
