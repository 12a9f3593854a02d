/** Why a preview page shows no messages, in words. */
import type { ReadingProblem } from '../../../src/domain/posting.ts';
import type { CheerioAPI } from '../../reading/nodes.ts';
import { oneLine } from '../../reading/own-text.ts';

/** Telegram's own words, in English on every preview page. */
const withheld = /this (channel|group|bot|account|user) can['’]?t be displayed[^.]{0,200}\.?/i;
const isPrivate = /this (channel|group) is private/i;

export const whyNothing = ($: CheerioAPI, url: string): ReadingProblem => {
  const text = oneLine($('body').text()).slice(0, 20_000);
  const refusal = withheld.exec(text)?.[0];
  if (refusal !== undefined)
    return { code: 'withheld', message: `Telegram itself no longer shows it: “${refusal.slice(0, 200)}”` };
  if (isPrivate.test(text))
    return { code: 'private', message: 'The channel is private: only its members see its messages.' };
  if ($('.tme_no_messages_found').length > 0)
    return { code: 'no-posts', message: 'The channel shows no posts (any more).' };
  const fault = oneLine($('.tgme_widget_message_error').first().text());
  if (fault !== '')
    return { code: 'no-preview', message: `Telegram shows no messages: “${fault.slice(0, 200)}”` };
  if ($('.tgme_page_title, .tgme_page_action, .tgme_page_extra').length > 0)
    return { code: 'no-preview', message: noPreviewReason(oneLine($('.tgme_page_extra').text()), text) };
  return {
    code: 'not-a-channel',
    message: `No channel messages were found at ${url.slice(0, 200)}; check the channel’s name.`,
  };
};

/** The line under the name tells what it is: `812 subscribers`, `40 members, 3 online`, `@name`. */
const noPreviewReason = (line: string, text: string): string => {
  if (/request to join/i.test(text))
    return 'It is private: one has to ask to join before its messages are shown.';
  if (/\bsubscribers?\b/i.test(line))
    return 'The channel is public, but its owner has switched the preview off; without an account it can’t be read.';
  if (/\bmembers?\b/i.test(line)) return 'It is a group, and Telegram shows messages of channels only.';
  if (/\bmonthly users?\b|bot$/i.test(line)) return 'It is a bot, not a channel.';
  if (/^@\w+$/.test(line)) return 'It is a person’s account, not a channel.';
  return 'The channel has no public preview: it is private, a group or a person, or its preview is switched off.';
};
