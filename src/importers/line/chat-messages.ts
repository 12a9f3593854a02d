/** A LINE export as messages. A text of several lines stands in quotation marks, in which a line may look like a day. */
import type { ImportEntry } from '../importer.ts';
import { splitLines } from '../split-lines.ts';
import { utf8Chunks } from '../text-chunks.ts';
import { chatNameOf, dayOf, type LineStart, lineStart } from './chat-lines.ts';

export interface ChatMessage {
  line: number;
  day: string | undefined;
  start: LineStart;
  /** The last field, with its further lines. */
  text: string;
  chatName: string | undefined;
  evidence: Uint8Array;
  fault?: string;
}

const maxMessageBytes = 256 * 1024;
const utf8 = new TextDecoder('utf-8');
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
};

interface Open {
  message: Omit<ChatMessage, 'text' | 'evidence'>;
  lines: string[];
  pieces: Uint8Array[];
  bytes: number;
}

const isQuoteOpen = ({ lines }: Open): boolean => {
  const [first = '', last = ''] = [lines[0], lines.at(-1)];
  return first.startsWith('"') && !(last.endsWith('"') && (lines.length > 1 || last.length > 1));
};

const unquoted = (lines: readonly string[]): string => {
  const text = lines.join('\n').trimEnd();
  const isQuoted = text.includes('\n') && text.startsWith('"') && text.endsWith('"');
  return isQuoted ? text.slice(1, -1).replaceAll('""', '"') : text;
};

export class LineChat {
  #chatName: string | undefined;
  #day: string | undefined;
  #open: Open | undefined;
  /** A line that looks like a day amid an open quotation: what follows tells. */
  #doubtful: { text: string; bytes: Uint8Array; day: string } | undefined;

  /** The message that this line ends. */
  read(number: number, bytes: Uint8Array, isCut: boolean): ChatMessage | undefined {
    const text = utf8.decode(bytes).replaceAll('\0', '');
    const start = lineStart(text);
    const day = start === undefined ? dayOf(text.trim()) : undefined;
    let ended: ChatMessage | undefined;
    if (start !== undefined) ended = this.#begin(number, start, bytes);
    else if (day !== undefined && this.#open !== undefined && isQuoteOpen(this.#open)) {
      this.#settleAsText();
      this.#doubtful = { text, bytes, day };
      return undefined;
    } else if (day !== undefined) {
      ended = this.end();
      this.#day = day;
    } else this.#continue(text, bytes);
    if (this.#open !== undefined && isCut)
      this.#open.message.fault = 'Its line is longer than 256 kB; no message is.';
    if (this.#open !== undefined && !isCut && !isUtf8(bytes))
      this.#open.message.fault ??= 'Its characters are damaged: it is not UTF-8.';
    return ended;
  }

  end(): ChatMessage | undefined {
    this.#settleAsText();
    const open = this.#open;
    this.#open = undefined;
    return open && { ...open.message, text: unquoted(open.lines), evidence: Buffer.concat(open.pieces) };
  }

  #begin(number: number, start: LineStart, bytes: Uint8Array): ChatMessage | undefined {
    if (this.#doubtful !== undefined) this.#day = this.#doubtful.day;
    this.#doubtful = undefined;
    const ended = this.end();
    const message = { line: number, day: this.#day, start, chatName: this.#chatName };
    this.#open = { message, lines: [], pieces: [], bytes: 0 };
    this.#add(start.fields.slice(start.isTabbed ? 1 : 0).join('\t'), bytes);
    return ended;
  }

  #continue(text: string, bytes: Uint8Array): void {
    this.#settleAsText();
    if (this.#open !== undefined) this.#add(text, bytes);
    else this.#chatName ??= chatNameOf(text.trim());
  }

  #settleAsText(): void {
    const doubtful = this.#doubtful;
    this.#doubtful = undefined;
    if (doubtful !== undefined) this.#add(doubtful.text, doubtful.bytes);
  }

  #add(text: string, bytes: Uint8Array): void {
    const open = this.#open;
    if (open === undefined) return;
    open.bytes += bytes.length;
    if (open.bytes > maxMessageBytes) open.message.fault = 'It is longer than 256 kB; no message is.';
    else {
      open.lines.push(text);
      open.pieces.push(bytes, Buffer.from('\n'));
    }
  }
}

export async function* chatMessages(entry: ImportEntry): AsyncIterable<ChatMessage> {
  const chat = new LineChat();
  for await (const { number, bytes, isCut } of splitLines(utf8Chunks(entry.open()), maxMessageBytes)) {
    const ended = chat.read(number, bytes, isCut);
    if (ended !== undefined) yield ended;
  }
  const last = chat.end();
  if (last !== undefined) yield last;
}
