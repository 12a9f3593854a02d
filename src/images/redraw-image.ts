/** An image of an advert as a browser may show it: drawn anew from its pixels, so that nothing else of the file leaves. */
import sharp from 'sharp';
import { decodeOptions, inspectImage } from './inspect-image.ts';

const longestSide = 1200;

/** WebP; undefined when it is no image that is read. */
export const redrawImage = async (bytes: Uint8Array): Promise<Buffer | undefined> => {
  const inspection = await inspectImage(bytes);
  if ('note' in inspection) return undefined;
  try {
    return await sharp(bytes, decodeOptions)
      .rotate()
      .resize({ width: longestSide, height: longestSide * 2, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
  } catch {
    return undefined; // broken behind its head; the reading's note says so
  }
};
