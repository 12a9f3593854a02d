/** The files of a ZIP archive, read one at a time; an archive that is built to do harm is refused with the reason. */
import yauzl from 'yauzl';
import { BadInputError } from '../domain/failure.ts';
import { importLimits } from '../domain/import-view.ts';
import { byPath, exactly } from './exact-entries.ts';
import type { ImportEntry } from './importer.ts';
import type { OpenedSource } from './open-source.ts';

const archive = /\.(zip|7z|rar|tar|tgz|tar\.gz|tar\.xz|tar\.bz2)$/i;
/** Small archives pack well without being bombs. */
const harmlessBytes = 50 * 1024 ** 2;

export const openZip = async (path: string, name: string): Promise<OpenedSource> => {
  const zip = await openArchive(path, name);
  try {
    const entries = await listEntries(zip, name);
    return { source: { name, entries: entries.sort(byPath) }, close: async () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
};

const openArchive = (path: string, name: string): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) => {
    // autoClose off: entries are opened later, again and again.
    yauzl.open(path, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, zip) =>
      error ? reject(broken(name, error)) : resolve(zip),
    );
  });

const broken = (name: string, error: Error): BadInputError =>
  new BadInputError(`${name} can't be opened as a ZIP archive: ${error.message}`, { cause: error });

const listEntries = (zip: yauzl.ZipFile, name: string): Promise<ImportEntry[]> =>
  new Promise((resolve, reject) => {
    const entries: ImportEntry[] = [];
    let packed = 0;
    let unpacked = 0;
    const seen = new Set<string>();
    zip.on('error', (error: Error) => reject(broken(name, error)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      const reason = refusal(entry, seen);
      packed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
      if (reason) return reject(new BadInputError(`${name} is refused: ${reason}`));
      if (entries.length >= importLimits.entries)
        return reject(
          new BadInputError(`${name} is refused: it holds more than ${importLimits.entries} files`),
        );
      if (
        unpacked > importLimits.bytes ||
        (unpacked > harmlessBytes && unpacked > packed * importLimits.ratio)
      )
        return reject(
          new BadInputError(`${name} is refused: unpacked it would be far larger than it may be`),
        );
      if (!entry.fileName.endsWith('/') && !isClutter(entry.fileName)) entries.push(toEntry(zip, entry));
      zip.readEntry();
    });
    zip.readEntry();
  });

/** What macOS adds to every archive. */
const isClutter = (path: string): boolean => /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$)/.test(path);

const refusal = (entry: yauzl.Entry, seen: Set<string>): string | undefined => {
  const path = entry.fileName;
  // yauzl itself refuses absolute paths, backslashes and `..`; this says so again should that change.
  if (path.startsWith('/') || path.split('/').includes('..')) return `the path '${path}' leads out of it`;
  if (archive.test(path))
    return `'${path}' is an archive within it; unpack that one and hand it in by itself`;
  if ((entry.generalPurposeBitFlag & 1) === 1) return `'${path}' is locked with a password`;
  if (entry.uncompressedSize > importLimits.entryBytes) return `'${path}' is larger than 4 GB`;
  if (seen.has(path)) return `'${path}' stands in it twice`;
  seen.add(path);
  return undefined;
};

const toEntry = (zip: yauzl.ZipFile, entry: yauzl.Entry): ImportEntry => ({
  path: entry.fileName,
  bytes: entry.uncompressedSize,
  modifiedAt: entry.getLastModDate().toISOString(),
  open: () => readEntry(zip, entry),
});

async function* readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncIterable<Uint8Array> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  yield* exactly(stream as AsyncIterable<Uint8Array>, entry.uncompressedSize, entry.fileName);
}
