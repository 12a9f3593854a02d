import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import evaluate from './evaluate.ts';

const folders: string[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const fileOf = async (content: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'lurewatch-evaluate-test-'));
  folders.push(folder);
  const file = join(folder, 'labelled.jsonl');
  await writeFile(file, content);
  return file;
};

describe('evaluate', () => {
  it('reads a file with a byte order mark, Windows line ends and empty lines', async () => {
    const printed: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    const line = JSON.stringify({ id: '1', label: 'ordinary', text: 'Bakery wants a baker, apply by post.' });
    const file = await fileOf(`\ufeff${line}\r\n\r\n${line}\r\n`);
    expect(await evaluate.run(['--input', file])).toBe(0);
    expect(printed.join('')).toContain('ordinary');
  });

  it('names the line that is bad', async () => {
    const file = await fileOf('\n{"id"\n');
    await expect(evaluate.run(['--input', file])).rejects.toThrow(`${file}:2 is not JSON`);
  });

  it('reads an overlay, and names the line of one that is wrong', async () => {
    const file = await fileOf('{"id":"1","label":"lure","text":"Join the blue parrot crew"}');
    const overlay = join(file, '..', 'own');
    const terms = join(overlay, 'languages', 'en', 'euphemism.yaml');
    await mkdir(join(terms, '..'), { recursive: true });
    await writeFile(terms, 'family: euphemism\nconcepts:\n  - id: own-word\n');
    const run = evaluate.run(['--input', file, '--overlay', overlay]);
    await expect(run).rejects.toThrow(/euphemism\.yaml:3: /);
    await expect(evaluate.run(['--input', file, '--overlay', file])).rejects.toThrow('is no folder');
  });

  it('says what to give instead of a folder', async () => {
    await expect(evaluate.run(['--input', tmpdir()])).rejects.toThrow(`there is no file ${tmpdir()}`);
  });

  it('saves what each text came out as, and shows later what changed', async () => {
    let printed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
    const lure = 'Typists wanted in Myawaddy, free flight and lodging, 2000 USD. Telegram @example_typists';
    const file = await fileOf(
      [
        { id: 'l', label: 'lure', lang: 'en', text: lure },
        { id: 'o', label: 'ordinary', lang: 'en', text: 'Bakery wants a baker, apply by post.' },
        { id: 'x', label: 'other fraud', lang: 'en', text: 'Send a fee of 20 USD for the form.' },
      ]
        .map((one) => JSON.stringify(one))
        .join('\n'),
    );
    const saved = join(file, '..', 'saved.json');
    await evaluate.run(['--input', file, '--save', saved, '--json']);
    const evaluation = JSON.parse(printed) as Record<string, unknown>;
    expect(Object.keys(evaluation)).toEqual(
      expect.arrayContaining([
        'rulesVersion',
        'overall',
        'byTruth',
        'byLabel',
        'byLanguage',
        'bySource',
        'byTier',
        'averagePrecision',
        'reviewBudget',
        'firstTwenty',
        'kinds',
        'byIndicator',
        'falseFlags',
        'misses',
        'peopleTakenForOffers',
      ]),
    );
    expect(evaluation.overall).toMatchObject({
      recallMedium: { count: 1, of: 1 },
      falseFlagsMedium: { count: 0, of: 1 },
    });
    const content = JSON.parse(await readFile(saved, 'utf8')) as { rows: { tier: string }[] };
    for (const row of content.rows) row.tier = 'none';
    await writeFile(saved, JSON.stringify(content));
    printed = '';
    await evaluate.run(['--input', file, '--compare', saved]);
    expect(printed).toContain('Lures: 1 enter the queue, 0 leave it');
    expect(printed).toMatch(/`l` en, lure: offer, none.* → offer, (medium|high)/);
  });

  it('refuses what is no saved evaluation, and a day too short', async () => {
    const file = await fileOf('{"id":"1","label":"lure","text":"Cook"}');
    await expect(evaluate.run(['--input', file, '--compare', file])).rejects.toThrow(
      'was not made with evaluate --save',
    );
    await expect(evaluate.run(['--input', file, '--adverts-per-day', '3'])).rejects.toThrow('from 20 on');
    await expect(evaluate.run(['--input', file, '--saev', 'x'])).rejects.toThrow('evaluate --help');
  });
});
