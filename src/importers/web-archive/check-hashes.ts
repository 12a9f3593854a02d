/** A WACZ lists its files with their hashes in datapackage.json: whether they are still so. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readWhole } from '../entry-bytes.ts';
import { type FindEntry, folderOf } from '../entry-finder.ts';
import type { ImportEntry, ImportedNote } from '../importer.ts';

const maxListBytes = 8 * 1024 * 1024;
const listing = z.object({
  resources: z.array(z.object({ path: z.string(), hash: z.string() })).max(100_000),
});

const hashOf = async (entry: ImportEntry, algorithm: string): Promise<string> => {
  const hash = createHash(algorithm);
  for await (const chunk of entry.open()) hash.update(chunk);
  return hash.digest('hex');
};

const parsed = async (list: ImportEntry): Promise<z.infer<typeof listing> | undefined> => {
  const bytes = await readWhole(list.open(), maxListBytes);
  try {
    return listing.parse(JSON.parse((bytes ?? Buffer.alloc(0)).toString('utf8')));
  } catch {
    // Told to the person by the caller.
    return undefined;
  }
};

const check = async (
  path: string,
  written: string,
  entry: ImportEntry | undefined,
): Promise<ImportedNote> => {
  if (entry === undefined)
    return { type: 'bad', position: path, reason: 'datapackage.json lists it, and it is missing.' };
  const [, algorithm = '', expected = ''] = /^(sha256|sha512|md5):([0-9a-f]+)$/i.exec(written) ?? [];
  if (expected === '')
    return {
      type: 'skipped',
      position: path,
      reason: `Its hash is of an unknown kind: ${written.slice(0, 40)}.`,
    };
  const isSame = (await hashOf(entry, algorithm.toLowerCase())) === expected.toLowerCase();
  if (isSame)
    return {
      type: 'skipped',
      position: path,
      reason: 'Its hash was checked: it is as datapackage.json says.',
    };
  return {
    type: 'bad',
    position: path,
    reason:
      'Its hash is not as datapackage.json says: it was changed or damaged after the archive was made. It was read all the same.',
  };
};

export async function* checkHashes(list: ImportEntry, find: FindEntry): AsyncIterable<ImportedNote> {
  const found = await parsed(list);
  if (found === undefined) {
    yield { type: 'bad', position: list.path, reason: 'It can not be read, so no hash was checked.' };
    return;
  }
  for (const { path, hash } of found.resources)
    if (/\.warc(\.gz)?$/i.test(path)) yield await check(path, hash, find(folderOf(list.path), path));
}
