/** A preview page: its messages, and the way back to older ones. */
import type { ReadingProblem } from '../../../src/domain/posting.ts';
import type { CheerioAPI } from '../../reading/nodes.ts';
import { parsePage } from '../../reading/parse-page.ts';
import type { Page, Reading } from '../../target-type.ts';
import { channelNameOf, type TelegramChannelOptions } from './options.ts';
import { type ReadMessage, readMessage } from './read-message.ts';
import { whyNothing } from './why-nothing.ts';

const dayMs = 24 * 3600_000;
const maxMessages = 200;

export const previewUrl = (options: TelegramChannelOptions, before?: number): string => {
  const url = new URL(`/s/${channelNameOf(options)}`, options.baseUrl);
  if (before !== undefined) url.searchParams.set('before', String(before));
  return url.href;
};

const problemsOf = ($: CheerioAPI, page: Page, messages: readonly ReadMessage[]): ReadingProblem[] => {
  if (messages.length === 0) return [whyNothing($, page.url)];
  const unread = messages.filter((message) => message.isUnread).length;
  if (unread === 0) return [];
  const what = unread === 1 ? '1 message of this page holds' : `${unread} messages of this page hold`;
  return [
    { code: 'media-only', message: `${what} only a voice, a video or other media, which are not read.` },
  ];
};

const isTooOld = (message: ReadMessage, page: Page, options: TelegramChannelOptions): boolean =>
  message.date !== undefined &&
  Date.parse(page.fetchedAt) - Date.parse(message.date) > options.maxAgeDays * dayMs;

/** The page before this one, unless there is none or it would go back too far. */
const olderPage = (
  messages: readonly ReadMessage[],
  page: Page,
  options: TelegramChannelOptions,
): Reading['requests'] => {
  const pageNumber = Number(page.carry.page ?? '1');
  const lowest = Math.min(...messages.map((message) => message.number));
  const asked = Number(new URL(page.requestedUrl).searchParams.get('before') ?? Number.POSITIVE_INFINITY);
  const goesBack = Number.isFinite(lowest) && lowest > 1 && lowest < asked;
  if (!goesBack || pageNumber >= options.maxPages) return [];
  if (messages.every((message) => isTooOld(message, page, options))) return [];
  return [
    {
      url: previewUrl(options, lowest),
      kind: 'channel',
      carry: { page: String(pageNumber + 1) },
      stopsAtKnown: true,
    },
  ];
};

export const readPreviewPage = (page: Page, options: TelegramChannelOptions): Reading => {
  const { $ } = parsePage(page.text);
  const place = { baseUrl: options.baseUrl, pageUrl: page.url };
  const messages = $('.tgme_widget_message[data-post]')
    .toArray()
    .slice(-maxMessages)
    .map((element) => readMessage($, element, place))
    .filter((message) => message !== undefined);
  // Old messages that a page shows anyway are kept: the age only decides how far back is read.
  const postings = new Map(
    messages.flatMap(({ posting }) => (posting ? [[posting.itemKey, posting] as const] : [])),
  );
  const places = messages.flatMap((message) => message.places);
  return {
    postings: [...postings.values()],
    requests: olderPage(messages, page, options),
    problems: problemsOf($, page, messages),
    ...(places.length > 0 && { places }),
  };
};
