/** What an admin sets for a site read by its sitemap. */
import { z } from 'zod';
import { webAddress } from '../../reading/option-schemas.ts';

const addressPattern = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => (text.match(/\*/g) ?? []).length <= 5, 'use at most five * in one pattern');

export const sitemapOptions = z.object({
  startUrls: z
    .array(webAddress)
    .min(1, 'name at least one site or sitemap')
    .max(20)
    .meta({
      title: 'Sites or sitemaps',
      description:
        'Address of a sitemap, or of a site: then the sitemaps that its robots.txt names are read, else /sitemap.xml.',
      examples: [['https://jobs.example.com/']],
    }),
  include: z
    .array(addressPattern)
    .max(50)
    .default([])
    .meta({
      title: 'Only addresses with',
      description: 'Parts of addresses; * stands for anything. Empty: all that may be adverts.',
      examples: [['/jobs/*']],
    }),
  exclude: z
    .array(addressPattern)
    .max(50)
    .default([])
    .meta({
      title: 'No addresses with',
      description: 'Parts of addresses that are left out; * stands for anything.',
      examples: [['/blog/', '/company/*']],
    }),
  maxUrls: z.int().min(1).max(50_000).default(2000).meta({
    title: 'Most pages of one sitemap',
    description: 'Of each sitemap file so many pages are asked for, the newest first.',
  }),
  maxAgeDays: z.int().min(1).max(3650).optional().meta({
    title: 'Oldest page, in days',
    description: 'Pages whose sitemap says that they did not change for longer are left out. Empty: all.',
  }),
  readAs: z.enum(['adverts', 'all']).default('adverts').meta({
    title: 'Which pages are adverts',
    description:
      'adverts: pages that say so, or show pay, a place or a contact; all: every page of the sitemap, as for a site of nothing but adverts.',
  }),
});
export type SitemapOptions = z.infer<typeof sitemapOptions>;
