import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRules } from './classify.ts';
import { classifiersFolder } from './lexicon-sources.ts';
import { rulesOfFiles, Trial, type TriedRule } from './try-rules.ts';

const concept = (id: string, match: string, unless = ''): string =>
  `  - {id: ${id}, indicator: scam-jargon, gloss: about ${id}, status: experimental, provenance: M, source: invented,
     match: [${match}],${unless ? ` unless: [${unless}],` : ''} examples: [${match}], nearMisses: [cage]}\n`;

let folder: string;
const base = () => join(folder, 'base');
const overlay = () => join(folder, 'overlay');
let rules: {
  before: Awaited<ReturnType<typeof loadRules>>;
  after: Awaited<ReturnType<typeof loadRules>>;
  tried: TriedRule[];
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lurewatch-trial-'));
  for (const part of ['indicators', 'languages/en/language.yaml'])
    cpSync(join(classifiersFolder, part), join(base(), part), { recursive: true });
  const file = join(overlay(), 'languages', 'en', 'euphemism.yaml');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(
    file,
    `family: euphemism\nconcepts:\n${concept('parrot', 'parrot crew')}${concept('never', 'walrus crew')}`,
  );
  writeFileSync(
    join(overlay(), 'languages', 'en', 'kinds.yaml'),
    'cues:\n  - {id: begs, kind: plea, strength: 3, gloss: begs, status: experimental, provenance: M, source: invented,\n     match: [help the kite], examples: [help the kite], nearMisses: [cage]}\n',
  );
  const options = { dataFolder: base(), cacheFolder: false as const };
  const after = { ...options, overlayFolder: overlay() };
  rules = {
    before: await loadRules(options),
    after: await loadRules(after),
    tried: await rulesOfFiles(after, (one) => one.startsWith(overlay())),
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a trial', () => {
  it('counts for each tried rule the texts in which it counts, with the words', () => {
    expect(rules.tried.map((one) => `${one.is} ${one.rule}`)).toEqual([
      'concept en/parrot',
      'concept en/never',
      'cue en/begs',
    ]);
    const trial = new Trial(rules, 1);
    for (const id of ['a', 'b', 'c'])
      trial.add({ id, input: { text: `You will be with the parrot crew of ${id}.` } });
    trial.add({ id: 'd', input: { text: 'You will be with the others.' } });
    const [parrot, ...others] = trial.result.rules;
    expect(parrot).toMatchObject({ rule: 'en/parrot', before: 0, after: 3, lost: [] });
    expect(parrot?.gained).toEqual([expect.objectContaining({ id: 'a', field: 'text', start: 21, end: 32 })]);
    expect(others.map((one) => one.after)).toEqual([0, 0]);
  });

  it('shows what a rule no longer finds', () => {
    const trial = new Trial({ ...rules, before: rules.after, after: rules.before });
    trial.add({ id: 'a', input: { text: 'You will be with the parrot crew.' } });
    expect(trial.result.rules[0]).toMatchObject({ before: 1, after: 0, gained: [], lost: [{ id: 'a' }] });
  });

  it('lists texts whose kind or tier changes, and what labelled ones do to the queue', () => {
    const trial = new Trial(rules);
    trial.add({
      id: 'p',
      input: { text: 'We sing help the kite every evening.' },
      truth: 'plea',
    });
    trial.add({ id: 'o', input: { text: 'You will be with the others.' }, truth: 'ordinary' });
    expect(trial.result.changes).toEqual([
      expect.objectContaining({ id: 'p', after: expect.objectContaining({ kind: 'plea' }) }),
    ]);
    expect(trial.result.labelled?.others).toEqual({ of: 2, queuedBefore: 0, queuedAfter: 0, p: 1 });
  });

  it('says nothing of labels where there are none', () => {
    expect(new Trial(rules).result).not.toHaveProperty('labelled');
  });
});
