import { expect, it } from 'vitest';
import { packData, unpackData } from './packed-data.ts';

const data = {
  text: 'ស្វាយ',
  list: [{ numbers: Int32Array.of(-1, 2, 3) }, { units: Uint16Array.of(65_535, 1, 7) }],
  bytes: Uint8Array.of(1, 2, 3),
  nothing: null,
};

it('gives back what was packed', () => {
  expect(unpackData(packData(data).buffer as ArrayBuffer)).toEqual(data);
});

it('can be read from memory that threads share', () => {
  const packed = packData(data);
  const shared = new SharedArrayBuffer(packed.length);
  new Uint8Array(shared).set(packed);
  expect(unpackData(shared)).toEqual(data);
});

it('is not believed when it was cut short', () => {
  const packed = packData(data);
  expect(() => unpackData(packed.slice(0, -8).buffer as ArrayBuffer)).toThrow('cut short');
});
