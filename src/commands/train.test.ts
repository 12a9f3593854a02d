import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import train from './train.ts';

const folders: string[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'lurewatch-train-test-'));
  folders.push(folder);
  return folder;
};

const openings: Record<string, string> = {
  lure: 'Chat staff for our office abroad, ticket paid, ask Lina about shift',
  ordinary: 'The bakery in our street wants a baker for shift',
  seeking: 'I am looking for work as a typist, please call me, shift',
  question: 'Has anybody heard of this firm, is it safe to take shift',
  warning: 'Police warn of adverts that promise easy work in shift',
  plea: 'My sister has not answered since she left for shift',
};
const corpus = (perClass: number): string =>
  Object.entries(openings)
    .flatMap(([label, text]) =>
      Array.from({ length: perClass }, (_, index) =>
        JSON.stringify({ id: `${label}-${index}`, lang: 'en', label, text: `${text} ${index}` }),
      ),
    )
    .join('\n');

it('prints how unseen texts are taken, and writes weights that are used as they are', async () => {
  const folder = await newFolder();
  const file = join(folder, 'texts.jsonl');
  await writeFile(file, corpus(24));
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  expect(await train.run(['--input', file, '--folds', '2', '--write', folder])).toBe(0);
  expect(printed.join('')).toContain('144 texts; each read by a model that was trained without it (2 folds)');
  const weights = JSON.parse(await readFile(join(folder, 'weights.json'), 'utf8'));
  expect(weights).toMatchObject({ texts: 144, languages: ['en'] });
  const kinds = JSON.parse(await readFile(join(folder, 'kind-weights.json'), 'utf8'));
  expect(Object.keys(kinds.withWording)).toEqual(['offer', 'seeking', 'question', 'warning', 'plea']);
});

it('refuses texts that are too few to learn from, and says how many it needs', async () => {
  const file = join(await newFolder(), 'texts.jsonl');
  await writeFile(file, corpus(3));
  await expect(train.run(['--input', file])).rejects.toThrow(
    /3 texts of the class lure; give at least 20 of each/u,
  );
});

it('refuses a number of folds that makes no sense', async () => {
  await expect(train.run(['--folds', '1'])).rejects.toThrow(/--folds 1 is no whole number from 2 to 20/u);
});
