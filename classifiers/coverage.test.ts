import { expect, it } from 'vitest';
import { readCodedIndicators } from './coded-indicators.ts';
import { coverData } from './coverage.ts';
import type { LexiconData } from './lexicon-files.ts';
import type { Concept, Indicator, KindCue, LanguageFile } from './lexicon-format.ts';

const at = <Value>(value: Value) => ({ value, file: 'f.yaml', line: 1 });

const indicator = (id: string, family: Indicator['family']) => at({ id, family, label: id } as Indicator); // the rest is not read here
const concept = (
  id: string,
  family: string,
  match: string[],
  status: Concept['status'] = 'experimental',
) => ({
  ...at({ id: `c-${id}`, indicator: id, match, status } as Concept), // the rest is not read here
  family,
});
const language = (code: string, concepts: ReturnType<typeof concept>[], cues: KindCue[] = []) => ({
  folder: code,
  language: at({ code, name: code } as LanguageFile), // the rest is not read here
  concepts,
  cues: cues.map(at),
});

const data: LexiconData = {
  indicators: [
    indicator('free-flight', 'logistics'),
    indicator('place-differs', 'mismatch'),
    indicator('lone', 'debt'),
    indicator('fee', 'debt'),
  ],
  languages: [
    language('en', [
      concept('free-flight', 'logistics', ['a', 'b'], 'reviewed'),
      concept('fee', 'debt', ['c']),
    ]),
    language(
      'th',
      [concept('free-flight', 'logistics', ['d'])],
      [{ kind: 'offer', match: ['e'], status: 'experimental' } as KindCue],
    ), // the rest is not read here
  ],
  places: [],
  tables: {},
};

it('counts concepts, wordings and reviews by language and family', () => {
  const [english, thai] = coverData(data, new Set()).languages;
  expect(english).toMatchObject({ code: 'en', total: { concepts: 2, wordings: 3, reviewed: 1 } });
  expect(english?.families.logistics).toEqual({ concepts: 1, wordings: 2, reviewed: 1 });
  expect(thai?.kinds.offer).toEqual({ concepts: 1, wordings: 1, reviewed: 0 });
});

it('marks as gaps what another language has words for, and nothing else', () => {
  const [english, thai] = coverData(data, new Set()).languages;
  expect(english?.gaps).toEqual([]);
  expect(thai?.gaps).toEqual(['debt']);
  expect(thai?.missingIndicators).toEqual(['fee']);
  expect(thai?.missingKinds).toEqual(['seeking', 'question', 'warning', 'plea']);
});

it('lists the indicators that neither words nor code find', () => {
  expect(coverData(data, new Set(['place-differs'])).uncovered).toEqual(['lone']);
});

it('knows the indicators of detectors from those of words', () => {
  expect(readCodedIndicators(['pay-above-usual', 'spaced-letters', 'grey-business'])).toEqual(
    new Set(['pay-above-usual', 'spaced-letters']),
  );
});
