/** Undoes Content-Encoding with a limit on what comes out, so that a small bomb can't fill the memory. */
import type { Readable, Transform } from 'node:stream';
import * as zlib from 'node:zlib';

/** The content is larger than allowed; a second fetch would be as large. */
export class ContentTooLargeError extends Error {
  override name = 'ContentTooLargeError';
}
/** The content does not have the encoding that it claims. */
export class ContentEncodingError extends Error {
  override name = 'ContentEncodingError';
}

/** Node has zstd from 22.15 on. */
const createZstdDecompress = (zlib as { createZstdDecompress?: () => Transform }).createZstdDecompress;

const decoders: Record<string, (() => Transform) | undefined> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  br: () => zlib.createBrotliDecompress(),
  zstd: createZstdDecompress,
};

/** What we can decode, as an Accept-Encoding header. */
export const acceptEncoding = createZstdDecompress ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br';

const maxEncodings = 3;

const decodersFor = (header: string): Transform[] => {
  const names = header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > maxEncodings)
    throw new ContentEncodingError(`it was compressed ${names.length} times over (at most ${maxEncodings})`);
  return names.reverse().map((name) => {
    const create = decoders[name];
    if (!create)
      throw new ContentEncodingError(
        `it is compressed with '${name.slice(0, 40)}', which can't be read here`,
      );
    return create();
  });
};

export interface ReadLimit {
  /** Decoded bytes. */
  maxBytes: number;
  /** True: what lies beyond is left unread. Otherwise it is an error. */
  isCutAllowed?: boolean;
  /** Called once when more than so many bytes came out; what it throws ends the reading. */
  onLarge?: { overBytes: number; call(): void };
}

const tooLarge = ({ maxBytes }: ReadLimit): ContentTooLargeError =>
  new ContentTooLargeError(`it is larger than ${maxBytes.toLocaleString('en')} bytes`);

/** Reads `source` to its end, decoded; stops as soon as more than `maxBytes` came out. */
export const readDecoded = async (
  source: Readable,
  contentEncoding: string,
  limit: ReadLimit,
): Promise<Buffer> => {
  const steps = decodersFor(contentEncoding);
  let last: Readable = source;
  for (const step of steps) {
    const before = last;
    before.on('error', (error) => step.destroy(error));
    last = before.pipe(step);
  }
  const [unpacking] = steps;
  let sentBytes = 0;
  if (unpacking)
    source.on('data', (chunk: Buffer) => {
      sentBytes += chunk.length;
      if (sentBytes > limit.maxBytes) unpacking.destroy(tooLarge(limit));
    });
  const chunks: Buffer[] = [];
  let bytes = 0;
  let isLarge = false;
  try {
    for await (const chunk of last) {
      bytes += (chunk as Buffer).length;
      const isLargeNow = limit.onLarge !== undefined && bytes > limit.onLarge.overBytes;
      if (isLargeNow && !isLarge) limit.onLarge?.call();
      isLarge = isLargeNow;
      chunks.push(chunk as Buffer);
      if (bytes <= limit.maxBytes) continue;
      if (limit.isCutAllowed) break;
      throw tooLarge(limit);
    }
  } catch (error) {
    throw isZlibError(error)
      ? new ContentEncodingError(
          `it claims to be compressed (${contentEncoding}) but can't be unpacked: ${error.message}`,
          { cause: error },
        )
      : error;
  } finally {
    source.destroy();
    for (const step of steps) step.destroy();
  }
  return Buffer.concat(chunks, Math.min(bytes, limit.maxBytes));
};

const isZlibError = (error: unknown): error is NodeJS.ErrnoException => {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return (
    typeof code === 'string' &&
    /^(Z_|ERR_BROTLI|ERR_ZSTD|ZSTD_|ERR_PADDING|ERR__ERROR|ERR_)/.test(code) &&
    !code.startsWith('ERR_STREAM')
  );
};
