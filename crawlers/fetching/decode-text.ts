/** Bytes to text: byte order mark, then header, then meta tag, then a guess from the bytes, then UTF-8. */
import { isAscii, isUtf8 } from 'node:buffer';
import { getEncoding } from 'encoding-sniffer';
import jschardet from 'jschardet';

export interface DecodedText {
  text: string;
  /** A WHATWG encoding name, lower case. */
  charset: string;
}

const unknown = 'x-user-defined';
const guessBytes = 64 * 1024;

/** jschardet's names that TextDecoder does not know. */
const otherNames: Record<string, string> = {
  'tis-620': 'windows-874',
  cp874: 'windows-874',
  maccyrillic: 'x-mac-cyrillic',
  cp932: 'shift_jis',
  'shift-jis': 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  uhc: 'euc-kr',
  johab: 'euc-kr',
  gb2312: 'gbk',
  'hz-gb-2312': 'gb18030',
  'euc-tw': 'big5',
  big5hkscs: 'big5-hkscs',
  ascii: 'utf-8',
  'utf-8-sig': 'utf-8',
};

const decoderFor = (label: string): InstanceType<typeof TextDecoder> | undefined => {
  const name = otherNames[label.toLowerCase()] ?? label.replace(/^cp(?=125\d$)/i, 'windows-');
  try {
    return new TextDecoder(name);
  } catch {
    // An encoding that the platform does not know; the next way of finding out is tried.
    return undefined;
  }
};

/** The bytes from the first that says something: a page's head is often nothing but ASCII. */
const tellingBytes = (body: Uint8Array): Buffer => {
  const first = Math.max(
    body.findIndex((byte) => byte > 127),
    0,
  );
  return Buffer.from(body.subarray(first, first + guessBytes));
};

const mostSniffed = 1024 * 1024;
/** One broken sign in so many still is UTF-8: texts are cut by bytes, and templates mix encodings. */
const validPerBroken = 20;

const isNearlyUtf8 = (body: Uint8Array): boolean => {
  const text = new TextDecoder('utf-8').decode(body.subarray(0, mostSniffed));
  let valid = 0;
  let broken = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) broken += 1;
    else if (unit > 127) valid += 1;
  }
  return valid >= broken * validPerBroken;
};

/** jschardet is right at low confidence too (GB18030 at 0.24), so whatever it names is taken. */
const guessed = (body: Uint8Array): string => {
  if (isUtf8(body) || isNearlyUtf8(body)) return 'utf-8';
  const { encoding } = jschardet.detect(tellingBytes(body));
  return encoding !== null && decoderFor(encoding) ? encoding : 'windows-1252';
};

/** The charset of a Content-Type header, as it stands there. */
export const charsetOf = (contentType: string): string | undefined =>
  /charset\s*=\s*["']?\s*([^"';\s,]+)/i.exec(contentType)?.[1];

/**
 * A declared encoding is taken at its word, except when the bytes are valid UTF-8 with non-ASCII characters:
 * pages saved as UTF-8 under an old header are far more common than the reverse.
 */
export const decodeText = (body: Uint8Array, contentType = ''): DecodedText => {
  const header = charsetOf(contentType);
  const sniffed = getEncoding(body, {
    ...(header !== undefined && decoderFor(header) ? { transportLayerEncodingLabel: header } : {}),
    defaultEncoding: unknown,
  }).toLowerCase();
  const isDeclared = sniffed !== unknown;
  const isReallyUtf8 = !sniffed.startsWith('utf-16') && !isAscii(body) && isUtf8(body);
  const label = !isDeclared || isReallyUtf8 ? guessed(body) : sniffed;
  const decoder = decoderFor(label) ?? new TextDecoder('utf-8');
  return { text: decoder.decode(body), charset: decoder.encoding };
};
