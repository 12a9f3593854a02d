/**
 * Looks at an image before anything decodes it: hostile images are the normal case. Only the head is read; what is
 * too large, animated, or no image at all costs nothing but a note.
 */
import sharp, { type Metadata } from 'sharp';

/** 40 megapixels: a poster photographed with a telephone fits. */
export const maxImagePixels = 40_000_000;
export const maxImageBytes = 15 * 1024 * 1024;
const fewestPixelsASide = 40;

/** Raster formats that adverts come in. SVG and PDF are programs, and are not drawn. */
const formats = new Set(['jpeg', 'png', 'webp', 'gif', 'avif', 'heif', 'tiff', 'bmp']);

export interface ImageFacts {
  format: string;
  /** Pixels, as shown: after the orientation that a camera noted. */
  width: number;
  height: number;
}

export type Inspection = { image: ImageFacts } | { note: string };

const turned = (orientation: number | undefined): boolean => (orientation ?? 1) >= 5;

const judge = (metadata: Metadata): Inspection => {
  const { format, width, height, pages, orientation } = metadata;
  if (!formats.has(format)) return { note: `a ${format} file is not read as an image` };
  if (!width || !height) return { note: 'the image tells no size' };
  if (width * height > maxImagePixels)
    return { note: `the image has ${width} × ${height} pixels; more than 40 megapixels are not read` };
  if (Math.min(width, height) < fewestPixelsASide)
    return { note: `the image is too small to hold text (${width} × ${height} pixels)` };
  if ((pages ?? 1) > 1) return { note: `the image is animated (${pages} pictures) and is not read` };
  return {
    image: turned(orientation) ? { format, width: height, height: width } : { format, width, height },
  };
};

/** Options that every decoding here uses: sequential, a bounded number of pixels, no second page. */
export const decodeOptions = {
  limitInputPixels: maxImagePixels,
  sequentialRead: true,
  failOn: 'error',
  pages: 1,
} as const;

export const inspectImage = async (bytes: Uint8Array): Promise<Inspection> => {
  if (bytes.byteLength > maxImageBytes)
    return {
      note: `the image has ${Math.round(bytes.byteLength / 1024 / 1024)} MB; more than ${maxImageBytes / 1024 / 1024} MB are not read`,
    };
  try {
    // without a limit, since only the head is read and its size is to be told
    return judge(await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata());
  } catch {
    return { note: 'the file is no image that can be read, or a broken one' };
  }
};
