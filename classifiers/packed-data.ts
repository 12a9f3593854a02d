/** Plain data with number arrays in it as bytes: JSON for the one, the arrays' own bytes for the others. */

const makers = { Uint8Array, Uint16Array, Int32Array } as const;
type NumberArray = Uint8Array | Uint16Array | Int32Array;
type ArrayName = keyof typeof makers;

/** Takes an array's place in the JSON. */
interface Placeholder {
  $array: ArrayName;
  offset: number;
  length: number;
}

const alignment = 8;
/** The JSON's length and the whole length, as two 32-bit numbers; a file cut short is known by them. */
const headerBytes = 8;
const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

const isNumberArray = (value: unknown): value is NumberArray =>
  value instanceof Uint8Array || value instanceof Uint16Array || value instanceof Int32Array;

const nameOf = (array: NumberArray): ArrayName =>
  array instanceof Uint8Array ? 'Uint8Array' : array instanceof Uint16Array ? 'Uint16Array' : 'Int32Array';

export const packData = (data: unknown): Uint8Array => {
  const arrays: { array: NumberArray; offset: number }[] = [];
  let arrayBytes = 0;
  const json = Buffer.from(
    JSON.stringify(data, (_key, value: unknown) => {
      if (!isNumberArray(value)) return value;
      const placeholder: Placeholder = { $array: nameOf(value), offset: arrayBytes, length: value.length };
      arrays.push({ array: value, offset: arrayBytes });
      arrayBytes = aligned(arrayBytes + value.byteLength);
      return placeholder;
    }),
  );
  const arraysFrom = aligned(headerBytes + json.length);
  const packed = new Uint8Array(arraysFrom + arrayBytes);
  new Int32Array(packed.buffer, 0, 2).set([json.length, packed.length]);
  packed.set(json, headerBytes);
  for (const { array, offset } of arrays)
    packed.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), arraysFrom + offset);
  return packed;
};

/** The arrays stay views of `bytes`, which may be shared by threads. Throws when it is no packed data. */
export const unpackData = (bytes: ArrayBuffer | SharedArrayBuffer): unknown => {
  const [jsonBytes = 0, wholeBytes = 0] = new Int32Array(bytes, 0, 2);
  if (wholeBytes !== bytes.byteLength) throw new Error('packed data was cut short');
  const arraysFrom = aligned(headerBytes + jsonBytes);
  const json = Buffer.from(bytes as ArrayBuffer, headerBytes, jsonBytes).toString('utf8');
  return restore(JSON.parse(json), (stored) => {
    const Maker = makers[stored.$array];
    return new Maker(bytes as ArrayBuffer, arraysFrom + stored.offset, stored.length);
  });
};

/** Puts the arrays back, in place. */
const restore = (value: unknown, arrayOf: (stored: Placeholder) => NumberArray): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if ('$array' in value) return arrayOf(value as Placeholder);
  const record = value as Record<string, unknown>;
  for (const key of Object.keys(record)) {
    const inner = record[key];
    if (typeof inner === 'object' && inner !== null) record[key] = restore(inner, arrayOf);
  }
  return value;
};
