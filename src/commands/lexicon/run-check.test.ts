import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCommandRun } from '../../../test/fixtures/command-run.ts';
import lexicon from '../lexicon.ts';
import { chooseFiles } from './run-check.ts';

const run = openCommandRun('lexicon-check');

describe('lexicon check', () => {
  it('looks at the overlay alone, names its line, and ends with 1', async () => {
    const file = join(run.folder, 'languages', 'en', 'euphemism.yaml');
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, 'family: euphemism\nconcepts:\n  - id: own-word\n    indicator: scam-jargon\n');
    expect(await lexicon.run(['check', '--overlay', run.folder])).toBe(1);
    expect(run.printed).toMatch(/euphemism\.yaml:3: concept 'own-word': 'gloss' is missing\n/);
    expect(run.printed).toMatch(/euphemism\.yaml:3: concept 'own-word': 'nearMisses' is missing\n/);
    expect(run.printed).not.toContain('classifiers/languages');
  });

  it('prints JSON with the same', async () => {
    const file = join(run.folder, 'languages', 'en', 'euphemism.yaml');
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, 'family: euphemism\nconcepts: [\n');
    expect(await lexicon.run(['check', '--overlay', run.folder, '--json'])).toBe(1);
    expect(JSON.parse(run.printed)).toMatchObject({
      faults: [{ line: 3 }],
      counts: { languages: expect.any(Number) },
    });
  });

  it('ends with wrong use for an unknown option and an unknown step', async () => {
    await expect(lexicon.run(['check', '--strict'])).rejects.toThrow('lexicon --help');
    await expect(lexicon.run(['chekc'])).rejects.toThrow("'lexicon chekc' is not known: check");
  });
});

describe('the files of a check', () => {
  const files = ['/d/languages/th/debt.yaml', '/d/languages/th/pay.yaml', '/d/gazetteer/th.yaml'];
  const chosen = (...paths: string[]) => files.filter(chooseFiles(paths, files, undefined));

  it('are named by a part of their path', () => {
    expect(chosen('languages/th')).toEqual(files.slice(0, 2));
    expect(chosen('debt.yaml', 'gazetteer')).toEqual([files[0], files[2]]);
    expect(chosen('th')).toEqual(files);
    expect(chosen('th/pay')).toEqual([files[1]]);
    expect(chosen('azett')).toEqual([files[2]]);
    expect(chosen()).toEqual(files);
  });

  it('are refused when none is meant', () => {
    expect(() => chosen('languages/xx')).toThrow("no data file is named by 'languages/xx'");
  });
});
