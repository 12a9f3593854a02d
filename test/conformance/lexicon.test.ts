/** Every data file of the classifier: well formed, and every rule finds its examples and passes by its near misses. */
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkExamples } from '../../classifiers/check-examples.ts';
import { readLexicon } from '../../classifiers/lexicon.ts';

const { lexicon, data, problems } = await readLexicon();
const shown = (list: typeof problems): string[] =>
  list.map((one) => `${relative(process.cwd(), one.file)}:${one.line}: ${one.reason}`);
const exampleProblems = checkExamples(lexicon, data);

describe('the lexicon', () => {
  it('has no broken file', () => {
    expect(shown(problems)).toEqual([]);
  });

  it('names in each concept an indicator of its own family', () => {
    for (const language of data.languages)
      for (const { value, family, file, line } of language.concepts)
        expect(`${lexicon.indicators[value.indicator]?.family} ${file}:${line}`).toBe(
          `${family} ${file}:${line}`,
        );
  });

  it.each(data.languages.map((one) => [one.folder]))(
    'finds the examples of %s and not its near misses',
    (folder) => {
      expect(shown(exampleProblems.filter((one) => one.file.includes(`/languages/${folder}/`)))).toEqual([]);
    },
  );
});

describe('the indicators', () => {
  it.each(data.indicators.map((one) => [one.value.id, one.value]))('%s explains itself', (_id, indicator) => {
    expect(indicator.meaning.length).toBeGreaterThan(20);
    expect(indicator.weightReason).not.toMatch(/^First estimate from the order/);
    expect(indicator.why).toMatch(/[.!]$/);
    expect(Math.sign(indicator.weight)).toBe(indicator.speaks === 'for' ? 1 : -1);
  });

  it('let no negation cancel a denial or a threat', () => {
    for (const { value } of data.indicators)
      if (value.family === 'reassurance' || value.family === 'coercion')
        expect(`${value.id} ${value.isCancelledByNegation}`).toBe(`${value.id} false`);
  });
});

describe('the gazetteer', () => {
  it('has a country for each place, and compounds and hotspots where they are known', () => {
    for (const { value } of data.places) expect(value.country).toMatch(/^[A-Z]{2}$/);
    for (const country of ['KH', 'MM', 'LA'])
      expect(data.places.some(({ value }) => value.country === country && value.kind !== 'country')).toBe(
        true,
      );
  });
});
