/** Undoes Content-Encoding with a limit on what comes out, so that a small bomb can't fill the memory. */
import { Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { hasBytesBehind, unpackMembers } from './gzip-members.ts';

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
  'bare-deflate': () => zlib.createInflateRaw(),
  br: () => zlib.createBrotliDecompress(),
  zstd: createZstdDecompress,
};

/** What we can decode, as an Accept-Encoding header. */
export const acceptEncoding = createZstdDecompress ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br';

const maxEncodings = 3;
/** Every other name, such as `utf-8` or `none`, is a server's mistake and nothing was done to the bytes. */
const otherCompressions =
  /^(br|zstd|(x-)?(compress|bzip2?|lzma|lz4|snappy|zip)|xz|lzma|exi|pack200-gzip|sdch|dcb|dcz|aes128gcm)$/;

/** In the order in which they were done. */
const encodingsIn = (header: string): string[] =>
  header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => Object.hasOwn(decoders, name) || otherCompressions.test(name));

/** The first bytes, none at the end, and a stream that has them still. */
const peek = async (source: Readable): Promise<{ first: Buffer; whole: Readable }> => {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>;
  const { value: first = Buffer.alloc(0) } = (await chunks.next()) as { value?: Buffer };
  const all = async function* (): AsyncGenerator<Buffer> {
    if (first.length > 0) yield first;
    yield* chunks;
  };
  return { first, whole: Readable.from(all(), { objectMode: false }) };
};

/** The form that the standard asks for begins so; the bare one, which many servers send, does not. */
const isZlib = (first: number | undefined): boolean => ((first ?? 8) & 0x0f) === 8;

/** Our name for `deflate` without the frame of zlib. */
const bareDeflate = 'bare-deflate';

/** What is to be undone, outermost first, and the body to undo it on. */
const encodingsOf = async (
  header: string,
  source: Readable,
): Promise<{ encodings: string[]; body: Readable }> => {
  const encodings = encodingsIn(header).reverse();
  if (encodings[0] !== 'deflate') return { encodings, body: source };
  const { first, whole } = await peek(source);
  return { encodings: isZlib(first[0]) ? encodings : [bareDeflate, ...encodings.slice(1)], body: whole };
};

const drop = (source: Readable): void => {
  source.on('error', () => {}).destroy();
};

const decodersFor = (names: readonly string[], source: Readable): Transform[] => {
  if (names.length > maxEncodings) {
    drop(source);
    throw new ContentEncodingError(`it was compressed ${names.length} times over (at most ${maxEncodings})`);
  }
  return names.map((name) => {
    const create = decoders[name];
    if (create) return create();
    drop(source);
    throw new ContentEncodingError(`it is compressed with '${name.slice(0, 40)}', which can't be read here`);
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

/** Reads a body to its end, decoded; stops as soon as more than `maxBytes` came out. */
export const readDecoded = async (
  received: Readable,
  contentEncoding: string,
  limit: ReadLimit,
): Promise<Buffer> => {
  const { encodings, body: source } = await encodingsOf(contentEncoding, received);
  const steps = decodersFor(encodings, received);
  const isGzipAlone = encodings.length === 1 && /gzip$/.test(encodings[0] ?? '');
  const packed: Buffer[] = [];
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
      if (isGzipAlone) packed.push(chunk);
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
    if (!isZlibError(error)) throw error;
    const whole = Buffer.concat(packed);
    if (hasBytesBehind(error, whole)) return await unpackWhole(whole, limit);
    throw new ContentEncodingError(
      `it claims to be compressed (${contentEncoding}) but can't be unpacked: ${error.message}`,
      { cause: error },
    );
  } finally {
    source.destroy();
    if (received !== source) drop(received);
    for (const step of steps) step.destroy();
  }
  return Buffer.concat(chunks, Math.min(bytes, limit.maxBytes));
};

const unpackWhole = async (body: Buffer, limit: ReadLimit): Promise<Buffer> => {
  const unpacked = await unpackMembers(body, limit.maxBytes).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_BUFFER_TOO_LARGE' && !limit.isCutAllowed) throw tooLarge(limit);
    throw new ContentEncodingError(`its gzip can't be unpacked: ${error.message}`, { cause: error });
  });
  if (limit.onLarge && unpacked.length > limit.onLarge.overBytes) limit.onLarge.call();
  return unpacked;
};

const isZlibError = (error: unknown): error is NodeJS.ErrnoException => {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return (
    typeof code === 'string' &&
    /^(Z_|ERR_BROTLI|ERR_ZSTD|ZSTD_|ERR_PADDING|ERR__ERROR|ERR_)/.test(code) &&
    !code.startsWith('ERR_STREAM')
  );
};
