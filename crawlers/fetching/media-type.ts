/** What kind of body it is, from its header and first bytes. */
const textTypes =
  /^(text\/|application\/(json|x-json|jsonl|x-jsonlines|x-jsonl|ndjson|x-ndjson|[\w.+-]*\+json|xml|[\w.+-]*\+xml|xhtml\+xml|javascript|x-javascript)$)/i;
const markupStart = /^\s*(<|\{|\[|[\uFEFF\u00EF])/;

/** These are what they say; every other type that is no text is said of pages and feeds too, and the bytes decide. */
const otherTypes =
  /^(image|audio|video|font|model|multipart|message)\/|^application\/(pdf|postscript|rtf|zip|gzip|x-gzip|x-rar-compressed|vnd\.rar|x-7z-compressed|msword|vnd\.android\.package-archive|vnd\.(ms-|openxmlformats)[\w.+-]*)$/;
const otherStart = /^(%PDF-|%!PS|\{\\rtf)/;

const sniffedBytes = 1024;

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

/**
 * The bare media type, lower case. Where none is stated, or one that says nothing (`application/octet-stream`,
 * `binary/octet-stream`, `application/force-download`, one that nobody knows), it is told by the first bytes.
 */
export const mediaTypeOf = (contentType: string, body: Uint8Array): string => {
  const stated = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(contentType)?.[1]?.toLowerCase();
  if (stated !== undefined && (textTypes.test(stated) || otherTypes.test(stated))) return stated;
  const start = Buffer.from(body.subarray(0, sniffedBytes)).toString('latin1');
  if (otherStart.test(start) || looksBinary(body, contentType)) return stated ?? 'application/octet-stream';
  return markupStart.test(start) ? 'text/html' : 'text/plain';
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
