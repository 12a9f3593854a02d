/** Other public channels that a message names: where it was forwarded from, links to them, and words that call them so. */
import type { FoundPlace, PlaceHow } from '../../../src/domain/found-place.ts';
import type { CheerioAPI, Element } from '../../reading/nodes.ts';
import { fieldText } from '../../reading/own-text.ts';
import { channelOfLink, nameIn } from './channel-name.ts';

const mostOfMessage = 20;
/** A name right beside such a word is a channel's; elsewhere it may be a person's, given to answer to. */
const channelWord =
  '(?:\\b(?:channel|kanal|canal|saluran|kênh)\\b|频道|頻道|канал|채널|チャンネル|ช่อง|แชนแนล|ឆានែល|ချန်နယ်|चैनल|চ্যানেল|சேனல்|چینل)';
const name = '(?:@|(?:t|telegram)\\.me/(?:s/)?)([A-Za-z]\\w{3,31})\\b';
const calledChannel = new RegExp(
  `${channelWord}[^,;.!?。，；！？@]{0,30}?${name}|${name}[ (–—-]{1,3}${channelWord}`,
  'giu',
);

const forwardSelector = 'a.tgme_widget_message_forwarded_from_name[href]';

export const namedChannels = (
  $: CheerioAPI,
  message: Element,
  posting: { channel: string; itemKey: string; text: string; links: readonly string[]; baseUrl: string },
): FoundPlace[] => {
  const found = new Map<string, FoundPlace>();
  const add = (name: string | undefined, how: PlaceHow, title?: string): void => {
    const key = `${name?.toLowerCase()} ${how}`;
    if (name === undefined || name.toLowerCase() === posting.channel.toLowerCase() || found.has(key)) return;
    if (found.size >= mostOfMessage) return;
    found.set(key, {
      typeId: 'telegram-channel',
      address: `https://t.me/${name.toLowerCase()}`,
      how,
      itemKey: posting.itemKey,
      ...(title === undefined ? {} : { name: title }),
    });
  };
  const origin = $(message).find(forwardSelector).first();
  add(channelOfLink(origin.attr('href') ?? '', posting.baseUrl), 'forward', fieldText(origin.text(), 120));
  for (const link of posting.links) add(channelOfLink(link, posting.baseUrl), 'link');
  for (const line of posting.text.split('\n'))
    for (const [, after, before] of line.matchAll(calledChannel)) {
      const called = after ?? before ?? '';
      if (!/bot$/i.test(called)) add(nameIn(called), 'mention');
    }
  return [...found.values()];
};
