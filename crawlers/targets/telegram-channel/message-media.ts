/** What a message holds besides words: for the analyst in words, since only pictures are kept. */
import type { CheerioAPI, Element } from '../../reading/nodes.ts';
import { fieldText } from '../../reading/own-text.ts';

const media: readonly { selector: string; is: string; detail?: string }[] = [
  {
    selector: '.tgme_widget_message_roundvideo_player, .tgme_widget_message_roundvideo',
    is: 'a video message',
    detail: '.tgme_widget_message_roundvideo_duration',
  },
  { selector: '.tgme_widget_message_video_player', is: 'a video', detail: '.message_video_duration' },
  {
    selector: '.tgme_widget_message_voice_player, .tgme_widget_message_voice',
    is: 'a voice message',
    detail: '.tgme_widget_message_voice_duration',
  },
  {
    selector: '.tgme_widget_message_document_wrap',
    is: 'a file',
    detail: '.tgme_widget_message_document_title',
  },
  { selector: '.tgme_widget_message_sticker_wrap', is: 'a sticker' },
  { selector: '.tgme_widget_message_location_wrap', is: 'a place on a map' },
  {
    selector: '.media_not_supported_cont, .message_media_not_supported',
    is: 'media that the preview does not show',
  },
];

/** `a voice message (0:42)`. */
export const mediaWords = ($: CheerioAPI, message: Element): string[] =>
  media.flatMap(({ selector, is, detail }) => {
    const count = $(message).find(selector).length;
    if (count === 0) return [];
    const shown = detail === undefined ? undefined : fieldText($(message).find(detail).first().text(), 100);
    return [shown === undefined ? is : `${is} (${shown})`];
  });

/** Question and choices of a poll. How many voted for what changes all the time and is left out. */
export const pollText = ($: CheerioAPI, poll: Element): string => {
  const question = $(poll).find('.tgme_widget_message_poll_question').first().text().trim();
  const choices = $(poll)
    .find('.tgme_widget_message_poll_option_text')
    .toArray()
    .map((choice) => `– ${$(choice).text().trim()}`);
  return [question, ...choices].filter((line) => line !== '').join('\n');
};
