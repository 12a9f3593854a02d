/**
 * Which units literals begin with, as bits of a small table: it says of most places of a text at once that no
 * literal begins there, and is small enough to stay in a processor's nearest cache.
 */

const pairBits = 17;
/** After the pairs come the units that are a literal by themselves. */
const singlesFrom = 2 ** (pairBits - 3);
const singlesBytes = 65_536 / 8;

/** A place in the table for two units; some share one. */
export const pairOf = (first: number, second: number): number =>
  (Math.imul(first, 0x9e3779b1) + Math.imul(second, 0x85ebca6b)) >>> (32 - pairBits);

/** Whether a literal may begin with these units. */
export const mayBegin = (table: Uint8Array, first: number, pair: number): boolean =>
  ((table[pair >>> 3] as number) & (1 << (pair & 7))) !== 0 ||
  ((table[singlesFrom + (first >>> 3)] as number) & (1 << (first & 7))) !== 0;

export const pairTableOf = (literals: readonly string[]): Uint8Array => {
  const table = new Uint8Array(singlesFrom + singlesBytes);
  const add = (offset: number, bit: number): void => {
    const at = offset + (bit >>> 3);
    table[at] = (table[at] as number) | (1 << (bit & 7));
  };
  for (const literal of literals) {
    const first = literal.charCodeAt(0);
    const second = literal.charCodeAt(1);
    if (literal.length === 1) add(singlesFrom, first);
    else add(0, pairOf(first, second));
    // a line break reads as a space
    if (second === 32) add(0, pairOf(first, 10));
  }
  return table;
};
