/** messages.html, messages2.html and so on: the pages of a chat in their order. */
import { faultText } from '../entry-bytes.ts';
import { type FindEntry, folderOf } from '../entry-finder.ts';
import type { ImportEntry, ImportItem } from '../importer.ts';
import { utf8Chunks } from '../text-chunks.ts';
import { type PageMessage, PageParser } from './page-parser.ts';
import { messageItems, type TelegramMessage } from './telegram-message.ts';

const dateTitle = /^(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?$/;

/** `23.11.2026 08:15:00 UTC+07:00`; older versions give no zone, and none is guessed. */
export const sentAtOfTitle = (title: string): string | undefined => {
  const [, day, month, year, time, zone = ''] = dateTitle.exec(title.trim()) ?? [];
  return day === undefined ? undefined : `${year}-${month}-${day}T${time}${zone}`;
};

interface Chat {
  name: string;
  /** Joined messages name nobody: they are by whom the one before is by. */
  lastFrom: string;
}

const messageOf = (read: PageMessage, chat: Chat): TelegramMessage => ({
  position: `message ${read.id} of ${chat.name || 'the chat'}`,
  itemKey: `${chat.name}/${read.id}`,
  text: read.text,
  links: read.links,
  sentAt: sentAtOfTitle(read.date),
  sender: chat.lastFrom === '' ? undefined : { id: chat.lastFrom, name: chat.lastFrom, contacts: [] },
  forwardedFrom: read.forwardedFrom || undefined,
  pictures: read.pictures,
  otherKind: read.mediaTitle.toLowerCase() || undefined,
  evidence: Buffer.from(read.html, 'utf8'),
  evidenceMediaType: 'text/html; charset=utf-8',
});

function* readMessage(
  read: PageMessage,
  chat: Chat,
  place: { entry: ImportEntry; find: FindEntry },
): Iterable<ImportItem> {
  // A line with the day, which Telegram numbers below zero.
  if (read.isService && read.id.startsWith('-')) return;
  const position = `message ${read.id} of ${chat.name || place.entry.path}`;
  if (read.isService) {
    yield {
      type: 'skipped',
      position,
      reason: `A notice by Telegram (${read.text.slice(0, 100)}), not a message.`,
    };
    return;
  }
  if (!/^\d+$/.test(read.id)) {
    yield { type: 'bad', position, reason: 'It has no number, so it could not be told from others.' };
    return;
  }
  if (!read.isJoined) chat.lastFrom = read.from;
  yield* messageItems(messageOf(read, chat), folderOf(place.entry.path), place.find);
}

async function* readPage(entry: ImportEntry, chat: Chat, find: FindEntry): AsyncIterable<ImportItem> {
  const parser = new PageParser();
  const decoder = new TextDecoder('utf-8');
  const place = { entry, find };
  for await (const chunk of utf8Chunks(entry.open())) {
    let fault: unknown;
    try {
      parser.write(decoder.decode(chunk, { stream: true }));
    } catch (error) {
      fault = error;
    }
    // Until its header is whole no message has come.
    chat.name = parser.chatName.trim() || chat.name;
    for (const message of parser.found.splice(0)) yield* readMessage(message, chat, place);
    if (fault !== undefined) throw fault;
  }
  const isWhole = parser.isWhole;
  parser.end();
  for (const message of parser.found.splice(0)) yield* readMessage(message, chat, place);
  if (!isWhole) throw new Error('it ends in the middle: the file was cut off');
}

export async function* readHtml(pages: readonly ImportEntry[], find: FindEntry): AsyncIterable<ImportItem> {
  let chat: Chat = { name: '', lastFrom: '' };
  let folder: string | undefined;
  for (const entry of pages) {
    if (folderOf(entry.path) !== folder) chat = { name: '', lastFrom: '' };
    folder = folderOf(entry.path);
    try {
      yield* readPage(entry, chat, find);
    } catch (error) {
      const reason = `Nothing more could be read of this page: ${faultText(error)}.`;
      yield { type: 'bad', position: entry.path, reason };
    }
  }
}
