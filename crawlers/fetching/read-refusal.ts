/** Keeps what an API says beside a 4xx: the reason stands there, in the site's own terms. */
import { RetryableError } from '../../src/domain/failure.ts';
import { ContentEncodingError, ContentTooLargeError } from '../../src/platform/net/decode-content.ts';
import type { HttpResponse } from '../../src/platform/net/http-client.ts';
import { decodeText } from './decode-text.ts';
import type { SiteRefusal } from './fetch-contract.ts';

/** Such answers have some hundred bytes. */
const maxBytes = 8 * 1024;
const json = /^\s*application\/([\w.+-]+\+)?json\b/i;
/** What can be wrong with such a body: its status alone then says how the fetch ended. */
const unreadable = [ContentTooLargeError, ContentEncodingError, RetryableError];

/** Undefined where nothing short in JSON was said. Reads the body or discards it. */
export const readRefusal = async (response: HttpResponse): Promise<SiteRefusal | undefined> => {
  const { status, headers } = response;
  const contentType = headers['content-type'] ?? '';
  if (status < 400 || status >= 500 || !json.test(contentType)) {
    await response.discard();
    return undefined;
  }
  try {
    const body = await response.readBody({ maxBytes });
    return { text: decodeText(body, contentType).text, status };
  } catch (error) {
    if (unreadable.some((type) => error instanceof type)) return undefined;
    throw error;
  }
};
