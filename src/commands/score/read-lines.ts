/** Lines of a stream of bytes, with their numbers; memory is bounded however long a line is. */
import type { NumberedLine } from './score-line.ts';

export const maxLineBytes = 16 * 1024 * 1024;
const newline = 0x0a;

/** `text` is undefined for a line that is longer than `maxLineBytes`. Empty lines are passed over, but counted. */
export type ReadLine = Omit<NumberedLine, 'text'> & { text: string | undefined };

export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<ReadLine> {
  let parts: Buffer[] = [];
  let bytes = 0;
  let number = 1;
  const take = (): ReadLine | undefined => {
    const isTooLong = bytes > maxLineBytes;
    const text = isTooLong
      ? undefined
      : Buffer.concat(parts)
          .toString('utf8')
          .replace(/^\ufeff/u, '')
          .trim();
    parts = [];
    bytes = 0;
    number += 1;
    return text === '' ? undefined : { number: number - 1, text };
  };
  const keep = (part: Buffer): void => {
    bytes += part.length;
    if (bytes <= maxLineBytes) parts.push(part);
    else parts = [];
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      keep(chunk.subarray(from, at));
      from = at + 1;
      const line = take();
      if (line) yield line;
    }
    if (from < chunk.length) keep(chunk.subarray(from));
  }
  if (bytes > 0) {
    const line = take();
    if (line) yield line;
  }
}
