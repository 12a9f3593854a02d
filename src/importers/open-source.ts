/** What was handed in, opened: a file, a folder or a ZIP archive, within limits and without following any path out of it. */
import { createReadStream } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { BadInputError } from '../domain/failure.ts';
import { importLimits } from '../domain/import-view.ts';
import { byPath, exactly } from './exact-entries.ts';
import type { ImportEntry, ImportSource } from './importer.ts';
import { openZip } from './open-zip.ts';

export interface OpenedSource {
  source: ImportSource;
  close(): Promise<void>;
}

/** `name` is what people call it, when the file on disk is called otherwise. */
export const openSource = async (path: string, name = basename(path)): Promise<OpenedSource> => {
  const whole = await realpath(path).catch(() => {
    throw new BadInputError(`there is no file or folder ${path}`);
  });
  const facts = await lstat(whole);
  if (facts.isDirectory()) return { source: { name, entries: await folderEntries(whole) }, close: nothing };
  if (!facts.isFile()) throw new BadInputError(`${path} is neither a file nor a folder`);
  const entry = fileEntry(whole, name, facts.size, facts.mtime);
  // A web archive collection is a ZIP that only its importer understands as one: it gets the entries all the same.
  if (await isZip(entry)) return openZip(whole, name);
  return { source: { name, entries: [entry] }, close: nothing };
};

const nothing = async (): Promise<void> => undefined;

const isZip = async (entry: ImportEntry): Promise<boolean> => {
  for await (const chunk of entry.open())
    return Buffer.from(chunk.subarray(0, 4)).toString('latin1') === 'PK\u0003\u0004';
  return false;
};

const fileEntry = (path: string, name: string, bytes: number, modified: Date): ImportEntry => ({
  path: name,
  bytes,
  modifiedAt: modified.toISOString(),
  open: () => exactly(createReadStream(path), bytes, name),
});

/** Links are left out: they may lead anywhere. */
const folderEntries = async (folder: string): Promise<ImportEntry[]> => {
  const entries: ImportEntry[] = [];
  let total = 0;
  for (const one of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!one.isFile()) continue;
    const path = join(one.parentPath, one.name);
    const facts = await lstat(path);
    total += facts.size;
    const within = relative(folder, path).split(sep).join('/');
    entries.push(fileEntry(path, within, facts.size, facts.mtime));
    if (entries.length > importLimits.entries)
      throw new BadInputError(
        `the folder holds more than ${importLimits.entries} files; hand it in in parts`,
      );
  }
  if (total > importLimits.bytes)
    throw new BadInputError(
      `the folder holds more than ${importLimits.bytes / 1024 ** 3} GB; hand it in in parts`,
    );
  return entries.sort(byPath);
};
