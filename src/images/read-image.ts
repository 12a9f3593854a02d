/** One image as evidence: what it is, its perceptual hash, and the text on it, or a note why there is none. */
import { BadInputError } from '../domain/failure.ts';
import { type ImageFacts, inspectImage } from './inspect-image.ts';
import { perceptualHash } from './perceptual-hash.ts';
import type { ImageReader, WordBox } from './read-image-text.ts';

export interface ImageReading {
  image?: ImageFacts;
  /** 16 hexadecimal digits; see perceptual-hash.ts. */
  hash?: string;
  text?: string;
  words?: WordBox[];
  /** Tesseract's own estimate of the text, 0–100. */
  confidence?: number;
  /** Why there is no text, in words. */
  note?: string;
}

const reasonOf = (error: unknown): string =>
  error instanceof BadInputError ? error.message : 'the image is broken';

/** `reader` undefined: no language is installed, so only the image itself is looked at. */
export const readImage = async (
  bytes: Uint8Array,
  reader: ImageReader | undefined,
): Promise<ImageReading> => {
  const inspection = await inspectImage(bytes);
  if ('note' in inspection) return { note: inspection.note };
  const { image } = inspection;
  let hash: string;
  try {
    hash = await perceptualHash(bytes);
  } catch {
    return { image, note: 'the image is broken' };
  }
  if (!reader) return { image, hash, note: 'no language is installed to read text in images' };
  try {
    const { text, words, confidence } = await reader.read(bytes, image);
    return text.trim() === ''
      ? { image, hash, note: 'no text was found on it' }
      : { image, hash, text, words, confidence };
  } catch (error) {
    return { image, hash, note: reasonOf(error) };
  }
};
