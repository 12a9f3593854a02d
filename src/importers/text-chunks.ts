/** A text file as UTF-8: one with a byte order mark of UTF-16 is turned into it, the mark goes. */

const utf16 = (first: Uint8Array): string | undefined => {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  return undefined;
};

const withoutMark = (chunk: Uint8Array): Uint8Array =>
  chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;

/** Joins the first pieces until a mark could be seen. */
async function* fromMark(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let first: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of chunks) {
    if (first === undefined) yield chunk;
    else if (first.length + chunk.length < 3) first = Buffer.concat([first, chunk]);
    else {
      yield first.length > 0 ? Buffer.concat([first, chunk]) : chunk;
      first = undefined;
    }
  }
  if (first !== undefined && first.length > 0) yield first;
}

export async function* utf8Chunks(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let isFirst = true;
  for await (const chunk of fromMark(chunks)) {
    if (isFirst) {
      const encoding = utf16(chunk);
      decoder = encoding === undefined ? undefined : new TextDecoder(encoding);
    }
    const bytes = isFirst && decoder === undefined ? withoutMark(chunk) : chunk;
    isFirst = false;
    yield decoder === undefined ? bytes : Buffer.from(decoder.decode(bytes, { stream: true }), 'utf8');
  }
}
