/** Bytes on their way to their name, and what is left of them when a process was killed meanwhile. */
import { randomBytes } from 'node:crypto';
import { opendir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Beside the name that the bytes will have, so that a rename is all that is left to do. */
export const unfinishedPath = (path: string): string => `${path}.${randomBytes(6).toString('hex')}.tmp`;

const unfinishedName = /^[0-9a-f]{64}\.[0-9a-f]{12}\.tmp$/;
/** No write takes as long: what is older belongs to nobody any more. */
const abandonedMs = 3_600_000;

/** Deletes what no process can still be writing, and nothing else. Returns how many files that were. */
export const removeUnfinished = async (evidenceFolder: string, signal?: AbortSignal): Promise<number> => {
  let removed = 0;
  for await (const path of unfinishedIn(join(evidenceFolder, 'sha256'), signal)) {
    const facts = await stat(path).catch(ignoreMissing);
    if (!facts || Date.now() - facts.mtimeMs < abandonedMs) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
};

/** Two letters, two letters, then the files: nothing is read deeper or elsewhere. */
async function* unfinishedIn(
  folder: string,
  signal: AbortSignal | undefined,
  depth = 0,
): AsyncGenerator<string> {
  const entries = await opendir(folder).catch(ignoreMissing);
  for await (const entry of entries ?? []) {
    if (signal?.aborted) return;
    const path = join(folder, entry.name);
    if (depth < 2 && entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name))
      yield* unfinishedIn(path, signal, depth + 1);
    else if (depth === 2 && entry.isFile() && unfinishedName.test(entry.name)) yield path;
  }
}

/** Removed by another worker meanwhile, or never made. */
const ignoreMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error;
};
