/** What an admin sets for profiles on social networks. */
import { z } from 'zod';
import { webAddress } from '../../reading/option-schemas.ts';

export const socialProfileOptions = z.object({
  profiles: z
    .array(webAddress)
    .min(1, 'name at least one profile')
    .max(100)
    .meta({
      title: 'Profiles',
      description:
        'Addresses of public profiles, pages or single posts. Only what is shown to a visitor without an account is read.',
      examples: [['https://www.facebook.com/example.agency']],
    }),
  posts: z.boolean().default(true).meta({
    title: 'Read visible posts',
    description: 'Besides the profile’s own description, reads the posts that the page shows.',
  }),
  minPostChars: z.int().min(1).max(2000).default(40).meta({
    title: 'Shortest post',
    description: 'Blocks of the page with fewer characters are left out.',
  }),
});
export type SocialProfileOptions = z.infer<typeof socialProfileOptions>;
