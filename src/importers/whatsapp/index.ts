/** Chats exported by WhatsApp: the text alone, or with its pictures. */
import { z } from 'zod';
import { faultText, readHead } from '../entry-bytes.ts';
import { baseName, entryFinder } from '../entry-finder.ts';
import type { ImportEntry, Importer, ImportSource } from '../importer.ts';
import { utf8Chunks } from '../text-chunks.ts';
import { senderOf } from './app-words.ts';
import { messageStart } from './message-start.ts';
import { readChat } from './read-chat.ts';

const whatsappOptions = z.strictObject({
  dateOrder: z
    .enum(['day first', 'month first', 'year first'])
    .optional()
    .meta({
      title: 'Order of dates',
      description:
        'How the phone wrote dates. Leave it out: the file tells in most cases, and the import says when it does not.',
      examples: ['day first'],
    }),
});
type WhatsappOptions = z.infer<typeof whatsappOptions>;

const ownName = /whatsapp|^_chat\.txt$/i;

/** 0 where the first written line begins no message. */
const fitOf = async (entry: ImportEntry): Promise<number> => {
  if (!/\.txt$/i.test(entry.path)) return 0;
  const head = await readHead(entry, 16 * 1024);
  const chunks: Uint8Array[] = [];
  for await (const chunk of utf8Chunks(oneChunk(head))) chunks.push(chunk);
  const lines = Buffer.concat(chunks)
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const starts = lines.flatMap((line) => messageStart(line) ?? []);
  if (starts.length === 0 || messageStart(lines[0] ?? '') === undefined) return 0;
  if (ownName.test(baseName(entry.path))) return 10;
  const isSaid = starts.some(({ rest }) => senderOf(rest) !== undefined);
  return isSaid ? Math.min(9, 6 + starts.length) : 0;
};
async function* oneChunk(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

const chatsIn = async (source: ImportSource): Promise<{ entry: ImportEntry; fit: number }[]> => {
  const chats: { entry: ImportEntry; fit: number }[] = [];
  for (const entry of source.entries) {
    const fit = await fitOf(entry);
    if (fit > 0) chats.push({ entry, fit });
  }
  return chats;
};

const whatsapp: Importer<WhatsappOptions> = {
  id: 'whatsapp',
  label: 'WhatsApp chat export',
  description:
    'A chat exported by WhatsApp: the text file alone, or the ZIP or folder in which its pictures are.',
  isPrivate: true,
  options: whatsappOptions,
  async fit(source) {
    return Math.max(0, ...(await chatsIn(source)).map(({ fit }) => fit));
  },
  async *read(source, options) {
    const find = entryFinder(source);
    for (const { entry } of await chatsIn(source)) {
      try {
        yield* readChat(entry, find, options.dateOrder);
      } catch (error) {
        const reason = `Nothing more could be read of this chat: ${faultText(error)}.`;
        yield { type: 'bad', position: entry.path, reason };
      }
    }
  },
};
export default whatsapp;
