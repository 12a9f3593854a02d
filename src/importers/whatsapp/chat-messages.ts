/** A chat's lines as messages. */
import type { ImportEntry } from '../importer.ts';
import { splitLines } from '../split-lines.ts';
import { utf8Chunks } from '../text-chunks.ts';
import { type MessageStart, messageStart } from './message-start.ts';

export interface ChatMessage {
  line: number;
  start: MessageStart;
  /** All of it after the time. */
  text: string;
  evidence: Uint8Array;
  /** Why it can't be read whole. */
  fault?: string;
}
/** Lines before the first message, or a fault of the file. */
export interface ChatFault {
  line: number;
  fault: string;
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
  line: number;
  start: MessageStart;
  lines: string[];
  pieces: Uint8Array[];
  bytes: number;
  fault?: string;
}

const closed = ({ line, start, lines, pieces, fault }: Open): ChatMessage => ({
  line,
  start,
  text: lines.join('\n').trimEnd(),
  evidence: Buffer.concat(pieces.flatMap((piece) => [piece, Buffer.from('\n')])),
  ...(fault === undefined ? {} : { fault }),
});

const add = (message: Open, text: string, bytes: Uint8Array): void => {
  message.bytes += bytes.length;
  if (message.bytes > maxMessageBytes) {
    message.fault = 'It is longer than 256 kB; no message is.';
    return;
  }
  message.lines.push(text);
  message.pieces.push(bytes);
};

export async function* chatMessages(entry: ImportEntry): AsyncIterable<ChatMessage | ChatFault> {
  let open: Open | undefined;
  let strayLine: number | undefined;
  for await (const { number, bytes, isCut } of splitLines(utf8Chunks(entry.open()), maxMessageBytes)) {
    const text = utf8.decode(bytes).replaceAll('\0', '');
    const start = messageStart(text);
    if (start !== undefined) {
      if (open !== undefined) yield closed(open);
      open = { line: number, start, lines: [], pieces: [], bytes: 0 };
      add(open, start.rest, bytes);
    } else if (open !== undefined) add(open, text, bytes);
    else if (text.trim() !== '') strayLine ??= number;
    if (open !== undefined && isCut) open.fault = 'Its line is longer than 256 kB; no message is.';
    if (open !== undefined && !isUtf8(bytes) && !isCut)
      open.fault ??= 'Its characters are damaged: it is not UTF-8.';
    if (open !== undefined && strayLine !== undefined) {
      yield { line: strayLine, fault: 'It stands before the first message and has no time.' };
      strayLine = undefined;
    }
  }
  if (open !== undefined) yield closed(open);
  else if (strayLine !== undefined)
    yield { line: strayLine, fault: 'No message was found: no line begins with a time.' };
}
