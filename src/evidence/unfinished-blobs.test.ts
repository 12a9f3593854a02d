import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFolderBlobStore } from './blob-store.ts';
import { removeUnfinished, unfinishedPath } from './unfinished-blobs.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-unfinished-'));
});
afterEach(() => rm(folder, { recursive: true }));

const hash = 'ab'.repeat(32);
const twoHoursAgo = new Date(Date.now() - 2 * 3_600_000);
const lay = async (path: string, modifiedAt = twoHoursAgo): Promise<string> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, 'half of it');
  await utimes(path, modifiedAt, modifiedAt);
  return path;
};
const files = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .sort();

it('deletes what a killed process left half written, and nothing else', async () => {
  const { hash: whole } = await createFolderBlobStore(folder).put(Buffer.from('evidence'));
  const kept = [
    await lay(join(folder, 'sha256', whole.slice(0, 2), whole.slice(2, 4), whole)),
    await lay(unfinishedPath(join(folder, 'sha256/ab/ab', hash)), new Date()),
    await lay(join(folder, 'sha256/ab/ab', `${hash}.tmp`)),
    await lay(join(folder, 'sha256/ab/ab/notes.tmp')),
    await lay(unfinishedPath(join(folder, 'sha256/ab/ab/deeper', hash))),
    await lay(unfinishedPath(join(folder, 'elsewhere/ab/ab', hash))),
  ];
  await lay(unfinishedPath(join(folder, 'sha256/ab/ab', hash)));
  await lay(unfinishedPath(join(folder, 'sha256/cd/ef', hash)));
  expect(await removeUnfinished(folder)).toBe(2);
  expect(await files()).toEqual(kept.sort());
  expect(await removeUnfinished(folder)).toBe(0);
});

it('finds nothing where nothing was stored yet', async () => {
  expect(await removeUnfinished(join(folder, 'none'))).toBe(0);
});
