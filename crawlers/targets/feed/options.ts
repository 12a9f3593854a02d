/** What an admin sets for feeds. */
import { z } from 'zod';
import { webAddress } from '../../reading/option-schemas.ts';

export const feedOptions = z.object({
  feedUrls: z
    .array(webAddress)
    .min(1, 'name at least one feed, or a page that has one')
    .max(50)
    .meta({
      title: 'Feeds',
      description: 'Addresses of feeds, or of pages that name their feed.',
      examples: [['https://jobs.example.com/feed']],
    }),
  readPages: z.enum(['when-short', 'always', 'never']).default('when-short').meta({
    title: 'Read the page behind an entry',
    description:
      'when-short: only where the feed shows no more than the beginning of an advert; always; or never, which asks least of the site.',
  }),
  scope: z.enum(['site', 'anywhere']).default('site').meta({
    title: 'How far links of entries are followed',
    description: 'site: the feeds’ hosts and hosts below them; anywhere: adverts on other sites too.',
  }),
  maxPages: z.int().min(1).max(1000).default(10).meta({
    title: 'Most pages of one feed',
    description: 'How far back is read where a feed has further pages of older entries.',
  }),
});
export type FeedOptions = z.infer<typeof feedOptions>;
