/**
 * The mails of an mbox file one after another: mboxo and mboxrd (`>From ` is quoted), and mboxcl, where a mail's
 * Content-Length covers lines that look like separators. A length that leads nowhere is not believed.
 */
import type { ImportEntry } from '../importer.ts';
import { splitLines } from '../split-lines.ts';
import { isSeparator } from './mail-head.ts';

export interface BoxedMail {
  /** From 1. */
  number: number;
  line: number;
  /** Absent where it is larger than a mail may be. */
  bytes?: Buffer;
}

export const maxMailBytes = 40 * 1024 * 1024;
const blankLines = 2;
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 512)).toString('latin1');

/** What looked like a separator within the length that the mail claims for itself. */
interface Doubt {
  /** Byte of the mail. */
  at: number;
  line: number;
}

class OpenMail {
  readonly line: number;
  isTooLarge = false;
  wasBlank = false;
  doubts: Doubt[] = [];
  #buffer = Buffer.alloc(16 * 1024);
  #bytes = 0;
  #isInBody = false;
  #bodyLeft = 0;
  #claimed = 0;

  constructor(line: number) {
    this.line = line;
  }

  /** Whether by its own length the mail is not over yet. */
  get isWithinLength(): boolean {
    return this.#isInBody && this.#claimed > 0 && this.#bodyLeft > 0;
  }

  /** Whether the mail ended where its length says: after it comes no more than blank lines. */
  get endsAtLength(): boolean {
    return this.#bodyLeft <= 0 && this.#bodyLeft >= -blankLines;
  }

  get claimsLength(): boolean {
    return this.#claimed > 0;
  }

  get content(): Buffer {
    return this.#buffer.subarray(0, this.#bytes);
  }

  add(bytes: Uint8Array): void {
    const text = latin1(bytes);
    if (this.#isInBody) this.#bodyLeft -= bytes.length + 1;
    else if (bytes.length === 0) {
      this.#isInBody = true;
      this.#bodyLeft = this.#claimed;
    } else {
      const claimed = /^content-length:\s*(\d{1,10})/i.exec(text)?.[1];
      if (claimed !== undefined) this.#claimed = Number(claimed);
    }
    this.wasBlank = bytes.length === 0;
    this.#keep(/^>+From /.test(text) ? bytes.subarray(1) : bytes);
  }

  #keep(bytes: Uint8Array): void {
    const length = this.#bytes + bytes.length + 1;
    if (this.isTooLarge || length > maxMailBytes) {
      this.isTooLarge = true;
      this.#buffer = Buffer.alloc(0);
      this.#bytes = 0;
      return;
    }
    if (length > this.#buffer.length) {
      const larger = Buffer.alloc(length * 2);
      this.#buffer.copy(larger, 0, 0, this.#bytes);
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#bytes);
    this.#buffer[length - 1] = 10;
    this.#bytes = length;
  }

  doubt(line: number): void {
    this.doubts.push({ at: this.#bytes, line });
  }
}

export async function* splitBox(entry: ImportEntry): AsyncIterable<BoxedMail> {
  let open: OpenMail | undefined;
  let count = 0;
  const close = function* (mail: OpenMail, isLengthTrue: boolean): Iterable<BoxedMail> {
    if (mail.isTooLarge) {
      count += 1;
      yield { number: count, line: mail.line };
      return;
    }
    // The length led nowhere: what looked like separators were some.
    const cuts = isLengthTrue ? [] : mail.doubts;
    let from = 0;
    let line = mail.line;
    for (const cut of [...cuts, { at: mail.content.length, line: 0 }]) {
      count += 1;
      yield { number: count, line, bytes: mail.content.subarray(from, cut.at) };
      // Past the separator itself.
      from = mail.content.indexOf(10, cut.at) + 1;
      line = cut.line;
    }
  };
  for await (const { number, bytes } of splitLines(entry.open(), maxMailBytes)) {
    const looksLikeSeparator =
      bytes[0] === 70 &&
      (open === undefined || open.wasBlank || open.claimsLength) &&
      isSeparator(latin1(bytes));
    if (looksLikeSeparator && open?.isWithinLength !== true) {
      if (open !== undefined) yield* close(open, open.endsAtLength);
      open = new OpenMail(number);
    } else {
      if (looksLikeSeparator && open?.wasBlank === true) open.doubt(number);
      open ??= new OpenMail(number);
      open.add(bytes);
    }
  }
  if (open !== undefined) yield* close(open, open.endsAtLength);
}
