/** Parts a WARC into its records, bounded, and finds the next one after rubbish. */

export interface FramedRecord {
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  /** Head and block; absent where the block is not wanted or too large. */
  bytes?: Buffer;
  isTooLarge: boolean;
}
/** A sentence on what could not be read. */
export type Framed = FramedRecord | string;

export const maxRecordBytes = 32 * 1024 * 1024;
const maxHeadBytes = 64 * 1024;
const mark = Buffer.from('WARC/1.');
const lineEnds = /^[\r\n]*$/;

const headersOf = (head: string): Map<string, string> => {
  const headers = new Map<string, string>();
  for (const line of head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .slice(1)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
};

const endOfHead = (bytes: Buffer): number => {
  const both = bytes.indexOf('\r\n\r\n');
  const feeds = bytes.indexOf('\n\n');
  if (both >= 0 && (feeds < 0 || both < feeds)) return both + 4;
  return feeds < 0 ? -1 : feeds + 2;
};

interface OpenRecord {
  headers: Map<string, string>;
  pieces: Buffer[];
  /** Bytes of the block that have not come. */
  left: number;
  isKept: boolean;
  isTooLarge: boolean;
}

export class RecordFramer {
  readonly #wants: (headers: ReadonlyMap<string, string>) => boolean;
  #waiting: Buffer = Buffer.alloc(0);
  #open: OpenRecord | undefined;
  #isInRubbish = false;

  constructor(wants: (headers: ReadonlyMap<string, string>) => boolean) {
    this.#wants = wants;
  }

  *write(chunk: Buffer): Iterable<Framed> {
    let bytes = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
    this.#waiting = Buffer.alloc(0);
    while (bytes.length > 0) {
      if (this.#open !== undefined) {
        bytes = this.#readBlock(this.#open, bytes);
        if (this.#open.left === 0) yield this.#close();
        continue;
      }
      const found = this.#readHead(bytes);
      if (typeof found.said === 'string') yield found.said;
      bytes = found.rest;
      if (found.isWaiting) {
        // Held until more comes; a copy, so that the chunk may go.
        this.#waiting = Buffer.from(bytes);
        return;
      }
      if (this.#hasEmptyBlock()) yield this.#close();
    }
  }

  /** Says what was open when the data broke or ended. */
  *breakOff(): Iterable<Framed> {
    const isOpen = this.#open !== undefined || this.#waiting.length > mark.length;
    this.#open = undefined;
    this.#waiting = Buffer.alloc(0);
    this.#isInRubbish = false;
    if (isOpen) yield 'A record ends in the middle.';
  }

  #hasEmptyBlock(): boolean {
    return this.#open?.left === 0;
  }

  #readHead(bytes: Buffer): { rest: Buffer; isWaiting: boolean; said?: string } {
    const at = bytes.indexOf(mark);
    const before =
      at < 0 ? bytes.subarray(0, Math.max(0, bytes.length - mark.length)) : bytes.subarray(0, at);
    const isRubbish = !this.#isInRubbish && !lineEnds.test(before.subarray(0, 1024).toString('latin1'));
    if (isRubbish) this.#isInRubbish = true;
    const said = isRubbish ? { said: 'Something here is no record; the next record was looked for.' } : {};
    if (at < 0) return { rest: bytes.subarray(before.length), isWaiting: true, ...said };
    const record = bytes.subarray(at);
    const end = endOfHead(record);
    if (end < 0 && record.length < maxHeadBytes) return { rest: record, isWaiting: true, ...said };
    this.#isInRubbish = false;
    const headers = headersOf(record.subarray(0, Math.max(end, 0)).toString('utf8'));
    const length = headers.get('content-length');
    if (end < 0 || end > maxHeadBytes || length === undefined || !/^\d{1,15}$/.test(length))
      return { rest: record.subarray(mark.length), isWaiting: false, said: 'A record has a broken head.' };
    const isWanted = this.#wants(headers);
    const isTooLarge = isWanted && Number(length) > maxRecordBytes;
    const isKept = isWanted && !isTooLarge;
    const pieces = isKept ? [Buffer.from(record.subarray(0, end))] : [];
    this.#open = { headers, pieces, left: Number(length), isKept, isTooLarge };
    return { rest: record.subarray(end), isWaiting: false, ...said };
  }

  #readBlock(open: OpenRecord, bytes: Buffer): Buffer {
    const taken = bytes.subarray(0, open.left);
    if (open.isKept) open.pieces.push(Buffer.from(taken));
    open.left -= taken.length;
    return bytes.subarray(taken.length);
  }

  #close(): FramedRecord {
    const { headers, pieces, isKept, isTooLarge } = this.#open as OpenRecord;
    this.#open = undefined;
    return { headers, isTooLarge, ...(isKept ? { bytes: Buffer.concat(pieces) } : {}) };
  }
}
