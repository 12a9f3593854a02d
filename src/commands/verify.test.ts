import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ZipFile } from 'yazl';
import { watchedLead } from '../../test/fixtures/export-leads.ts';
import { UsageError } from '../domain/failure.ts';
import { createFolderBlobStore } from '../evidence/blob-store.ts';
import { writeBundle } from '../exporters/bundle.ts';
import verify from './verify.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-verify-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** What the command prints: standard output is the one thing that a test can't share. */
const runVerify = async (...argv: string[]): Promise<{ code: number; output: string }> => {
  let output = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += String(text);
    return true;
  });
  const code = await verify.run(argv);
  return { code, output };
};

const writeIntact = async (): Promise<{ file: string; fileHash: string }> => {
  const file = join(folder, `intact-${Date.now()}.zip`);
  const request = { marking: 'TLP:RED', purpose: 'Test', recipient: 'Example Agency' } as const;
  const createdAt = new Date('2026-11-22T10:00:00Z');
  const blobs = createFolderBlobStore(join(folder, 'evidence'));
  return {
    file,
    ...(await writeBundle(
      { file, leads: [watchedLead], request, createdAt, softwareVersion: '0.0.0-test' },
      blobs,
    )),
  };
};

describe('lurewatch verify', () => {
  it('says that a bundle is intact, for whom it is, and its sum', async () => {
    const { file, fileHash } = await writeIntact();
    const { code, output } = await runVerify(file);
    expect(code).toBe(0);
    for (const part of ['intact', 'TLP:RED, for Example Agency: Test', '1 lead', fileHash])
      expect(output).toContain(part);
  });

  it('prints the report as JSON', async () => {
    const { file } = await writeIntact();
    const { output } = await runVerify(file, '--json');
    expect(JSON.parse(output)).toMatchObject({
      isIntact: true,
      problems: [],
      manifest: { marking: 'TLP:RED' },
    });
  });

  it('names what is wrong and ends with 1, with no control characters of a hostile name', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('x'), 'a\u001b[2J.txt');
    zip.addBuffer(Buffer.from('{}'), 'manifest.json');
    zip.end();
    const pieces: Buffer[] = [];
    for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
    const file = join(folder, 'hostile.zip');
    await writeFile(file, Buffer.concat(pieces));
    const { code, output } = await runVerify(file);
    expect(code).toBe(1);
    expect(output).toContain('NOT intact');
    expect(output).toContain('unreadable-manifest');
    expect(output).not.toContain('\u001b');
  });

  it('ends as wrongly used without a file, with two, with a strange option, or where there is none', async () => {
    for (const argv of [[], ['a', 'b'], ['--what', 'a'], [join(folder, 'none.zip')]])
      await expect(verify.run(argv)).rejects.toThrow(UsageError);
    await expect(verify.run([join(folder, 'none.zip')])).rejects.toThrow('there is no file');
  });
});
