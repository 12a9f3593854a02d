import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildAutomaton, scan } from './automaton.ts';

const hitsOf = (literals: string[], text: string): string[] => {
  const hits: string[] = [];
  scan(buildAutomaton(literals), text, (literal, end) => hits.push(`${literals[literal]}@${end}`));
  return hits.sort();
};

/** Every occurrence, found the slow way. */
const expectedHits = (literals: string[], text: string): string[] =>
  literals
    .flatMap((literal) =>
      Array.from({ length: text.length }, (_, start) => start)
        .filter((start) => text.startsWith(literal, start))
        .map((start) => `${literal}@${start + literal.length}`),
    )
    .sort();

it('finds exactly what searching one by one finds', () => {
  const unit = fc.constantFrom('a', 'b', 'c', '金', ' ');
  const literals = fc.uniqueArray(fc.string({ unit, minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(literals, fc.string({ unit, maxLength: 60 }), (words, text) => {
      expect(hitsOf(words, text)).toEqual(expectedHits(words, text));
    }),
    { numRuns: 1000 },
  );
});

it('reads a line break as a space', () => {
  expect(hitsOf(['free ticket'], 'free\nticket')).toEqual(['free ticket@11']);
});
