/** What an admin sets for a Telegram channel. */
import { z } from 'zod';

const namePattern = /^[A-Za-z][A-Za-z0-9_]{2,31}$/;

/** The channel's name out of a name, `@name` or a t.me link; undefined for a private invitation. */
const nameIn = (text: string): string | undefined => {
  const path = text
    .trim()
    .replace(/^(https?:\/\/)?(t|telegram)\.(me|dog)\//i, '')
    .replace(/^s\//, '')
    .replace(/^@/, '');
  const name = path.split(/[/?#]/)[0] ?? '';
  return namePattern.test(name) && !/^(joinchat|addlist|share|proxy|iv|c)$/i.test(name) ? name : undefined;
};

export const telegramChannelOptions = z.object({
  channel: z
    .string()
    .trim()
    .max(200)
    .refine((text) => nameIn(text) !== undefined, {
      error:
        'write the name of a public channel, such as examplejobs or https://t.me/examplejobs; private invitations can’t be read',
    })
    .meta({
      title: 'Channel',
      description: 'Name or t.me link of a public channel.',
      examples: ['https://t.me/examplejobs'],
    }),
  maxPages: z.int().min(1).max(2000).default(20).meta({
    title: 'Most pages',
    description:
      'How many preview pages are read back from the newest message; a page has about 20 messages.',
  }),
  maxAgeDays: z.int().min(1).max(3650).default(90).meta({
    title: 'Oldest message, in days',
    description: 'Reading back stops at messages older than this.',
  }),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .default('https://t.me')
    .meta({ title: 'Address of the preview pages', description: 'Only changed for a copy of such pages.' }),
});
export type TelegramChannelOptions = z.infer<typeof telegramChannelOptions>;

export const channelNameOf = (options: TelegramChannelOptions): string => nameIn(options.channel) ?? '';
