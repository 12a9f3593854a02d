/** The charset of a table by its first bytes, and its text as it comes. */
import { isUtf8 } from 'node:buffer';
import jschardet from 'jschardet';
import { BadInputError } from '../../domain/failure.ts';

/** The head may end within a character. */
const isUtf8Head = (head: Buffer): boolean =>
  [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, Math.max(0, head.length - cut))));

const otherNames: Record<string, string> = {
  gb2312: 'gbk',
  'tis-620': 'windows-874',
  cp949: 'euc-kr',
  ascii: 'utf-8',
};

export const guessCharset = (head: Buffer): string => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (isUtf8Head(head)) return 'utf-8';
  const zeros = (odd: number): number => head.filter((byte, index) => index % 2 === odd && byte === 0).length;
  if (zeros(1) > head.length / 8) return 'utf-16le';
  if (zeros(0) > head.length / 8) return 'utf-16be';
  const first = head.findIndex((byte) => byte > 127);
  const name = jschardet.detect(head.subarray(Math.max(0, first))).encoding?.toLowerCase() ?? 'windows-1252';
  return isKnown(otherNames[name] ?? name) ? (otherNames[name] ?? name) : 'windows-1252';
};

const isKnown = (name: string): boolean => {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false; // a name that the platform does not know
  }
};

/** Byte order marks go. */
export async function* decodeChunks(
  chunks: AsyncIterable<Uint8Array>,
  charset: string,
): AsyncIterable<string> {
  if (!isKnown(charset)) throw new BadInputError(`'${charset}' is no character set that is known`);
  const decoder = new TextDecoder(charset);
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
