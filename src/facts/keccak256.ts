/**
 * Keccak-256 as Ethereum uses it: the original padding byte 0x01, so that it differs from FIPS 202's SHA3-256,
 * the only one that node:crypto has. After https://keccak.team/keccak_specs_summary.html.
 */
const mask = (1n << 64n) - 1n;
const rotate = (lane: bigint, by: number): bigint =>
  by === 0 ? lane : ((lane << BigInt(by)) | (lane >> BigInt(64 - by))) & mask;

const roundConstants = (() => {
  const constants: bigint[] = [];
  let register = 1;
  for (let round = 0; round < 24; round++) {
    let constant = 0n;
    for (let bit = 0; bit < 7; bit++) {
      if (register & 1) constant |= 1n << BigInt((1 << bit) - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x71) & 0xff : register << 1;
    }
    constants.push(constant);
  }
  return constants;
})();

/** Lanes are numbered x + 5 y. */
const permute = (state: bigint[]): void => {
  const lane = (index: number): bigint => state[index] as bigint;
  for (const constant of roundConstants) {
    const columns = [0, 1, 2, 3, 4].map(
      (x) => lane(x) ^ lane(x + 5) ^ lane(x + 10) ^ lane(x + 15) ^ lane(x + 20),
    );
    for (let x = 0; x < 5; x++) {
      const mixed = (columns[(x + 4) % 5] as bigint) ^ rotate(columns[(x + 1) % 5] as bigint, 1);
      for (let y = 0; y < 25; y += 5) state[x + y] = lane(x + y) ^ mixed;
    }
    let [x, y, moving] = [1, 0, lane(1)];
    for (let step = 0; step < 24; step++) {
      [x, y] = [y, (2 * x + 3 * y) % 5];
      const next = lane(x + 5 * y);
      state[x + 5 * y] = rotate(moving, (((step + 1) * (step + 2)) / 2) % 64);
      moving = next;
    }
    for (let row = 0; row < 25; row += 5) {
      const before = state.slice(row, row + 5);
      for (let column = 0; column < 5; column++) {
        const [here, next, afterNext] = [column, column + 1, column + 2].map(
          (one) => before[one % 5] as bigint,
        );
        state[row + column] = (here as bigint) ^ (~(next as bigint) & mask & (afterNext as bigint));
      }
    }
    state[0] = lane(0) ^ constant;
  }
};

const rateBytes = 136;

/** Hex of the hash. */
export const keccak256 = (message: Uint8Array): string => {
  const padded = Buffer.alloc(Math.floor(message.length / rateBytes + 1) * rateBytes);
  padded.set(message);
  padded[message.length] = 0x01;
  padded[padded.length - 1] = (padded[padded.length - 1] as number) | 0x80;
  const state = new Array<bigint>(25).fill(0n);
  for (let block = 0; block < padded.length; block += rateBytes) {
    for (let index = 0; index < rateBytes / 8; index++)
      state[index] = (state[index] as bigint) ^ padded.readBigUInt64LE(block + index * 8);
    permute(state);
  }
  const out = Buffer.alloc(32);
  for (let index = 0; index < 4; index++) out.writeBigUInt64LE(state[index] as bigint, index * 8);
  return out.toString('hex');
};
