/** Web archives: WARC files and WACZ packages. */
import { constants, gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { faultText, readHead } from '../entry-bytes.ts';
import { baseName, entryFinder } from '../entry-finder.ts';
import type { ImportEntry, Importer, ImportSource } from '../importer.ts';
import { checkHashes } from './check-hashes.ts';
import { isGzip, readWarc } from './read-warc.ts';

const warcName = /\.warc(\.gz)?$/i;

const isWarc = async (entry: ImportEntry): Promise<boolean> => {
  if (!warcName.test(entry.path)) return false;
  const head = await readHead(entry, 4096);
  if (!isGzip(head)) return head.subarray(0, 7).toString('latin1') === 'WARC/1.';
  try {
    const start = gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 });
    return start.subarray(0, 7).toString('latin1') === 'WARC/1.';
  } catch {
    // Broken at its beginning; by its name it is one, and reading says what is broken.
    return true;
  }
};

const archivesIn = async (source: ImportSource): Promise<ImportEntry[]> => {
  const found: ImportEntry[] = [];
  for (const entry of source.entries) if (await isWarc(entry)) found.push(entry);
  return found;
};

const webArchive: Importer<Record<string, never>> = {
  id: 'web-archive',
  label: 'Web archive',
  description:
    'Pages kept by a web archiver: WARC files, packed or not, or a WACZ package as ArchiveWeb.page and Browsertrix make them.',
  isPrivate: false,
  options: z.strictObject({}),
  async fit(source) {
    return (await archivesIn(source)).length > 0 ? 10 : 0;
  },
  async *read(source) {
    const find = entryFinder(source);
    for (const list of source.entries.filter(({ path }) => baseName(path) === 'datapackage.json'))
      yield* checkHashes(list, find);
    for (const entry of await archivesIn(source)) {
      try {
        yield* readWarc(entry);
      } catch (error) {
        yield {
          type: 'bad',
          position: entry.path,
          reason: `Nothing more could be read of it: ${faultText(error)}.`,
        };
      }
    }
  },
};
export default webArchive;
