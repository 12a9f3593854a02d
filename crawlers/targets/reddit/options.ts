/** What an admin sets for Reddit: which part of it, and how far back. */
import { z } from 'zod';

/** What is read: the posts of a subreddit or of a user, or one thread with its comments. */
type RedditPlace =
  | { kind: 'subreddit'; name: string }
  | { kind: 'user'; name: string }
  | { kind: 'thread'; id: string };

const address = /^(https?:\/\/)?([\w-]+\.)?reddit\.com(?=\/)/i;

/** `r/name`, `u/name`, or an address of Reddit, as a place; undefined when it is none. */
export const placeIn = (text: string): RedditPlace | undefined => {
  const path = text.trim().replace(address, '').split(/[?#]/)[0] ?? '';
  const thread = /^\/?(?:r\/[\w.+-]{1,50}\/|user\/[\w-]{1,50}\/)?comments\/([a-z0-9]{1,12})(?:\/|$)/i.exec(
    path,
  );
  if (thread?.[1]) return { kind: 'thread', id: thread[1].toLowerCase() };
  const user = /^\/?(?:u|user)\/([\w-]{2,40})(?:\/|$)/i.exec(path);
  if (user?.[1]) return { kind: 'user', name: user[1] };
  const subreddit = /^\/?r\/(\w[\w.+-]{1,100})(?:\/|$)/i.exec(path) ?? /^(\w{2,40})$/.exec(path);
  return subreddit?.[1] ? { kind: 'subreddit', name: subreddit[1] } : undefined;
};

export const redditOptions = z
  .object({
    place: z
      .string()
      .trim()
      .max(300)
      .refine((text) => placeIn(text) !== undefined, {
        error: 'write a subreddit such as r/examplejobs, a user such as u/example, or an address of either',
      })
      .optional()
      .meta({
        isLeading: true,
        title: 'Subreddit, user or thread',
        description: 'A name or an address. With a search, the search is kept to this subreddit.',
        examples: ['r/examplejobs', 'https://www.reddit.com/user/example_name'],
      }),
    search: z
      .string()
      .trim()
      .min(1)
      .max(300)
      .optional()
      .meta({
        isLeading: true,
        title: 'Search',
        description: 'Words to search for, the newest first. Empty: all posts of the place.',
        examples: ['customer service Cambodia'],
      }),
    comments: z.boolean().default(false).meta({
      title: 'Read comments',
      description: 'Also fetches the comments below each post; every longer one is read by itself.',
    }),
    minCommentChars: z.int().min(1).max(5000).default(80).meta({
      title: 'Shortest comment',
      description: 'Comments with fewer characters are left out.',
    }),
    maxPages: z.int().min(1).max(100).default(10).meta({
      title: 'Most pages',
      description: 'How many pages are read back from the newest post; a page has about 100 posts.',
    }),
    maxAgeDays: z.int().min(1).max(3650).default(90).meta({
      title: 'Oldest post, in days',
      description: 'Reading back stops at posts older than this.',
    }),
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .default('https://www.reddit.com')
      .meta({
        title: 'Address of Reddit',
        description: 'https://www.reddit.com or https://old.reddit.com; otherwise only changed for a copy.',
      }),
  })
  .refine((options) => options.place !== undefined || options.search !== undefined, {
    error: 'name a subreddit, a user or a thread, or words to search for',
    path: ['place'],
  });
export type RedditOptions = z.infer<typeof redditOptions>;
