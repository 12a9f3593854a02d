/** What an admin sets for a forum. */
import { z } from 'zod';
import { webAddress } from '../../reading/option-schemas.ts';

export const forumOptions = z.object({
  startUrls: z
    .array(webAddress)
    .min(1, 'name at least one page of the forum to start from')
    .max(50)
    .meta({
      title: 'Start pages',
      description: 'Addresses of a forum, of one of its boards, or of single topics.',
      examples: [['https://forum.example.com/viewforum.php?f=12']],
    }),
  subforums: z.boolean().default(true).meta({
    title: 'Read boards below',
    description: 'Also reads the boards that a start page lists.',
  }),
  replies: z.boolean().default(true).meta({
    title: 'Read replies',
    description: 'Reads every post of a topic. Off: only the post that begins it.',
  }),
  maxListPages: z.int().min(1).max(1000).default(20).meta({
    title: 'Most pages of one list',
    description: 'How far the paging of one board is followed.',
  }),
  maxTopicPages: z.int().min(1).max(1000).default(20).meta({
    title: 'Most pages of one topic',
    description: 'How far the paging of one topic is followed.',
  }),
  maxAgeDays: z.int().min(1).max(3650).default(180).meta({
    title: 'Oldest topic, in days',
    description:
      'Topics without a post since then are left out, where the list says when the last one was written.',
  }),
});
export type ForumOptions = z.infer<typeof forumOptions>;
