/** result.json of one chat or of a whole account, message by message. */
import { faultText } from '../entry-bytes.ts';
import { type FindEntry, folderOf } from '../entry-finder.ts';
import type { ImportEntry, ImportItem, Participant } from '../importer.ts';
import { type JsonChoice, type JsonPath, jsonValues } from '../json-values.ts';
import { hiddenLinksOf, type JsonMessage, jsonMessage, sentAtOf, wordsOf } from './json-message.ts';
import { messageItems, type TelegramMessage } from './telegram-message.ts';

const maxMessageBytes = 4 * 1024 * 1024;
const lists = new Set<unknown>(['chats', 'left_chats']);
const ownKeys = new Set<unknown>(['name', 'type', 'id']);

/** A chat's own members stand at the top, or in `chats.list[n]` and `left_chats.list[n]`. */
const withinChat = (path: JsonPath): JsonPath | undefined => {
  if (!lists.has(path[0])) return path;
  return path[1] === 'list' && path.length > 2 ? path.slice(3) : undefined;
};

const choose = (path: JsonPath): JsonChoice => {
  const own = withinChat(path);
  if (own === undefined) return path.length === 1 || path[1] === 'list' ? 'enter' : 'skip';
  if (own.length === 0) return 'enter';
  if (own[0] === 'messages') return own.length === 1 ? 'enter' : 'take';
  return own.length === 1 && ownKeys.has(own[0]) ? 'take' : 'skip';
};

interface Chat {
  key: string;
  name?: string;
  id?: string;
  type?: string;
}

/** A chat of two has the other's number; of the chat with oneself all is one's own. */
const isExporter = (id: string, chat: Chat): boolean =>
  chat.type === 'saved_messages' ||
  (chat.type === 'personal_chat' &&
    chat.id !== undefined &&
    id.startsWith('user') &&
    id !== `user${chat.id}`);

const senderOf = ({ from, from_id }: JsonMessage, chat: Chat): Participant | undefined => {
  const written = from_id ?? from ?? undefined;
  if (written === undefined) return undefined;
  const id = String(written);
  return { id, name: from ?? id, contacts: [], ...(isExporter(id, chat) ? { isExporter: true } : {}) };
};

const messageOf = (parsed: JsonMessage, chat: Chat, evidence: Uint8Array): TelegramMessage => {
  const isImageFile = parsed.mime_type?.startsWith('image/') === true && parsed.media_type !== 'sticker';
  return {
    position: `message ${parsed.id} of ${chat.name ?? 'the chat'}`,
    itemKey: `${chat.id ?? chat.name ?? ''}/${parsed.id}`,
    text: wordsOf(parsed),
    links: hiddenLinksOf(parsed),
    sentAt: sentAtOf(parsed),
    sender: senderOf(parsed, chat),
    forwardedFrom: parsed.forwarded_from ?? undefined,
    pictures: [parsed.photo, isImageFile ? parsed.file : undefined].filter((one) => typeof one === 'string'),
    otherKind: (parsed.media_type ?? (parsed.file ? 'file' : undefined))?.replaceAll('_', ' '),
    evidence,
    evidenceMediaType: 'application/json',
  };
};

function* readMessage(
  bytes: Uint8Array,
  chat: Chat,
  position: string,
): Iterable<TelegramMessage | ImportItem> {
  let parsed: JsonMessage;
  try {
    parsed = jsonMessage.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    yield {
      type: 'bad',
      position,
      reason: 'It is not a message as Telegram writes them: broken JSON, or no id.',
    };
    return;
  }
  if (parsed.type === 'message') yield messageOf(parsed, chat, bytes);
  else {
    const action = (parsed.action ?? parsed.type).replaceAll('_', ' ');
    yield { type: 'skipped', position, reason: `A notice by Telegram (${action}), not a message.` };
  }
}

const scalar = (bytes: Uint8Array | undefined): string | undefined => {
  if (bytes === undefined || bytes.length > 10_000) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  } catch {
    // A chat without a readable name is still read.
    return undefined;
  }
};

const chatKey = (path: JsonPath): string => (lists.has(path[0]) ? path.slice(0, 3).join('/') : '');

async function* readChats(entry: ImportEntry, find: FindEntry): AsyncIterable<ImportItem> {
  let chat: Chat = { key: '' };
  for await (const { path, bytes } of jsonValues(entry.open(), { choose, maxBytes: maxMessageBytes })) {
    const key = chatKey(path);
    if (key !== chat.key) chat = { key };
    const own = withinChat(path) ?? [];
    if (own[0] === 'name') Object.assign(chat, { name: scalar(bytes) });
    if (own[0] === 'type') Object.assign(chat, { type: scalar(bytes) });
    if (own[0] === 'id') Object.assign(chat, { id: scalar(bytes) });
    if (own[0] !== 'messages') continue;
    const position = `message at place ${Number(own[1]) + 1} of ${chat.name ?? entry.path}`;
    if (bytes === undefined) {
      yield { type: 'bad', position, reason: 'It is longer than 4 MB; no message is.' };
      continue;
    }
    for (const read of readMessage(bytes, chat, position)) {
      if ('type' in read) yield read;
      else yield* messageItems(read, folderOf(entry.path), find);
    }
  }
}

export async function* readJson(entry: ImportEntry, find: FindEntry): AsyncIterable<ImportItem> {
  try {
    yield* readChats(entry, find);
  } catch (error) {
    yield {
      type: 'bad',
      position: entry.path,
      reason: `Nothing more could be read from here on: ${faultText(error)}.`,
    };
  }
}
