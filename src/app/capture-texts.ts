/** What a captured page says: as it is, with what stands in links and scripts, and as a reader sees it. */
import { decodeText } from '../../crawlers/fetching/decode-text.ts';
import { htmlText } from '../importers/html-text.ts';

export const captureTexts = (body: Uint8Array, mediaType: string | null): string[] => {
  const { text } = decodeText(body, mediaType ?? '');
  return [text, htmlText(text).text];
};
