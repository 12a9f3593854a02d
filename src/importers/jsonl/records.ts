/** The records of a file one by one, whether they stand a line each or in one list. */
import { readHead } from '../entry-bytes.ts';
import type { ImportEntry } from '../importer.ts';
import { jsonValues } from '../json-values.ts';
import { maxLineBytes, splitLines } from '../split-lines.ts';
import { utf8Chunks } from '../text-chunks.ts';

export interface JsonRecord {
  /** From 1: the line, or the place in the list. */
  number: number;
  /** Absent where it is too large. */
  bytes?: Uint8Array;
}

export const isList = async (entry: ImportEntry): Promise<boolean> => {
  const head = await readHead(entry, 1024);
  const text =
    head[1] === 0 || head[0] === 0xff || head[0] === 0xfe
      ? new TextDecoder('utf-16le').decode(head)
      : head.toString('utf8');
  return text
    .replace(/^\ufeff/, '')
    .trimStart()
    .startsWith('[');
};

export async function* recordsOf(entry: ImportEntry): AsyncIterable<JsonRecord> {
  const chunks = utf8Chunks(entry.open());
  if (await isList(entry)) {
    let number = 0;
    for await (const { bytes } of jsonValues(chunks, { choose: () => 'take', maxBytes: maxLineBytes })) {
      number += 1;
      yield { number, ...(bytes && { bytes }) };
    }
    return;
  }
  for await (const line of splitLines(chunks)) {
    if (!line.isCut && Buffer.from(line.bytes).toString('utf8').trim() === '') continue;
    yield line.isCut ? { number: line.number } : { number: line.number, bytes: line.bytes };
  }
}
