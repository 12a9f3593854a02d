/** What an admin sets for a Telegram channel. */
import { z } from 'zod';
import { nameIn } from './channel-name.ts';

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
