/** What every entry keeps to: its place in the order, and no more bytes than it says. */
import { BadInputError } from '../domain/failure.ts';
import type { ImportEntry } from './importer.ts';

export const byPath = (one: ImportEntry, other: ImportEntry): number => (one.path < other.path ? -1 : 1);

/** No more than was promised: a file that grows meanwhile, or an archive that lies about its sizes. */
export async function* exactly(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
  path: string,
): AsyncIterable<Uint8Array> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > bytes) throw new BadInputError(`${path} holds more than the ${bytes} bytes that it says`);
    yield chunk;
  }
}
