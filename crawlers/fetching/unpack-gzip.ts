/** Files that are gzip by themselves, whatever their headers call them. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ContentEncodingError, ContentTooLargeError } from '../../src/platform/net/decode-content.ts';

/** What the sitemap protocol allows a file to hold; more than any page. */
export const maxUnpackedBytes = 50 * 1024 * 1024;

const inflate = promisify(gunzip);

export const isGzip = (body: Uint8Array): boolean => body[0] === 0x1f && body[1] === 0x8b && body[2] === 8;

/** Throws ContentTooLargeError or ContentEncodingError. */
export const unpackGzip = async (body: Uint8Array): Promise<Buffer> => {
  try {
    return await inflate(body, { maxOutputLength: maxUnpackedBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new ContentTooLargeError(
        `unpacked it is larger than ${maxUnpackedBytes.toLocaleString('en')} bytes`,
        { cause: error },
      );
    throw new ContentEncodingError(`it is no whole gzip file (${(error as Error).message})`, {
      cause: error,
    });
  }
};
