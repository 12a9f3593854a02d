import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { hashDistance, perceptualHash } from './perceptual-hash.ts';

const poster = (words: string, background = '#fd0'): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="100%" height="100%" fill="${background}"/><circle cx="470" cy="90" r="70" fill="#036"/><text x="30" y="250" font-size="60" fill="#900">${words}</text></svg>`,
    ),
  )
    .png()
    .toBuffer();

describe('perceptualHash', () => {
  it('stays nearly the same when a picture is made smaller and compressed', async () => {
    const original = await poster('Work abroad');
    const copy = await sharp(original).resize(240).jpeg({ quality: 40 }).toBuffer();
    const hash = await perceptualHash(original);
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(hashDistance(hash, await perceptualHash(copy))).toBeLessThanOrEqual(4);
  });

  it('differs for another picture', async () => {
    const other = await sharp(await poster('Menu', '#0a0'))
      .rotate(90)
      .negate()
      .png()
      .toBuffer();
    const distance = hashDistance(
      await perceptualHash(await poster('Work abroad')),
      await perceptualHash(other),
    );
    expect(distance).toBeGreaterThan(8);
  });

  it('counts the bits that differ', () => {
    expect(hashDistance('0000000000000000', '0000000000000000')).toBe(0);
    expect(hashDistance('ffffffffffffffff', '0000000000000000')).toBe(64);
    expect(hashDistance('8000000000000001', '0000000000000000')).toBe(2);
  });
});
