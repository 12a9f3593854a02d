/** `--out DIR`: captures by their hash and postings.jsonl, for somebody who wants plain files. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface OutFolder {
  /** Where the blobs go: `DIR/captures/sha256/…`. */
  captures: string;
  addPosting(line: string): void;
  close(): Promise<void>;
}

export const openOutFolder = async (folder: string): Promise<OutFolder> => {
  const captures = join(folder, 'captures');
  await mkdir(captures, { recursive: true, mode: 0o700 });
  const file = createWriteStream(join(folder, 'postings.jsonl'), { flags: 'w', mode: 0o600 });
  await once(file, 'open');
  let failure: Error | undefined;
  file.on('error', (error) => {
    failure = error;
  });
  return {
    captures,
    addPosting: (line) => void file.write(`${line}\n`),
    async close() {
      await new Promise<void>((resolve) => file.end(() => resolve()));
      if (failure) throw failure;
    },
  };
};
