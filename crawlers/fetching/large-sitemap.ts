/** Sitemaps beyond the size of a page: few at a time, and their text cut down while it is unpacked. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RetryableError } from '../../src/domain/failure.ts';
import {
  ContentEncodingError,
  ContentTooLargeError,
  type ReadLimit,
} from '../../src/platform/net/decode-content.ts';
import { isGzip } from '../../src/platform/net/gzip-members.ts';
import { defaultHttpLimits } from '../../src/platform/net/http-client.ts';
import { condenseSitemap } from './condense-sitemap.ts';
import { maxUnpackedBytes } from './unpack-gzip.ts';

const pageBytes = defaultHttpLimits.maxBytes;
/** In one process: each may hold 50 MB twice over for a moment. */
const mostAtOnce = 2;
let open = 0;

/** How much of a body is read; a large one waits for its turn by being asked again later. */
export const openLargeBody = (isExpected: boolean): { limit?: ReadLimit; close(): void } => {
  let isTaken = false;
  const take = (): void => {
    if (open >= mostAtOnce)
      throw new RetryableError('it is larger than a page, and other large sitemaps are being read');
    open += 1;
    isTaken = true;
  };
  return {
    ...(isExpected && {
      limit: { maxBytes: defaultHttpLimits.maxLargeBytes, onLarge: { overBytes: pageBytes, call: take } },
    }),
    close: () => {
      if (isTaken) open -= 1;
      isTaken = false;
    },
  };
};

/** Undefined for one that is no larger than a page: it is read as it came. */
export const readLargeSitemap = async (
  body: Buffer,
): Promise<{ text: string; charset: string } | undefined> => {
  if (!isGzip(body)) return body.length > pageBytes ? condenseSitemap([body]) : undefined;
  if ((await unpackedBytes(body, pageBytes)) <= pageBytes) return undefined;
  if ((await unpackedBytes(body, maxUnpackedBytes)) > maxUnpackedBytes)
    throw new ContentTooLargeError(
      `unpacked it is larger than ${maxUnpackedBytes.toLocaleString('en')} bytes`,
    );
  return condenseSitemap(unpack(body));
};

const unpack = async function* (body: Buffer): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const source = Readable.from([body]);
  try {
    yield* source.pipe(gunzip) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new ContentEncodingError(`it is no whole gzip file (${(error as Error).message})`, {
      cause: error,
    });
  } finally {
    source.destroy();
    gunzip.destroy();
  }
};

/** Counted up to `most`, with nothing of it kept. */
const unpackedBytes = async (body: Buffer, most: number): Promise<number> => {
  let bytes = 0;
  for await (const chunk of unpack(body)) {
    bytes += chunk.length;
    if (bytes > most) break;
  }
  return bytes;
};
