/** Public Telegram channels, read from the preview pages that Telegram shows without a login. */
import { cleanUrl } from '../../reading/page-address.ts';
import type { TargetType } from '../../target-type.ts';
import { channelNameOf, type TelegramChannelOptions, telegramChannelOptions } from './options.ts';
import { previewUrl, readPreviewPage } from './read-preview-page.ts';

const telegramHosts = new Set(['t.me', 'telegram.me', 'telegram.dog']);
const previewPath = /^\/s\/([A-Za-z][A-Za-z0-9_]{2,31})\/?$/;

const telegramChannel: TargetType<TelegramChannelOptions> = {
  id: 'telegram-channel',
  label: 'Telegram channel',
  description: 'A public channel, read from its preview pages at t.me/s/NAME; no account is used.',
  options: telegramChannelOptions,
  optionsFor: (url) => {
    if (!URL.canParse(url)) return undefined;
    const { hostname, origin, pathname } = new URL(url);
    if (telegramHosts.has(hostname)) {
      const parsed = telegramChannelOptions.safeParse({ channel: url });
      return parsed.success ? { options: parsed.data, fit: 10 } : undefined;
    }
    // The same pages on another host, such as a copy for a demonstration: only when somebody asks for this type.
    const name = previewPath.exec(pathname)?.[1];
    const parsed = telegramChannelOptions.safeParse({ channel: name, baseUrl: origin });
    return parsed.success ? { options: parsed.data, fit: 0 } : undefined;
  },
  kinds: ['channel'],
  start: (options) => [{ url: previewUrl(options), kind: 'channel', carry: { page: '1' } }],
  read: readPreviewPage,
  isInScope: (url, options) => {
    const clean = cleanUrl(url, url);
    if (clean === undefined) return false;
    const { origin, pathname } = new URL(clean);
    const isPreview = pathname.toLowerCase() === `/s/${channelNameOf(options).toLowerCase()}`;
    return origin === new URL(options.baseUrl).origin && isPreview;
  },
};

export default telegramChannel;
