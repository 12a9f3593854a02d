/** Exports of Telegram Desktop, as JSON or as HTML pages. */
import { z } from 'zod';
import { readHead } from '../entry-bytes.ts';
import { baseName, entryFinder, folderOf } from '../entry-finder.ts';
import type { ImportEntry, Importer, ImportSource } from '../importer.ts';
import { readHtml } from './read-html.ts';
import { readJson } from './read-json.ts';

const chatType =
  /"type"\s*:\s*"(personal_chat|bot_chat|saved_messages|(private|public)_(group|supergroup|channel))"/;
const accountStart = /^\s*\{\s*"about"\s*:\s*"Here is the data you requested/;
const messagesPage = /^messages(\d*)\.html$/;

const isJsonExport = async (entry: ImportEntry): Promise<boolean> => {
  if (!/\.json$/i.test(entry.path)) return false;
  const head = (await readHead(entry)).toString('utf8');
  return accountStart.test(head) || (chatType.test(head) && /"messages"\s*:\s*\[/.test(head));
};

const isHtmlExport = async (entry: ImportEntry): Promise<boolean> => {
  if (!messagesPage.test(baseName(entry.path))) return false;
  const head = (await readHead(entry)).toString('utf8');
  return head.includes('class="page_wrap') && head.includes('Exported Data');
};

const numberOf = ({ path }: ImportEntry): number => Number(messagesPage.exec(baseName(path))?.[1] || 1);

const jsonExports = async (source: ImportSource): Promise<ImportEntry[]> => {
  const found: ImportEntry[] = [];
  for (const entry of source.entries) if (await isJsonExport(entry)) found.push(entry);
  return found;
};

/** messages10.html comes after messages9.html. */
const htmlPages = (source: ImportSource): ImportEntry[] =>
  source.entries
    .filter((entry) => messagesPage.test(baseName(entry.path)))
    .sort((one, other) => {
      const [a, b] = [folderOf(one.path), folderOf(other.path)];
      if (a !== b) return a < b ? -1 : 1;
      return numberOf(one) - numberOf(other);
    });

const telegramDesktop: Importer<Record<string, never>> = {
  id: 'telegram-desktop',
  label: 'Telegram Desktop export',
  description:
    'A chat, or a whole account, exported by Telegram Desktop as JSON or HTML: the folder or a ZIP of it, with its pictures.',
  isPrivate: true,
  options: z.strictObject({}),
  async fit(source) {
    if ((await jsonExports(source)).length > 0) return 10;
    const first = htmlPages(source)[0];
    return first !== undefined && (await isHtmlExport(first)) ? 10 : 0;
  },
  async *read(source) {
    const find = entryFinder(source);
    const exports = await jsonExports(source);
    const pages = htmlPages(source);
    for (const entry of exports) yield* readJson(entry, find);
    if (exports.length === 0) yield* readHtml(pages, find);
    else if (pages.length > 0) {
      const reason = `The same export as HTML pages (${pages.length}): its JSON was read, which says more.`;
      yield { type: 'skipped', position: pages[0]?.path ?? '', reason };
    }
  },
};
export default telegramDesktop;
