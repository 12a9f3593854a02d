/** What kind of body it is, from its header and first bytes. */
const textTypes =
  /^(text\/|application\/(json|[\w.+-]*\+json|xml|[\w.+-]*\+xml|xhtml\+xml|javascript|x-javascript)$)/i;
const markupStart = /^\s*(<|\{|\[|[\uFEFF\u00EF])/;

const sniffedBytes = 1024;

/** The bare media type, lower case; guessed for a missing or meaningless header. */
export const mediaTypeOf = (contentType: string, body: Uint8Array): string => {
  const stated = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(contentType)?.[1]?.toLowerCase();
  if (stated !== undefined && stated !== 'application/octet-stream') return stated;
  const start = Buffer.from(body.subarray(0, sniffedBytes)).toString('latin1');
  return markupStart.test(start) ? 'text/html' : 'application/octet-stream';
};

const hasWideByteOrderMark = (body: Uint8Array): boolean =>
  (body[0] === 0xff && body[1] === 0xfe) || (body[0] === 0xfe && body[1] === 0xff);

/** Control characters that no text of any character set but UTF-16 has. */
const isControl = (byte: number): boolean => byte < 9 || (byte > 13 && byte < 32 && byte !== 27);

/** Whatever the header says. */
const looksBinary = (body: Uint8Array, contentType: string): boolean => {
  if (hasWideByteOrderMark(body) || /utf-?16/i.test(contentType)) return false;
  const start = body.subarray(0, sniffedBytes);
  let controls = 0;
  for (const byte of start) if (isControl(byte)) controls += 1;
  return controls > start.length / 50;
};

/** In plain words why the body is no text, else undefined. */
export const notTextReason = (
  mediaType: string,
  body: Uint8Array,
  contentType: string,
): string | undefined => {
  if (!textTypes.test(mediaType)) return `it is no page of text but ${mediaType}`;
  if (looksBinary(body, contentType)) return `it says ${mediaType} but holds binary data`;
  return undefined;
};
