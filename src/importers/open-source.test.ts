import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { openSource } from './open-source.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-source-'));
});
afterAll(() => rm(folder, { recursive: true }));

const zip = async (name: string, files: Record<string, Buffer>): Promise<string> => {
  const path = join(folder, name);
  const archive = new yazl.ZipFile();
  for (const [file, content] of Object.entries(files)) archive.addBuffer(content, file);
  archive.end();
  await pipeline(archive.outputStream, createWriteStream(path));
  return path;
};

describe('what was handed in', () => {
  it('is read out of a ZIP again and again, sorted and without clutter', async () => {
    const path = await zip('good.zip', {
      'b.txt': Buffer.from('two'),
      'a.txt': Buffer.from('one'),
      '__MACOSX/a.txt': Buffer.from('x'),
    });
    const { source, close } = await openSource(path);
    expect(source.entries.map((entry) => entry.path)).toEqual(['a.txt', 'b.txt']);
    for (let times = 0; times < 2; times += 1) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.entries[1]?.open() ?? []) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString()).toBe('two');
    }
    await close();
  });

  it('is refused as an archive within an archive', async () => {
    await expect(openSource(await zip('nested.zip', { 'inner.zip': Buffer.from('x') }))).rejects.toThrow(
      'is an archive within it',
    );
  });

  it('is refused as a bomb', async () => {
    const path = await zip('bomb.zip', { 'zeros.txt': Buffer.alloc(60 * 1024 ** 2) });
    await expect(openSource(path)).rejects.toThrow('far larger than it may be');
  });

  it('is refused when a path leads out of it', async () => {
    const path = await zip('slip.zip', { 'aa/evil.txt': Buffer.from('x') });
    const { readFile } = await import('node:fs/promises');
    const bytes = (await readFile(path)).toString('latin1').replaceAll('aa/evil.txt', '../evil.txt');
    await writeFile(path, Buffer.from(bytes, 'latin1'));
    await expect(openSource(path)).rejects.toThrow(/can't be opened|leads out/);
  });

  it('follows no links out of a folder', async () => {
    const inner = join(folder, 'inner');
    await mkdir(inner);
    await writeFile(join(inner, 'own.txt'), 'own');
    await symlink('/etc/passwd', join(inner, 'link.txt'));
    const { source } = await openSource(inner);
    expect(source.entries.map((entry) => entry.path)).toEqual(['own.txt']);
  });
});
