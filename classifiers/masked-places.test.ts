import { expect, test } from 'vitest';
import type { Place } from './lexicon-format.ts';
import { createMaskedPlaces } from './masked-places.ts';

const place = (id: string, names: string[]): Place => ({
  id,
  kind: 'country',
  names,
  name: id,
  country: 'KH',
  provenance: 'M',
  source: 'test',
});
const find = createMaskedPlaces([
  place('cambodia', ['Cambodia', 'Kamboja', 'Camboya', 'Камбоджа']),
  place('myanmar', ['Myanmar']),
  place('laos', ['Laos']),
]);

test.each([
  ['kerja di k4mb0j4 sekarang', 'k4mb0j4', 0],
  ['trabajo en c@mboy4, buen pago', 'c@mboy4', 0],
  ['adm chat my*nmar', 'my*nmar', 1],
  ['работа в к@мб0дже', 'к@мб0дже', 0],
  ['job in camb0dia!!!', 'camb0dia', 0],
])('%s', (text, word, index) => {
  const [one] = find(text);
  expect([text.slice(one?.from, one?.to), one?.place]).toEqual([word, index]);
});

test.each([
  'cambodia without a mask',
  'l4os is too short',
  'model ca88888a',
  '*******',
  'mail my@nmar.example',
  'covid19 mp4 b2b',
])('%s: none', (text) => {
  expect(find(text)).toEqual([]);
});

test.each(['a0', '@', '*', 'kamb0ja '])('%s repeated is read in little time', (piece) => {
  expect(find(piece.repeat(20_000)).length).toBeLessThanOrEqual(500);
});
