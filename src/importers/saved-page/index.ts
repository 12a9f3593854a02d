/** Pages that somebody saved with a browser: MHTML, SingleFile, plain HTML. */
import { z } from 'zod';
import { faultText, readHead, readWhole } from '../entry-bytes.ts';
import type { ImportEntry, Importer, ImportItem } from '../importer.ts';
import { isWebArchive } from '../web-archive-head.ts';
import { maxPageBytes, readMhtml, type SavedPage } from './read-mhtml.ts';
import { savedComment } from './saved-comment.ts';

const savedPageOptions = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      title: 'Address of the page',
      description:
        'Needed only where the file does not say where it was saved from, as most plain HTML files.',
      examples: ['https://example.com/jobs/12'],
    }),
  savedAt: z.iso
    .date()
    .optional()
    .meta({
      title: 'Day it was saved',
      description: 'Needed only where neither the page nor its file says when it was saved.',
      examples: ['2026-11-23'],
    }),
});
type SavedPageOptions = z.infer<typeof savedPageOptions>;

const htmlName = /\.(html?|xhtml)$/i;
const mhtmlName = /\.(mht|mhtml|eml)$/i;

type Kind = 'mhtml' | 'said html' | 'plain html';
const kindOf = async (entry: ImportEntry): Promise<Kind | undefined> => {
  if (!htmlName.test(entry.path) && !mhtmlName.test(entry.path)) return undefined;
  const head = (await readHead(entry, 16 * 1024)).toString('latin1');
  if (mhtmlName.test(entry.path)) return isWebArchive(head) ? 'mhtml' : undefined;
  if (savedComment(head) !== undefined) return 'said html';
  return /<(!doctype html|html|head|body)\b/i.test(head) ? 'plain html' : undefined;
};

const readHtmlFile = async (entry: ImportEntry): Promise<SavedPage | string> => {
  const body = await readWhole(entry.open(), maxPageBytes);
  if (body === undefined) return 'It is larger than 20 MB.';
  const said = savedComment(body.subarray(0, 64 * 1024).toString('latin1'));
  return { url: said?.url, savedAt: said?.savedAt, mediaType: 'text/html', body };
};

const itemOf = (page: SavedPage | string, entry: ImportEntry, options: SavedPageOptions): ImportItem => {
  const position = entry.path;
  if (typeof page === 'string') return { type: 'bad', position, reason: page };
  const url = page.url ?? options.url;
  if (url === undefined || !URL.canParse(url) || !/^https?:/i.test(url))
    return {
      type: 'bad',
      position,
      reason: 'It does not say where it was saved from: give the address of the page.',
    };
  const fetchedAt = page.savedAt ?? options.savedAt ?? entry.modifiedAt;
  if (fetchedAt === undefined)
    return { type: 'bad', position, reason: 'It does not say when it was saved: give the day.' };
  const { mediaType, body } = page;
  return {
    type: 'page',
    position,
    url,
    fetchedAt,
    status: 200,
    headers: { 'content-type': mediaType },
    mediaType,
    body,
  };
};

const fitOf: Record<Kind, number> = { mhtml: 10, 'said html': 10, 'plain html': 3 };

const savedPage: Importer<SavedPageOptions> = {
  id: 'saved-page',
  label: 'Saved web page',
  description:
    'A page saved with a browser: one file (.mhtml), a SingleFile page, or HTML with or without the address it came from.',
  isPrivate: false,
  options: savedPageOptions,
  async fit(source) {
    let best = 0;
    for (const entry of source.entries) {
      const kind = await kindOf(entry);
      if (kind !== undefined) best = Math.max(best, fitOf[kind]);
      if (best === 10) break;
    }
    return best;
  },
  async *read(source, options) {
    for (const entry of source.entries) {
      try {
        const kind = await kindOf(entry);
        if (kind === undefined) continue;
        yield itemOf(kind === 'mhtml' ? await readMhtml(entry) : await readHtmlFile(entry), entry, options);
      } catch (error) {
        yield { type: 'bad', position: entry.path, reason: `It can't be read: ${faultText(error)}.` };
      }
    }
  },
};
export default savedPage;
