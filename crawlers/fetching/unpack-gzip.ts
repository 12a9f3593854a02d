/** Files that are gzip by themselves, whatever their headers call them. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ContentEncodingError, ContentTooLargeError } from '../../src/platform/net/decode-content.ts';
import { hasBytesBehind, unpackMembers } from '../../src/platform/net/gzip-members.ts';

/** What the sitemap protocol allows a file to hold; more than any page. */
export const maxUnpackedBytes = 50 * 1024 * 1024;

const inflate = promisify(gunzip);

/** Throws ContentTooLargeError or ContentEncodingError. */
export const unpackGzip = async (body: Buffer): Promise<Buffer> => {
  try {
    return await inflate(body, { maxOutputLength: maxUnpackedBytes }).catch((error: unknown) => {
      if (hasBytesBehind(error, body)) return unpackMembers(body, maxUnpackedBytes);
      throw error;
    });
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
