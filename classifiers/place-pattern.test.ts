import { expect, test } from 'vitest';
import { placePattern, placeWordEdges } from './place-pattern.ts';

test.each([
  ['Камбоджа', 'Камбодж*'],
  ['Лаос', 'Лаос*'],
  ['myanma*', 'myanma*'],
  ['كمبوديا', '[و][ب|ل|ف|ك]كمبوديا'],
  ['الفلبين', '(ال|لل|[و](ب|ف|ك)ال)فلبين'],
  ['ማይናማር', '[በ|ለ|ከ|የ|ወደ]ማይናማር'],
  ['மியான்மர்', '(மியான்மர்|மியான்மர)'],
  ['தாய்லாந்து', '(தாய்லாந்து|தாய்லாந்த)'],
  ['ލާއޯސް', '(ލާއޯސް|ލާއޯސު)'],
  ['Phnom Penh', 'Phnom Penh'],
  ['Hong Kong (SAR)', 'Hong Kong \\(SAR\\)'],
])('%s is looked for as %s', (name, pattern) => {
  expect(placePattern(name)).toBe(pattern);
});

test.each([
  ['金边', 'none'],
  ['ปอยเปต', 'none'],
  ['Bavet', 'both'],
  ['கம்போடியா', 'start'],
  ['캄보디아', 'start'],
])('%s has word edges at %s', (name, edges) => {
  expect(placeWordEdges(name)).toBe(edges);
});
