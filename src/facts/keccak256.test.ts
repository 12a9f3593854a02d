import { describe, expect, it } from 'vitest';
import { keccak256 } from './keccak256.ts';

/** Known answers: the empty message and "abc" (Keccak team's test vectors), and lengths around a block's end. */
describe('keccak256', () => {
  it.each([
    ['', 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'],
    ['abc', '4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45'],
  ])('of %j', (message, hash) => {
    expect(keccak256(Buffer.from(message))).toBe(hash);
  });

  it('gives different hashes for messages around the length of a block', () => {
    const hashes = [134, 135, 136, 137, 272].map((length) => keccak256(Buffer.alloc(length)));
    expect(new Set(hashes).size).toBe(5);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});
