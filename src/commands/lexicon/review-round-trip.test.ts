import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { readCsv, writeCsv } from '../../../classifiers/review/csv.ts';
import { openCommandRun } from '../../../test/fixtures/command-run.ts';
import lexicon from '../lexicon.ts';

const run = openCommandRun('review-trip');
const own = () => join(run.folder, 'own');
const terms = () => join(own(), 'languages', 'en', 'euphemism.yaml');
const sheet = () => join(run.folder, 'en.csv');

beforeEach(() => {
  mkdirSync(join(terms(), '..'), { recursive: true });
  writeFileSync(
    terms(),
    `family: euphemism
concepts:
  - id: own-word
    indicator: scam-jargon
    gloss: a word of this deployment
    status: experimental
    provenance: M
    source: invented for this test
    match: [blue parrot crew, "=parrot gang"]
    examples: [we hire for the blue parrot crew]
    nearMisses: [a blue parrot in a cage]
`,
  );
});

/** Fills in what a reviewer would, by phrase: verdict, better wording, remark. */
const fillIn = (verdicts: Record<string, string[]>): void => {
  const rows = readCsv(readFileSync(sheet(), 'utf8')).map((row) => row.cells);
  writeFileSync(
    sheet(),
    writeCsv(
      rows.map((cells) => [
        ...cells.slice(0, 6),
        ...(verdicts[cells[3] ?? ''] ?? cells.slice(6, 9)),
        cells[9] ?? '',
      ]),
      ';',
    ),
  );
};

it('goes out to a spreadsheet and comes back into the overlay, written only when told to', async () => {
  expect(await lexicon.run(['export-review', 'en', '--overlay', own(), '--output', sheet()])).toBe(0);
  expect(run.printed).toContain('2 wordings to review');
  fillIn({
    'blue parrot crew': ['right', '', ''],
    '=parrot gang': ['Wrong', 'parrot mob', 'nobody says so'],
  });
  const before = readFileSync(terms(), 'utf8');
  run.printed = '';
  expect(await lexicon.run(['import-review', sheet(), '--overlay', own()])).toBe(0);
  expect(run.printed).toContain("replaced: en/own-word '=parrot gang' -> 'parrot mob'");
  expect(run.printed).toContain('now reviewed: en/own-word (euphemism)');
  expect(run.printed).toContain('Nothing is written yet; with --write');
  expect(readFileSync(terms(), 'utf8')).toBe(before);
  expect(await lexicon.run(['import-review', sheet(), '--overlay', own(), '--write'])).toBe(0);
  expect(readFileSync(terms(), 'utf8')).toBe(
    before.replace('experimental', 'reviewed').replace('"=parrot gang"', "'parrot mob'"),
  );
  expect(readFileSync(join(own(), 'reviews', 'en.yaml'), 'utf8')).toContain('nobody says so');
  run.printed = '';
  await lexicon.run(['export-review', 'en', '--overlay', own(), '--output', sheet()]);
  expect(run.printed).toContain('0 wordings to review');
});

it('names bad rows with their line and ends with 1, and applies the rest', async () => {
  await lexicon.run(['export-review', 'en', '--overlay', own(), '--output', sheet(), '--separator', ';']);
  fillIn({ 'blue parrot crew': ['yes', '', ''], '=parrot gang': ['wrong', '', 'nobody says so'] });
  run.printed = '';
  expect(await lexicon.run(['import-review', sheet(), '--overlay', own(), '--json', '--write'])).toBe(1);
  expect(JSON.parse(run.printed)).toMatchObject({
    bad: [{ line: 2, reason: "'yes' is no verdict; write right, wrong, rude, unsure" }],
    applied: [{ line: 3, outcome: 'removed' }],
  });
  expect(readFileSync(terms(), 'utf8')).toContain('match: [blue parrot crew]');
});

it('refuses a sheet that is none', async () => {
  writeFileSync(sheet(), 'name,price\nx,1\n');
  await expect(lexicon.run(['import-review', sheet()])).rejects.toThrow(
    'no column rule, family, phrase, verdict',
  );
  await expect(lexicon.run(['import-review', join(run.folder, 'none.csv')])).rejects.toThrow(
    'there is no sheet',
  );
  await expect(lexicon.run(['export-review', 'xx', '--output', sheet()])).rejects.toThrow("no language 'xx'");
  expect(existsSync(join(own(), 'reviews'))).toBe(false);
});
