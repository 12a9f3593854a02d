import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classifiersFolder } from '../../../classifiers/lexicon-sources.ts';
import { openCommandRun } from '../../../test/fixtures/command-run.ts';
import { projectRoot } from '../../platform/discover.ts';
import lexicon from '../lexicon.ts';
import { openTriedData } from './tried-data.ts';

const run = openCommandRun('lexicon-try');

const terms = `family: euphemism
concepts:
  - id: own-word
    indicator: scam-jargon
    gloss: a word of this deployment
    status: experimental
    provenance: M
    source: invented for this test
    match: [blue parrot crew]
    examples: [we hire for the blue parrot crew]
    nearMisses: [a blue parrot in a cage]
`;
const writeOverlay = (): string => {
  mkdirSync(join(run.folder, 'own', 'languages', 'en'), { recursive: true });
  writeFileSync(join(run.folder, 'own', 'languages', 'en', 'euphemism.yaml'), terms);
  return join(run.folder, 'own');
};
const leftovers = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('lurewatch-try-'));

describe('lexicon try', () => {
  it('shows what an overlay matches in a file, and goes on after a bad line', async () => {
    const file = join(run.folder, 'adverts.jsonl');
    writeFileSync(
      file,
      '{"id":"a","text":"We hire for the Blue Parrot Crew","label":"lure"}\n{"id":\n{"id":"b","text":"A baker is wanted","label":"ordinary"}\n',
    );
    const before = leftovers();
    expect(await lexicon.run(['try', writeOverlay(), '--input', file])).toBe(1);
    expect(run.printed).toMatch(
      /0 +1 +en\/own-word: a word of this deployment\n +new: We hire for the \[Blue Parrot Crew\]\n +in a\n/,
    );
    expect(run.printed).toContain('false flags: 0 of 1 in the queue before, 0 after');
    expect(run.warned).toContain('adverts.jsonl:2: not JSON');
    expect(leftovers()).toEqual(before);
    // two sets of rules are compiled
  }, 90_000);

  it('names the line of a file that is wrong', async () => {
    const own = writeOverlay();
    writeFileSync(join(own, 'languages', 'en', 'euphemism.yaml'), terms.replace(/ {4}source:.*\n/, ''));
    await expect(lexicon.run(['try', own, '--text', 'x'])).rejects.toThrow(
      "concept 'own-word': 'source' is missing",
    );
  });

  it('says what is missing on the command line', async () => {
    await expect(lexicon.run(['try', writeOverlay()])).rejects.toThrow('Say in which texts');
    await expect(lexicon.run(['try', '--text', 'x'])).rejects.toThrow('Name one overlay folder');
    await expect(lexicon.run(['try', run.folder, '--text', 'x'])).rejects.toThrow('holds no data files');
  });
});

describe('the data that is tried', () => {
  it('is a file in place of the one that the project has', () => {
    const file = join(run.folder, 'changed.yaml');
    cpSync(join(classifiersFolder, 'languages', 'sw', 'role.yaml'), file);
    expect(() => openTriedData(file)).toThrow('does not tell where it belongs');
    const data = openTriedData(file, { as: 'languages/sw/role.yaml' });
    try {
      expect(data.before).toEqual({});
      const root = data.after.dataFolder ?? '';
      expect(data.isTried(join(root, 'languages', 'sw', 'role.yaml'))).toBe(true);
      expect(data.isTried(join(root, 'languages', 'sw', 'pay.yaml'))).toBe(false);
      expect(existsSync(join(root, 'languages', 'th', 'role.yaml'))).toBe(true);
    } finally {
      data.remove();
    }
    expect(existsSync(data.after.dataFolder ?? run.folder)).toBe(false);
  });

  // without git there is no last commit
  it.skipIf(!existsSync(join(projectRoot, '.git')))(
    'is a file of the project compared with its last commit',
    () => {
      const data = openTriedData(join(classifiersFolder, 'languages', 'sw', 'role.yaml'));
      try {
        expect(data.after).toEqual({});
        expect(data.says).toContain('its last commit');
        expect(data.isTried(join(classifiersFolder, 'languages', 'sw', 'role.yaml'))).toBe(true);
      } finally {
        data.remove();
      }
    },
  );

  it('joins an overlay that counts already', () => {
    const own = writeOverlay();
    const more = join(run.folder, 'more');
    mkdirSync(join(more, 'languages', 'th'), { recursive: true });
    writeFileSync(join(more, 'languages', 'th', 'euphemism.yaml'), terms);
    const data = openTriedData(more, { overlay: own });
    try {
      expect(data.before.overlayFolder).toBe(own);
      const both = data.after.overlayFolder ?? '';
      expect(existsSync(join(both, 'languages', 'en', 'euphemism.yaml'))).toBe(true);
      expect(data.isTried(join(both, 'languages', 'en', 'euphemism.yaml'))).toBe(false);
      expect(data.isTried(join(both, 'languages', 'th', 'euphemism.yaml'))).toBe(true);
    } finally {
      data.remove();
    }
  });
});
