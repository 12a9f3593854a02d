/** One message of a preview page as a posting. */
import type { FoundPlace } from '../../../src/domain/found-place.ts';
import type { Posting, PostingImage } from '../../../src/domain/posting.ts';
import { type AdvertFields, noFields } from '../../reading/advert-fields.ts';
import { buildPosting } from '../../reading/build-posting.ts';
import { labelledLine } from '../../reading/labelled-fields.ts';
import type { CheerioAPI, Element } from '../../reading/nodes.ts';
import { fieldText, ownText } from '../../reading/own-text.ts';
import { plainText } from '../../reading/plain-text.ts';
import { mediaWords, pollText } from './message-media.ts';
import { namedChannels } from './named-channels.ts';

const words = ($: CheerioAPI, element: Element, selector: string): string | undefined =>
  fieldText($(element).find(selector).first().text(), 280);

const pictureUrl = (style: string | undefined): string | undefined =>
  /background-image\s*:\s*url\(\s*['"]?([^'")]+)['"]?\s*\)/i.exec(style ?? '')?.[1];

/** The message's own words; those that it quotes in a reply or a link's preview are not the advert. */
const messageText = ($: CheerioAPI, message: Element): string => {
  const outer = $(message)
    .find('.tgme_widget_message_text')
    .filter(
      (_, element) =>
        $(element).closest('.tgme_widget_message_reply, .tgme_widget_message_link_preview').length === 0 &&
        $(element).parents('.tgme_widget_message_text').length === 0,
    );
  const polls = $(message)
    .find('.tgme_widget_message_poll')
    .toArray()
    .map((poll) => pollText($, poll));
  return [plainText(outer.toArray()), ...polls].filter((part) => part !== '').join('\n');
};

const pictureSelectors =
  '.tgme_widget_message_photo_wrap, .tgme_widget_message_video_thumb, .link_preview_image, .link_preview_right_image';

const messageImages = ($: CheerioAPI, message: Element): PostingImage[] =>
  $(message)
    .find(pictureSelectors)
    .toArray()
    .flatMap((element) => {
      const url = pictureUrl(element.attribs.style);
      return url === undefined ? [] : [{ url: url.startsWith('//') ? `https:${url}` : url }];
    });

const linkSelectors =
  '.tgme_widget_message_text a[href], .tgme_widget_message_inline_button[href], .tgme_widget_message_link_preview[href]';

const messageLinks = ($: CheerioAPI, message: Element): string[] =>
  $(message)
    .find(linkSelectors)
    .toArray()
    .map((element) => element.attribs.href)
    // `?q=%23word` links are the channel's own search for a hashtag.
    .filter((href) => href !== undefined && !href.startsWith('?'))
    .map((href) => href as string);

/** Without the number of views, which would make each reading another wording. */
const messageRemarks = ($: CheerioAPI, message: Element): string[] => {
  const channel = words($, message, '.tgme_widget_message_owner_name');
  const author = words($, message, '.tgme_widget_message_from_author');
  const forwarded = words($, message, '.tgme_widget_message_forwarded_from_name');
  const origin = $(message).find('a.tgme_widget_message_forwarded_from_name').attr('href');
  const reply = $(message).find('a.tgme_widget_message_reply').attr('href');
  const isEdited = /\bedited\b/i.test($(message).find('.tgme_widget_message_meta').text());
  return [
    channel && `channel: ${channel}`,
    author && `signed by: ${author}`,
    forwarded && `forwarded from: ${forwarded}${origin ? ` (${origin})` : ''}`,
    reply && `reply to: ${reply}`,
    isEdited ? 'edited' : undefined,
    ...mediaWords($, message).map((what) => `holds ${what}`),
  ]
    .filter((remark) => typeof remark === 'string')
    .map(ownText);
};

/** Fields that the message itself labels: `Location: …`, `薪资：…`. */
const labelledFields = (text: string): Partial<AdvertFields> => {
  const fields: Partial<AdvertFields> = {};
  for (const line of text.split('\n')) {
    const found = labelledLine(line);
    if (!found || found.field === 'datePosted') continue;
    const name = found.field === 'pay' ? 'payText' : found.field;
    const value = fieldText(found.value);
    if (value) fields[name] ??= value;
  }
  return fields;
};

export interface ReadMessage {
  number: number;
  /** Partial ISO date; undefined when the page does not say. */
  date: string | undefined;
  /** Undefined for service messages and for messages with nothing to read. */
  posting: Posting | undefined;
  /** True when it holds something, and nothing of it can be read: a voice message, a video without a picture. */
  isUnread: boolean;
  places: FoundPlace[];
}

export const readMessage = (
  $: CheerioAPI,
  message: Element,
  page: { baseUrl: string; pageUrl: string },
): ReadMessage | undefined => {
  const [channel, id] = (message.attribs['data-post'] ?? '').split('/');
  const number = Number(id);
  if (!channel || !Number.isInteger(number) || number < 1) return undefined;
  const stamp = $(message)
    .find('.tgme_widget_message_meta time[datetime], time.time[datetime]')
    .first()
    .attr('datetime');
  const date = /^\d{4}-\d\d-\d\d/.exec(stamp ?? '')?.[0];
  if (message.attribs.class?.split(/\s+/).includes('service_message'))
    return { number, date, posting: undefined, isUnread: false, places: [] };

  const text = messageText($, message);
  const images = messageImages($, message);
  if (text === '' && images.length === 0)
    return { number, date, posting: undefined, isUnread: mediaWords($, message).length > 0, places: [] };
  const labelled = labelledFields(text);
  const sources = Object.fromEntries(
    Object.keys(labelled).map((name) => [name === 'payText' ? 'pay' : name, 'label'] as const),
  );
  const fields: AdvertFields = {
    ...noFields(),
    ...labelled,
    text,
    images,
    links: messageLinks($, message),
    remarks: messageRemarks($, message),
    ...(date === undefined ? {} : { datePosted: date }),
    sources: { text: 'message', ...sources, ...(date === undefined ? {} : { datePosted: 'time' }) },
  };
  const url = `${page.baseUrl.replace(/\/$/, '')}/${channel}/${number}`;
  const posting = buildPosting(fields, {
    itemKey: `${channel.toLowerCase()}/${number}`,
    url,
    baseUrl: page.pageUrl,
  });
  const places = posting
    ? namedChannels($, message, {
        channel,
        itemKey: posting.itemKey,
        text,
        links: fields.links,
        baseUrl: page.pageUrl,
      })
    : [];
  return { number, date, posting, isUnread: false, places };
};
