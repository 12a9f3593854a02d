import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkData } from './check-data.ts';
import { classifiersFolder } from './lexicon-sources.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lurewatch-check-'));
  for (const file of [
    'indicators/scam-jargon.yaml',
    'indicators/free-flight.yaml',
    'languages/en/language.yaml',
  ]) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    cpSync(join(classifiersFolder, file), join(folder, file));
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const check = () => checkData({ dataFolder: folder });

const entry = (id: string, fields: Record<string, string>): string => {
  const all = {
    indicator: 'scam-jargon',
    gloss: 'an invented word',
    status: 'experimental',
    provenance: 'M',
    source: 'invented for this test',
    match: '[blue parrot crew]',
    examples: '[we hire for the blue parrot crew]',
    nearMisses: '[a blue parrot in a cage]',
    ...fields,
  };
  return [`  - id: ${id}`, ...Object.entries(all).map(([name, value]) => `    ${name}: ${value}`), ''].join(
    '\n',
  );
};
const write = (...entries: string[]): void =>
  writeFileSync(
    join(folder, 'languages/en/euphemism.yaml'),
    `family: euphemism\nconcepts:\n${entries.join('')}`,
  );
const reasons = async (): Promise<string[]> =>
  (await check()).faults.map((one) => `${one.line} ${one.reason}`);

it('names every fault of a file at once, in words', async () => {
  write(
    entry('one', { source: '', status: 'checked' }),
    entry('two', { sauce: 'chili', examples: '[]', match: 'blue' }),
  );
  expect(await reasons()).toEqual([
    "6 concept 'one': 'status' is 'checked'; it must be one of experimental, reviewed",
    "8 concept 'one': 'source' must be a text, not nothing",
    "12 concept 'two': 'sauce' is no field here; see docs/adding/language.md",
    "18 concept 'two': 'match' must be a list, not a text",
    "19 concept 'two': 'examples' is empty; give at least 1",
  ]);
});

it('runs the examples of what is right in a file that is wrong elsewhere', async () => {
  write(entry('one', { source: '' }), entry('two', { match: '["(green parrot"]', examples: '[a walrus]' }));
  expect(await reasons()).toEqual([
    "8 concept 'one': 'source' must be a text, not nothing",
    "12 pattern '(green parrot': '(' is not closed by ')'",
    "12 concept 'two': its example isn't found: a walrus",
  ]);
});

it('says what took an example away', async () => {
  write(
    entry('excepted', { unless: '[circus]', examples: '[the blue parrot crew of our circus]' }),
    entry('other', { match: '[green parrot]', examples: '[join the blue parrot crew]' }),
  );
  expect(await reasons()).toEqual([
    "3 concept 'excepted': its example isn't found: the blue parrot crew of our circus ('circus' in its 'unless' takes it away)",
    "13 concept 'other': its example isn't found: join the blue parrot crew (only others find something in it: en/excepted)",
  ]);
});

it('shows the words by which a near miss is found', async () => {
  write(entry('one', { nearMisses: '[the Blue Parrot Crew is a rock band]' }));
  expect(await reasons()).toEqual([
    "3 concept 'one': its near miss is found: the Blue Parrot Crew is a rock band (by 'blue parrot crew')",
  ]);
});

it('warns of wordings that no example shows, that stand twice, and that are too short', async () => {
  write(
    entry('one', { match: '[blue parrot crew, "[red|green] parrot <2> gang"]' }),
    entry('two', {
      match: '[Blue  PARROT crew, "(ab|abcdef)"]',
      examples: '[ab is what the blue parrot crew says]',
    }),
  );
  const { faults, warnings } = await check();
  expect(faults).toEqual([]);
  expect(warnings.map(({ line, sort, reason }) => `${line} ${sort}: ${reason}`)).toEqual([
    "9 unused: concept 'one': '[red|green] parrot <2> gang' is in none of its examples",
    "18 repeated: concept 'two': 'Blue  PARROT crew' stands in 'one' too",
    "18 short: concept 'two': '(ab|abcdef)' may match on 2 letters alone; give it company",
  ]);
});

it('warns of an example that longer words of another concept take over', async () => {
  write(
    entry('one', { examples: '[join the blue parrot crew tonight]' }),
    entry('two', { match: '[the blue parrot crew tonight]', examples: '[at the blue parrot crew tonight]' }),
  );
  expect((await check()).warnings).toEqual([
    expect.objectContaining({
      sort: 'covered',
      line: 3,
      reason:
        "concept 'one': its example is found as en/two, in longer words: join the blue parrot crew tonight",
    }),
  ]);
});
