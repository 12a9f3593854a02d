import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classify, loadRules } from './classify.ts';
import { LexiconError, loadLexicon } from './lexicon.ts';
import { classifiersFolder } from './lexicon-sources.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lurewatch-lexicon-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const write = (path: string, text: string): void => {
  const file = join(folder, 'overlay', path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
};
/** A lexicon of one language and two indicators, so that a test compiles in no time. */
const writeBase = (): string => {
  const base = join(folder, 'base');
  mkdirSync(join(base, 'languages'), { recursive: true });
  mkdirSync(join(base, 'indicators'), { recursive: true });
  cpSync(join(classifiersFolder, 'languages', 'en'), join(base, 'languages', 'en'), {
    recursive: true,
    filter: (path) => !path.endsWith('.yaml') || /language\.yaml|euphemism\.yaml$/.test(path),
  });
  for (const entry of readdirSync(join(classifiersFolder, 'indicators')))
    cpSync(join(classifiersFolder, 'indicators', entry), join(base, 'indicators', entry));
  return base;
};

let dataFolder: string;
beforeEach(() => {
  dataFolder = writeBase();
});
const load = () => loadLexicon({ dataFolder, overlayFolder: join(folder, 'overlay'), cacheFolder: false });

const concept = (extra = ''): string => `family: euphemism
concepts:
  - id: own-word
    indicator: scam-jargon
    gloss: a word of this deployment
    status: experimental
    provenance: M
    source: the deployment's analysts
    match: [blue parrot crew]
    examples: [we hire for the blue parrot crew]
    nearMisses: [a blue parrot in a cage]
${extra}`;

const problemsOf = async (): Promise<{ file: string; line: number; reason: string }[]> => {
  const error = await load().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LexiconError);
  return (error as LexiconError).problems;
};

describe('an overlay folder', () => {
  it('adds words to a language, and a place', async () => {
    write('languages/en/euphemism.yaml', concept());
    write(
      'gazetteer/own.yaml',
      `places:
  - id: example-camp
    name: Example Camp
    country: KH
    kind: compound
    names: [Example Camp]
    provenance: M
    source: invented for this test
`,
    );
    const rules = await loadRules({ dataFolder, overlayFolder: join(folder, 'overlay'), cacheFolder: false });
    const { findings } = classify({ text: 'Join the blue parrot crew at Example Camp' }, rules);
    expect(findings.map((one) => one.rule)).toEqual(
      expect.arrayContaining(['en/own-word', 'place/example-camp']),
    );
  });

  it('changes the version of the rules', async () => {
    const before = (await loadLexicon({ dataFolder, cacheFolder: false })).version;
    write('languages/en/euphemism.yaml', concept());
    expect((await load()).version).not.toBe(before);
  });
});

describe('a broken file', () => {
  it('is named with its line when a field is missing', async () => {
    write('languages/en/euphemism.yaml', concept().replace(/ {4}source: .*\n/, ''));
    const [problem] = await problemsOf();
    expect(problem).toMatchObject({ line: 3, reason: expect.stringContaining('source') });
  });

  it.each(['examples', 'nearMisses'])('does not load without %s', async (field) => {
    write('languages/en/euphemism.yaml', concept().replace(new RegExp(` {4}${field}: .*\n`), ''));
    expect((await problemsOf())[0]?.reason).toContain(field);
  });

  it('is named when it is no YAML', async () => {
    write('languages/en/euphemism.yaml', 'family: euphemism\nconcepts: [a\n');
    expect((await problemsOf())[0]?.line).toBeGreaterThan(1);
  });

  it('is named when a pattern is wrong', async () => {
    write('languages/en/euphemism.yaml', concept().replace('[blue parrot crew]', "['(blue parrot']"));
    expect(await problemsOf()).toEqual([
      expect.objectContaining({ reason: expect.stringContaining('not closed') }),
    ]);
  });

  it('is named when its indicator is unknown or of another family', async () => {
    write('languages/en/euphemism.yaml', concept().replace('scam-jargon', 'free-flight'));
    expect((await problemsOf())[0]?.reason).toContain('belongs to logistics.yaml');
    write('languages/en/euphemism.yaml', concept().replace('scam-jargon', 'no-such'));
    expect((await problemsOf())[0]?.reason).toContain("no indicator 'no-such'");
  });

  it('is named when a language has no language.yaml', async () => {
    write('languages/xx/euphemism.yaml', concept());
    expect((await problemsOf())[0]?.reason).toContain('no language.yaml');
  });
});

describe('the cache', () => {
  it('gives the same lexicon, and its file is for this user only', async () => {
    const first = await loadLexicon({ dataFolder, cacheFolder: join(folder, 'cache') });
    const [file] = readdirSync(join(folder, 'cache'));
    expect(statSync(join(folder, 'cache', file as string)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'cache')).mode & 0o777).toBe(0o700);
    const second = await loadLexicon({ dataFolder, cacheFolder: join(folder, 'cache') });
    expect(second.version).toBe(first.version);
    expect(second.rules).toEqual(first.rules);
    expect(second.phraseSet).toEqual(first.phraseSet);
  });

  it('is not believed when it is broken, or open to others', async () => {
    const cacheFolder = join(folder, 'cache');
    const { version } = await loadLexicon({ dataFolder, cacheFolder });
    const file = join(cacheFolder, `lexicon-${version}.bin`);
    writeFileSync(file, '{"half":');
    expect((await loadLexicon({ dataFolder, cacheFolder })).rules.length).toBeGreaterThan(3);
    writeFileSync(file, '{}', { mode: 0o666 });
    expect((await loadLexicon({ dataFolder, cacheFolder })).rules.length).toBeGreaterThan(3);
  });

  it('is done without where nothing can be written', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    const lexicon = await loadLexicon({ dataFolder, cacheFolder: join(folder, 'a-file', 'cache') });
    expect(lexicon.rules.length).toBeGreaterThan(3);
  });
});

it('knows in every language what makes an advert urgent, and what keeps people in', {
  timeout: 60_000,
}, async () => {
  const { rules } = await loadLexicon();
  const told = new Map<string, Set<string>>();
  for (const rule of rules)
    if (rule.is === 'concept')
      told.set(rule.language, (told.get(rule.language) ?? new Set()).add(rule.indicator));
  const wanted = [
    'minor-wanted',
    'departure-imminent',
    'meeting-point',
    'passport-kept',
    'closed-management',
  ];
  const missing = [...told]
    // romanised writing is an addition to its language, and `zxx` is what needs none
    .filter(([language]) => !language.endsWith('-Latn') && language !== 'zxx')
    .flatMap(([language, indicators]) =>
      wanted.filter((one) => !indicators.has(one)).map((one) => `${language}: ${one}`),
    );
  expect(missing).toEqual([]);
  expect(told.size).toBeGreaterThan(30);
});
