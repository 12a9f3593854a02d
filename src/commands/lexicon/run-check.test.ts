import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import lexicon from '../lexicon.ts';
import { chooseFiles } from './run-check.ts';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lurewatch-lexicon-check-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe('lexicon check', () => {
  it('looks at the overlay alone, names its line, and ends with 1', async () => {
    const file = join(folder, 'languages', 'en', 'euphemism.yaml');
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, 'family: euphemism\nconcepts:\n  - id: own-word\n    indicator: scam-jargon\n');
    expect(await lexicon.run(['check', '--overlay', folder])).toBe(1);
    expect(printed).toMatch(/euphemism\.yaml:3: concept 'own-word': 'gloss' is missing\n/);
    expect(printed).toMatch(/euphemism\.yaml:3: concept 'own-word': 'nearMisses' is missing\n/);
    expect(printed).not.toContain('classifiers/languages');
  });

  it('prints JSON with the same', async () => {
    const file = join(folder, 'languages', 'en', 'euphemism.yaml');
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, 'family: euphemism\nconcepts: [\n');
    expect(await lexicon.run(['check', '--overlay', folder, '--json'])).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({
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
