import { expect, test } from 'vitest';
import type { Place } from './lexicon-format.ts';
import { createMisspeltPlaces } from './misspelt-places.ts';

const place = (id: string, kind: Place['kind'], names: string[]): Place => ({
  id,
  kind,
  names,
  name: names[0] ?? id,
  country: 'KH',
  provenance: 'M',
  source: 'test',
});

const find = createMisspeltPlaces([
  place('sihanoukville', 'hotspot', ['Sihanoukville']),
  place('myawaddy', 'hotspot', ['Myawaddy']),
  place('bavet', 'hotspot', ['Bavet']),
  place('battambang', 'ordinary', ['Battambang']),
]);

test.each([
  ['office in sihanoukvile', 0],
  ['office in sihanukville city', 0],
  ['kerja di myawady', 1],
  ['kerja di mywaaddy', 1],
  ['kerja di mwyaaddy', undefined],
])('%s', (text, expected) => {
  expect(find(text)[0]?.place).toBe(expected);
});

test('the span is the word', () => {
  const text = 'near sihanoukvile, by the sea';
  const [one] = find(text);
  expect(text.slice(one?.from, one?.to)).toBe('sihanoukvile');
});

test('a right spelling, a short name and an ordinary town are left to the gazetteer', () => {
  expect(find('sihanoukville and bavets and batambang')).toEqual([]);
});

test('other words are no places', () => {
  expect(find('similar simultaneous signatory myanmar mywork sightseeing village')).toEqual([]);
});
