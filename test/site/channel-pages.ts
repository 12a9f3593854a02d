/** Pages in the form of Telegram's public previews, with invented messages. */
import type { TestAdvert } from './adverts.ts';

export const messagesPerPage = 10;

const message = (channel: string, advert: TestAdvert, origin: string): string => {
  const isService = advert.id === 1;
  const text = advert.text.replaceAll('\n', '<br/>');
  return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message${isService ? ' service_message' : ''} js-widget_message" data-post="${channel}/${advert.id}">
<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="${origin}/${channel}"><span dir="auto">Invented Jobs</span></a></div>
<div class="tgme_widget_message_text js-message_text" dir="auto">${isService ? 'Channel created' : `<b>${advert.title}</b><br/>${text}`}</div>
<div class="tgme_widget_message_footer"><div class="tgme_widget_message_info"><span class="tgme_widget_message_views">12</span>
<span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="${origin}/${channel}/${advert.id}"><time datetime="${advert.datePosted}T08:00:00+00:00" class="time">08:00</time></a></span></div></div></div></div></div>`;
};

/** The newest messages before `before`, oldest first, as the previews show them. */
export const channelPage = (
  channel: string,
  adverts: TestAdvert[],
  place: { origin: string; before: number },
): string => {
  const shown = adverts.filter((advert) => advert.id < place.before).slice(-messagesPerPage);
  const body =
    shown.length > 0
      ? shown.map((advert) => message(channel, advert, place.origin)).join('\n')
      : '<div class="tgme_widget_message_centered"><div class="tme_no_messages_found">No posts found</div></div>';
  return `<!doctype html><html><head><meta charset="utf-8"><title>Invented Jobs – Telegram</title></head><body><main class="tgme_main" data-url="/${channel}">
<section class="tgme_channel_history js-message_history">${body}</section></main></body></html>`;
};
