/**
 * The order of the marks on one letter. People type ที่ and ท่ี, Burmese asat and dot in either order; Unicode's own
 * order leaves most of these apart, because it ranks only some marks (Unicode Standard, 3.11 and 4.3).
 */

const rank = { none: 0, below: 1, vowel: 2, killer: 3, tone: 4 } as const;

const ranges: [first: number, last: number, rank: number][] = [
  // Thai: vowels above and below, the dot of SARA AM; then tones and the silencer
  [0xe31, 0xe31, rank.vowel],
  [0xe34, 0xe39, rank.vowel],
  [0xe47, 0xe47, rank.vowel],
  [0xe4d, 0xe4d, rank.vowel],
  [0xe48, 0xe4b, rank.tone],
  [0xe4c, 0xe4c, rank.tone],
  // Lao: the same
  [0xeb1, 0xeb1, rank.vowel],
  [0xeb4, 0xeb9, rank.vowel],
  [0xebb, 0xebb, rank.vowel],
  [0xecd, 0xecd, rank.vowel],
  [0xec8, 0xecc, rank.tone],
  // Burmese: dot below, vowels above and below, asat
  [0x1037, 0x1037, rank.below],
  [0x102d, 0x1030, rank.vowel],
  [0x1032, 0x1032, rank.vowel],
  [0x1036, 0x1036, rank.vowel],
  [0x103a, 0x103a, rank.killer],
];

const table = new Uint8Array(0x10a0);
for (const [first, last, value] of ranges) table.fill(value, first, last + 1);

/** A mark stands before those of a higher rank; 0 for what is no such mark. */
export const rankOfMark = (unit: number): number => (unit < 0x10a0 ? (table[unit] as number) : 0);
