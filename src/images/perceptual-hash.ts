/**
 * The perceptual hash of an image: 64 bits that stay nearly the same when it is resized, recompressed or recoloured
 * (DCT hash; Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010).
 */
import sharp from 'sharp';
import { decodeOptions } from './inspect-image.ts';

const side = 32;
const kept = 8;

const cosines = Float64Array.from({ length: kept * side }, (_, index) => {
  const frequency = Math.floor(index / side);
  return Math.cos(((2 * (index % side) + 1) * frequency * Math.PI) / (2 * side));
});

/** The lowest `kept` × `kept` coefficients of the cosine transform of a `side` × `side` picture. */
const lowFrequencies = (pixels: Uint8Array): number[] => {
  const rows = new Float64Array(kept * side);
  for (let u = 0; u < kept; u += 1)
    for (let y = 0; y < side; y += 1) {
      let sum = 0;
      for (let x = 0; x < side; x += 1)
        sum += (pixels[y * side + x] as number) * (cosines[u * side + x] as number);
      rows[u * side + y] = sum;
    }
  const values: number[] = [];
  for (let v = 0; v < kept; v += 1)
    for (let u = 0; u < kept; u += 1) {
      let sum = 0;
      for (let y = 0; y < side; y += 1)
        sum += (rows[u * side + y] as number) * (cosines[v * side + y] as number);
      values.push(sum);
    }
  return values;
};

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[sorted.length / 2 - 1] as number) + (sorted[sorted.length / 2] as number)) / 2;
};

/** 16 hexadecimal digits. Throws what sharp throws for a broken image: inspect it first. */
export const perceptualHash = async (bytes: Uint8Array): Promise<string> => {
  const pixels = await sharp(bytes, decodeOptions)
    .rotate()
    .flatten({ background: 'white' })
    .grayscale()
    .resize(side, side, { fit: 'fill' })
    .raw()
    .toBuffer();
  const values = lowFrequencies(pixels);
  // the first value is the mean brightness, which says nothing of the picture
  const median = medianOf(values.slice(1).concat(values[1] as number));
  let hash = '';
  for (let nibble = 0; nibble < values.length; nibble += 4)
    hash += [0, 1, 2, 3]
      .reduce((bits, offset) => bits * 2 + Number((values[nibble + offset] as number) > median), 0)
      .toString(16);
  return hash;
};

/** Bits that differ, 0–64; up to about 8 is the same picture. */
export const hashDistance = (one: string, other: string): number => {
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; bits > 0n; bits >>= 1n) count += Number(bits & 1n);
  return count;
};
