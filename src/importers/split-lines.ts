/** A file line by line, however large it is and however long its lines are. */

export interface Line {
  /** From 1. */
  number: number;
  /** Without its line end; the first `maxBytes` of it where it is longer. */
  bytes: Uint8Array;
  isCut: boolean;
}

/** A message, a row or a header is never near as long; more is a broken or a hostile file. */
export const maxLineBytes = 1024 * 1024;
const lineFeed = 10;
const carriageReturn = 13;

interface Unfinished {
  pieces: Uint8Array[];
  bytes: number;
  isCut: boolean;
}
const nothing = (): Unfinished => ({ pieces: [], bytes: 0, isCut: false });

const keep = (line: Unfinished, piece: Uint8Array, maxBytes: number): void => {
  const room = maxBytes - line.bytes;
  if (piece.length > room) line.isCut = true;
  if (room <= 0 || piece.length === 0) return;
  // A copy: the piece would hold its whole chunk in memory.
  line.pieces.push(Uint8Array.prototype.slice.call(piece, 0, room));
  line.bytes += Math.min(piece.length, room);
};

const finish = (line: Unfinished, number: number): Line => {
  const joined = line.pieces.length === 1 ? (line.pieces[0] as Uint8Array) : Buffer.concat(line.pieces);
  const hasReturn = !line.isCut && joined.at(-1) === carriageReturn;
  return { number, bytes: hasReturn ? joined.subarray(0, -1) : joined, isCut: line.isCut };
};

export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes = maxLineBytes,
): AsyncIterable<Line> {
  let line = nothing();
  let number = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      keep(line, chunk.subarray(start, end), maxBytes);
      number += 1;
      yield finish(line, number);
      line = nothing();
      start = end + 1;
    }
    keep(line, chunk.subarray(start), maxBytes);
  }
  if (line.bytes > 0 || line.isCut) yield finish(line, number + 1);
}
