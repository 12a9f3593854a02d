/** Chats exported by LINE as a text file. */
import { z } from 'zod';
import { faultText, readHead } from '../entry-bytes.ts';
import type { ImportEntry, Importer, ImportItem, ImportSource } from '../importer.ts';
import { KeysOfChat } from '../keys-of-chat.ts';
import { participantOf } from '../participant-of.ts';
import { textLinks } from '../text-links.ts';
import { dayOf, lineStart } from './chat-lines.ts';
import { type ChatMessage, chatMessages } from './chat-messages.ts';

/** `[Photo]`, `[สติกเกอร์]`, `[スタンプ]`: one bracketed word or two. */
const marker = /^\[(?:\p{L}|\p{M}|[ ・])+\]$/u;
const call = /^☎/u;

interface Said {
  name: string;
  text: string;
}

/**
 * With blanks instead of tabs a name can't be told from the text by its form: the chat's own name is taken where the
 * line begins with it, else the first word.
 */
const saidIn = ({ start, text, chatName }: ChatMessage): Said | undefined => {
  if (start.isTabbed) {
    const [name = ''] = start.fields;
    return start.fields.length < 2 || name.trim() === '' ? undefined : { name, text };
  }
  if (chatName !== undefined && text.startsWith(`${chatName} `))
    return { name: chatName, text: text.slice(chatName.length + 1) };
  const found = /^(\S+) (.+)$/s.exec(text);
  return found === null ? undefined : { name: found[1] ?? '', text: found[2] ?? '' };
};

const itemOf = (message: ChatMessage, entry: ImportEntry, keys: KeysOfChat): ImportItem => {
  const position = `line ${message.line} of ${entry.path}`;
  if (message.fault !== undefined) return { type: 'bad', position, reason: message.fault };
  const said = saidIn(message);
  if (said === undefined) return { type: 'skipped', position, reason: 'Written by LINE, not by a person.' };
  const text = said.text.trim();
  if (text === '') return { type: 'skipped', position, reason: 'It is empty.' };
  if (marker.test(text) || call.test(text))
    return {
      type: 'skipped',
      position,
      reason: `Only ${text.slice(0, 40)}: LINE exports no pictures, files or calls.`,
    };
  const sender = participantOf(said.name);
  const sentAt = message.day === undefined ? undefined : `${message.day}T${message.start.time}`;
  return {
    type: 'text',
    position,
    itemKey: keys.keyOf(sentAt ?? message.start.time, sender.id, text),
    text,
    ...(sentAt === undefined ? {} : { sentAt }),
    sender,
    images: [],
    links: textLinks(text),
    evidence: message.evidence,
    evidenceMediaType: 'text/plain; charset=utf-8',
  };
};

/** Newer versions write no first line that names the app. */
const fitOf = async (entry: ImportEntry): Promise<number> => {
  if (!/\.txt$/i.test(entry.path)) return 0;
  const head = (await readHead(entry, 16 * 1024)).toString('utf8').replace(/^\ufeff/, '');
  const lines = head.split(/\r?\n/);
  const firstDay = lines.findIndex((line) => dayOf(line.trim()) !== undefined);
  const isFollowed = firstDay >= 0 && lines.slice(firstDay + 1).some((line) => lineStart(line) !== undefined);
  if (!isFollowed) return 0;
  if (lines[0]?.startsWith('[LINE]') === true) return 10;
  return lines[0]?.trim() === '' || firstDay <= 2 ? 7 : 0;
};

const chatsIn = async (source: ImportSource): Promise<{ entry: ImportEntry; fit: number }[]> => {
  const chats: { entry: ImportEntry; fit: number }[] = [];
  for (const entry of source.entries) {
    const fit = await fitOf(entry);
    if (fit > 0) chats.push({ entry, fit });
  }
  return chats;
};

const line: Importer<Record<string, never>> = {
  id: 'line',
  label: 'LINE chat export',
  description: "A chat that LINE's settings exported as a text file, in any of LINE's languages.",
  isPrivate: true,
  options: z.strictObject({}),
  async fit(source) {
    return Math.max(0, ...(await chatsIn(source)).map(({ fit }) => fit));
  },
  async *read(source) {
    for (const { entry } of await chatsIn(source)) {
      const keys = new KeysOfChat();
      try {
        for await (const message of chatMessages(entry)) yield itemOf(message, entry, keys);
      } catch (error) {
        const reason = `Nothing more could be read of this chat: ${faultText(error)}.`;
        yield { type: 'bad', position: entry.path, reason };
      }
    }
  },
};
export default line;
