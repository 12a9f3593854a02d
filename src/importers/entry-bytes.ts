/** Bytes of an entry: its beginning, or all of it up to a limit. */
import type { ImportEntry } from './importer.ts';

const headBytes = 64 * 1024;

/** Reads no further than it needs. */
export const readHead = async (entry: ImportEntry, bytes = headBytes): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of entry.open()) {
    pieces.push(chunk);
    length += chunk.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(pieces).subarray(0, bytes);
};

/** Nothing where there is more than `maxBytes`. */
export const readWhole = async (
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Buffer | undefined> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    pieces.push(chunk);
  }
  return Buffer.concat(pieces);
};

/** What a unit says of an entry that can't be read at all; the next entry goes on. */
export const faultText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
