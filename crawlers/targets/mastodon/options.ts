/** What an admin sets for a server of the fediverse: Mastodon and those that speak like it or like Misskey. */
import { z } from 'zod';

const hashtagPattern = /^#?([\p{L}\p{N}\p{M}_·]{1,100})$/u;
const accountPattern = /^@?([\w.-]{1,60})(?:@([a-z0-9.:-]{3,200}))?$/i;

export const mastodonOptions = z
  .object({
    instance: z
      .url({
        protocol: /^https?$/,
        error: 'write the server’s full address, such as https://social.example.com',
      })
      .max(500)
      .meta({
        title: 'Server',
        description: 'Address of the server whose public posts are read.',
        examples: ['https://social.example.com'],
      }),
    hashtag: z
      .string()
      .trim()
      .regex(hashtagPattern, 'write one hashtag, such as #hiring')
      .optional()
      .meta({
        title: 'Hashtag',
        description: 'Posts with this hashtag, of this server and of those that it knows.',
        examples: ['#hiring'],
      }),
    account: z
      .string()
      .trim()
      .regex(accountPattern, 'write an account, such as @name or @name@social.example.com')
      .optional()
      .meta({
        title: 'Account',
        description: 'Posts of one account. Without hashtag and account: the server’s own public posts.',
        examples: ['@example_agency'],
      }),
    software: z.enum(['mastodon', 'misskey']).default('mastodon').meta({
      title: 'Software',
      description:
        'mastodon: Mastodon, Pleroma, Akkoma, GoToSocial, Pixelfed and others with its public API; misskey: Misskey, Sharkey, Firefish and others with the one of Misskey.',
    }),
    maxPages: z.int().min(1).max(500).default(20).meta({
      title: 'Most pages',
      description: 'How many pages are read back from the newest post; a page has 40 posts.',
    }),
    maxAgeDays: z.int().min(1).max(3650).default(90).meta({
      title: 'Oldest post, in days',
      description: 'Reading back stops at posts older than this.',
    }),
  })
  .refine((options) => options.hashtag === undefined || options.account === undefined, {
    error: 'name a hashtag or an account, not both; make a crawl target of each',
    path: ['account'],
  });
export type MastodonOptions = z.infer<typeof mastodonOptions>;

export const instanceOf = (options: MastodonOptions): string => options.instance.replace(/[/?#]+$/, '');

export const hashtagOf = (options: MastodonOptions): string | undefined =>
  hashtagPattern.exec(options.hashtag ?? '')?.[1];

/** The account's name as its own server (`host` undefined) or another one knows it. */
export const accountOf = (
  options: MastodonOptions,
): { name: string; host: string | undefined } | undefined => {
  const [, name, host] = accountPattern.exec(options.account ?? '') ?? [];
  if (name === undefined) return undefined;
  const isOwn = host?.toLowerCase() === new URL(options.instance).host;
  return { name, host: isOwn ? undefined : host?.toLowerCase() };
};
