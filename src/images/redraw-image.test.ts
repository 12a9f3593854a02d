import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { redrawImage } from './redraw-image.ts';

describe('redrawImage', () => {
  it('draws it anew as WebP, upright, no larger than a screen, and without what else the file holds', async () => {
    const photo = await sharp({ create: { width: 3000, height: 1000, channels: 3, background: 'teal' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'an invented camera' } })
      .toBuffer();
    const drawn = await redrawImage(photo);
    const { format, width, height, exif } = await sharp(drawn).metadata();
    expect({ format, width, height, exif }).toEqual({
      format: 'webp',
      width: 1200,
      height: 400,
      exif: undefined,
    });
    expect(drawn?.includes('invented camera')).toBe(false);
  });

  it('draws nothing of what is no image, or broken', async () => {
    const png = await sharp({ create: { width: 400, height: 400, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    expect(await redrawImage(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeUndefined();
    expect(await redrawImage(png.subarray(0, 200))).toBeUndefined();
  });
});
