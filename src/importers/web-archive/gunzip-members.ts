/** Unpacks the gzip members of a web archive one after another; after a broken one it goes on with the next. */
import { createGunzip, type Gunzip } from 'node:zlib';

/** What follows stands after a broken member. */
export const brokenMember = Symbol('broken member');
const magic = Buffer.from([0x1f, 0x8b, 0x08]);
/** Small, because after a fault it is looked for the next member from the beginning of the piece. */
const pieceBytes = 16 * 1024;

class Unpacking {
  readonly #gunzip: Gunzip = createGunzip();
  #out: Buffer[] = [];
  #fault: Error | undefined;

  constructor() {
    this.#gunzip.on('data', (chunk: Buffer) => this.#out.push(chunk));
    this.#gunzip.on('error', (error) => {
      this.#fault = error;
    });
  }

  /** False where the data are broken. */
  async write(piece: Uint8Array): Promise<boolean> {
    if (this.#fault !== undefined) return false;
    await new Promise<void>((resolve) => {
      this.#gunzip.once('error', () => resolve());
      this.#gunzip.write(piece, () => resolve());
    });
    this.#gunzip.removeAllListeners('error').on('error', (error) => {
      this.#fault = error;
    });
    return this.#fault === undefined && this.#gunzip.errored === null;
  }

  async end(): Promise<boolean> {
    if (this.#gunzip.errored !== null) return false;
    return new Promise((resolve) => {
      this.#gunzip.once('end', () => resolve(true));
      this.#gunzip.once('error', () => resolve(false));
      this.#gunzip.end();
    });
  }

  taken(): Buffer[] {
    return this.#out.splice(0);
  }

  close(): void {
    this.#gunzip.destroy();
  }
}

async function* pieces(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += pieceBytes)
      yield Buffer.from(chunk.subarray(at, at + pieceBytes));
}

/** Hands out what a member held; the same member may come again after a fault, and readers know records by their id. */
export async function* gunzipMembers(
  chunks: AsyncIterable<Uint8Array>,
): AsyncIterable<Buffer | typeof brokenMember> {
  let unpacking: Unpacking | undefined = new Unpacking();
  /** Too little of a member's first bytes to know it. */
  let rest = Buffer.alloc(0);
  try {
    for await (const piece of pieces(chunks)) {
      let input: Buffer | undefined = Buffer.concat([rest, piece]);
      rest = Buffer.alloc(0);
      let searchFrom = 0;
      while (input !== undefined) {
        if (unpacking === undefined) {
          const at: number = input.indexOf(magic, searchFrom);
          if (at < 0) {
            rest = Buffer.from(input.subarray(Math.max(searchFrom, input.length - 2)));
            break;
          }
          unpacking = new Unpacking();
          input = input.subarray(at);
          searchFrom = 1;
        }
        const isSound: boolean = await unpacking.write(input);
        yield* unpacking.taken();
        if (isSound) input = undefined;
        else {
          unpacking.close();
          unpacking = undefined;
          yield brokenMember;
        }
      }
    }
    if (unpacking !== undefined) {
      const isWhole = await unpacking.end();
      yield* unpacking.taken();
      if (!isWhole) yield brokenMember;
    }
  } finally {
    unpacking?.close();
  }
}
