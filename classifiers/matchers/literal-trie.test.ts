import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildTrie, literalsAt } from './literal-trie.ts';

const hitsOf = (literals: string[], text: string): string[] => {
  const trie = buildTrie(literals);
  const found = new Int32Array(100);
  return Array.from({ length: text.length }, (_, start) =>
    [...found.subarray(0, literalsAt(trie, text, start, found))].map((id) => `${literals[id]}@${start}`),
  ).flat();
};

/** Every occurrence, found the slow way. */
const expectedHits = (literals: string[], text: string): string[] =>
  literals.flatMap((literal) =>
    Array.from({ length: text.length }, (_, start) => start)
      .filter((start) => text.startsWith(literal, start))
      .map((start) => `${literal}@${start}`),
  );

it('finds exactly what searching one by one finds', () => {
  const unit = fc.constantFrom('a', 'b', 'c', '金', ' ');
  const literals = fc.uniqueArray(fc.string({ unit, minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(literals, fc.string({ unit, maxLength: 60 }), (words, text) => {
      expect(hitsOf(words, text).sort()).toEqual(expectedHits(words, text).sort());
    }),
    { numRuns: 1000 },
  );
});

it('finds nothing where there are no literals', () => {
  expect(hitsOf([], 'free ticket')).toEqual([]);
});

it('reads a line break as a space', () => {
  expect(hitsOf(['free ticket'], 'free\nticket')).toEqual(['free ticket@0']);
});
