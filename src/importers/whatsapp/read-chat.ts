/** One exported chat, message by message. */

import { type FindEntry, folderOf, imagePath } from '../entry-finder.ts';
import type { ImportEntry, ImportItem } from '../importer.ts';
import { KeysOfChat } from '../keys-of-chat.ts';
import { participantOf } from '../participant-of.ts';
import { textLinks } from '../text-links.ts';
import { attachedFile, isAppText, isLeftOutMedia, senderOf, withoutEditNote } from './app-words.ts';
import { type ChatMessage, chatMessages } from './chat-messages.ts';
import { type DateOrder, DateOrderVote, type DecidedOrder, readDay } from './date-order.ts';
import { fullHour } from './day-halves.ts';
import type { MessageStart } from './message-start.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** The phone's own time: the export names no zone. */
export const sentAtOf = (start: MessageStart, order: DateOrder): string | undefined => {
  const day = readDay(start.dateParts, order);
  if (day === undefined) return undefined;
  const seconds = start.second === undefined ? '' : `:${two(start.second)}`;
  const hour = fullHour(start.hour, start.dayHalf) % 24;
  return `${day.year}-${two(day.month)}-${two(day.day)}T${two(hour)}:${two(start.minute)}${seconds}`;
};

interface Chat {
  entry: ImportEntry;
  find: FindEntry;
  order: DateOrder;
  keys: KeysOfChat;
}

interface Parts {
  text: string;
  images: ImportEntry[];
  /** Named, and not among the files or no picture. */
  others: string[];
}

const partsOf = (written: string, { entry, find }: Chat): Parts => {
  const parts: Parts = { text: '', images: [], others: [] };
  const kept: string[] = [];
  for (const line of written.split('\n')) {
    const name = attachedFile(line.trim());
    const file = name === undefined ? undefined : find(folderOf(entry.path), name);
    if (name === undefined) kept.push(line);
    else if (file !== undefined && imagePath.test(name)) parts.images.push(file);
    else parts.others.push(name);
  }
  parts.text = withoutEditNote(kept.join('\n'))
    .replace(/^[\u200e\u200f]+|[\u200e\u200f\s]+$/g, '')
    .trim();
  return parts;
};

const skipReason = (text: string, { images, others, text: own }: Parts): string | undefined => {
  if (isLeftOutMedia(text.trim())) return 'A picture or file that was left out of the export.';
  if (own === '' && images.length === 0)
    return others.length === 0 ? 'It is empty.' : `It is only a file: ${others.join(', ').slice(0, 200)}.`;
  return images.length === 0 && isAppText(text.trim()) ? 'Written by WhatsApp, not by a person.' : undefined;
};

const itemOf = (message: ChatMessage, chat: Chat): ImportItem => {
  const position = `line ${message.line} of ${chat.entry.path}`;
  if (message.fault !== undefined) return { type: 'bad', position, reason: message.fault };
  const said = senderOf(message.text);
  if (said === undefined)
    return { type: 'skipped', position, reason: 'Written by WhatsApp, not by a person.' };
  const parts = partsOf(said.text, chat);
  const reason = skipReason(said.text, parts);
  if (reason !== undefined) return { type: 'skipped', position, reason };
  const sender = participantOf(said.name);
  const sentAt = sentAtOf(message.start, chat.order);
  return {
    type: 'text',
    position,
    itemKey: chat.keys.keyOf(message.start.stamp, sender.id, said.text),
    text: parts.text,
    ...(sentAt === undefined ? {} : { sentAt }),
    sender,
    images: parts.images,
    links: textLinks(parts.text),
    evidence: message.evidence,
    evidenceMediaType: 'text/plain; charset=utf-8',
  };
};

/** Once through the file before its messages are read. */
const decideOrder = async (entry: ImportEntry): Promise<DecidedOrder | undefined> => {
  const vote = new DateOrderVote();
  let count = 0;
  for await (const message of chatMessages(entry)) {
    if (!('start' in message)) continue;
    count += 1;
    vote.see(message.start.dateParts, message.start.stamp);
  }
  return count === 0 ? undefined : vote.decide();
};

export async function* readChat(
  entry: ImportEntry,
  find: FindEntry,
  chosen: DateOrder | undefined,
): AsyncIterable<ImportItem> {
  const decided = chosen === undefined ? await decideOrder(entry) : undefined;
  const order = chosen ?? decided?.order ?? 'day first';
  if (decided !== undefined && !decided.isSure) {
    const reason = `Its dates can be read in two ways. They were read ${order}: ${decided.why}. If that is wrong, import it again with the other order chosen.`;
    yield { type: 'skipped', position: entry.path, reason };
  }
  const chat: Chat = { entry, find, order, keys: new KeysOfChat() };
  for await (const message of chatMessages(entry)) {
    if ('start' in message) yield itemOf(message, chat);
    else yield { type: 'bad', position: `line ${message.line} of ${entry.path}`, reason: message.fault };
  }
}
