import { expect, test } from 'vitest';
import type { Place } from './lexicon-format.ts';
import { createPlaceFlags } from './place-flags.ts';

const country = (code: string): Place => ({
  id: `country-${code.toLowerCase()}`,
  kind: 'country',
  name: code,
  names: [code],
  country: code,
  provenance: 'M',
  source: 'test',
});
const find = createPlaceFlags(['KH', 'MM', 'RU', 'TR', 'US'].map(country));

test.each([
  ['kerja di 🇰🇭 sekarang', ['KH']],
  ['🇰🇭🇲🇲', ['KH', 'MM']],
  ['pairs from the left: 🇹🇷🇺🇸', ['TR', 'US']],
  ['a flag of no known country 🇦🇶, a half one 🇰, none at all', []],
])('%s', (text, codes) => {
  expect(find(text).map((one) => one.place.country)).toEqual(codes);
});

test('the span is the flag', () => {
  const text = 'go to 🇲🇲 now';
  const [one] = find(text);
  expect(text.slice(one?.start, one?.end)).toBe('🇲🇲');
});
