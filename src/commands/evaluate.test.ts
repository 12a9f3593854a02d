import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
});
