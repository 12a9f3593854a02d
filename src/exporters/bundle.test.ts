import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { demonstrationLead, watchedLead } from '../../test/fixtures/export-leads.ts';
import type { BundleRequest } from '../domain/bundle.ts';
import type { ExportLead } from '../domain/export-lead.ts';
import { createFolderBlobStore, sha256 } from '../evidence/blob-store.ts';
import { type BundleInput, writeBundle } from './bundle.ts';
import { bundleLimits, verifyBundle } from './verify-bundle.ts';

const request: BundleRequest = {
  marking: 'TLP:AMBER',
  purpose: 'Test of bundles',
  recipient: 'Example Agency',
};
const withCaptures: BundleRequest = { ...request, includeCapturesReason: 'asked for by the recipient' };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-bundle-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
const newFile = (): string => join(folder, `bundle-${++count}.zip`);
const blobs = () => createFolderBlobStore(join(folder, 'evidence'));

const write = async (changes: Partial<BundleInput> = {}): Promise<{ file: string; fileHash: string }> => {
  const file = newFile();
  const written = await writeBundle(
    {
      file,
      leads: [watchedLead, demonstrationLead],
      request,
      createdAt: new Date('2026-11-22T10:00:00.000Z'),
      softwareVersion: '0.0.0-test',
      ...changes,
    },
    blobs(),
  );
  return { file, fileHash: written.fileHash };
};

const leadWithCapture = (
  hash: string,
  screenshotHash: string | null = null,
  isWithheld = false,
): ExportLead => ({
  ...watchedLead,
  captures: [
    { ...(watchedLead.captures[0] as ExportLead['captures'][number]), hash, screenshotHash, isWithheld },
  ],
});

type Contents = Map<string, Buffer>;
const unpack = async (file: string): Promise<Contents> => {
  const zip = await openPromise(file, { lazyEntries: true });
  const contents: Contents = new Map();
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    contents.set(entry.fileName, Buffer.concat(pieces));
  }
  return contents;
};

const pack = async (contents: Iterable<[string, Buffer]>): Promise<string> => {
  const zip = new ZipFile();
  for (const [path, content] of contents) zip.addBuffer(content, path);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
  const file = newFile();
  await writeFile(file, Buffer.concat(pieces));
  return file;
};

const replaceBytes = async (file: string, from: string, to: string): Promise<string> => {
  const changed = newFile();
  const text = (await readFile(file)).toString('latin1').replaceAll(from, to);
  await writeFile(changed, Buffer.from(text, 'latin1'));
  return changed;
};

const problemsOf = async (file: string): Promise<string[]> => {
  const report = await verifyBundle(file);
  expect(report.isIntact).toBe(report.problems.length === 0);
  return report.problems.map((one) => `${one.code} ${one.path ?? ''}`.trim());
};

describe('a bundle', () => {
  it('verifies, and tells what it is, for whom and with what marking', async () => {
    const { file, fileHash } = await write();
    const report = await verifyBundle(file);
    expect(report).toMatchObject({
      isIntact: true,
      problems: [],
      fileHash,
      manifest: { ...request, leadCount: 2, hasDemonstration: true, software: 'lurewatch 0.0.0-test' },
    });
    expect(
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ).toBe(fileHash);
    expect([...(await unpack(file)).keys()]).toEqual([
      'README.txt',
      'leads.csv',
      'leads.json',
      'SHA256SUMS',
      'manifest.json',
    ]);
  });

  it('is the same file for the same leads', async () => {
    expect((await write()).fileHash).toBe((await write()).fileHash);
  });

  it('checks by hand with sha256sum as its README says', async () => {
    const { file } = await write();
    const contents = await unpack(file);
    const unpacked = await mkdtemp(join(folder, 'unpacked-'));
    for (const [path, content] of contents) await writeFile(join(unpacked, path), content);
    const { stdout } = await promisify(execFile)('sha256sum', ['--check', 'SHA256SUMS'], { cwd: unpacked });
    expect(stdout).toContain('leads.json: OK');
    const readme = String(contents.get('README.txt'));
    for (const part of [
      'TLP:AMBER',
      'Test of bundles',
      'Example Agency',
      'DEMONSTRATION',
      'sha256sum --check SHA256SUMS',
    ])
      expect(readme).toContain(part);
    expect(readme.replace(/\s+/g, ' ')).toContain('Nothing was found out about any person or company');
  });

  it('takes captures along only with a reason, each under its hash', async () => {
    const page = await blobs().put(Buffer.from('<p>an advert</p>'));
    const picture = await blobs().put(Buffer.from('picture'));
    const leads = [leadWithCapture(page.hash, picture.hash)];
    const without = await unpack((await write({ leads })).file);
    expect([...without.keys()].some((path) => path.startsWith('captures/'))).toBe(false);
    const { file } = await write({ leads, request: withCaptures });
    const contents = await unpack(file);
    expect(String(contents.get(`captures/${page.hash}`))).toBe('<p>an advert</p>');
    expect(String(contents.get(`screenshots/${picture.hash}`))).toBe('picture');
    expect(await verifyBundle(file)).toMatchObject({ isIntact: true, manifest: withCaptures });
  });

  it('names captures that are withheld or gone', async () => {
    const kept = await blobs().put(Buffer.from('quarantined'));
    const gone = sha256('never stored');
    const leads = [leadWithCapture(kept.hash, null, true), leadWithCapture(gone)];
    const { file } = await write({ leads, request: withCaptures });
    const report = await verifyBundle(file);
    expect(report.manifest?.notIncluded).toEqual(
      expect.arrayContaining([
        { sha256: kept.hash, reason: 'quarantined or destroyed' },
        { sha256: gone, reason: 'no longer kept' },
      ]),
    );
    expect([...(await unpack(file)).keys()].some((path) => path.startsWith('captures/'))).toBe(false);
  });

  it('is not written when a capture was changed on disk, and leaves nothing behind', async () => {
    const page = await blobs().put(Buffer.from('as fetched'));
    const { hash } = page;
    const path = join(folder, 'evidence', 'sha256', hash.slice(0, 2), hash.slice(2, 4), hash);
    await writeFile(path, 'changed');
    await expect(write({ leads: [leadWithCapture(hash)], request: withCaptures })).rejects.toThrow(
      'was changed on disk',
    );
    const left = (await readdir(folder)).filter((name) => name.startsWith(`bundle-${count}.`));
    expect(left).toEqual([]);
  });

  it('can be read by nobody else on the machine', async () => {
    const { file } = await write();
    expect((await stat(file)).mode & 0o077).toBe(0);
  });
});

describe('verifying names', () => {
  let contents: Contents = new Map();
  beforeAll(async () => {
    contents = await unpack((await write()).file);
  });
  const changed = (path: string, content: Buffer | undefined): [string, Buffer][] => {
    const copy = new Map(contents);
    if (content) copy.set(path, content);
    else copy.delete(path);
    return [...copy];
  };

  it('nothing when a bundle was only packed anew', async () => {
    expect(await problemsOf(await pack(contents))).toEqual([]);
  });

  it('a missing file', async () => {
    expect(await problemsOf(await pack(changed('leads.csv', undefined)))).toEqual(['missing-file leads.csv']);
  });

  it('a file of another length', async () => {
    expect(await problemsOf(await pack(changed('leads.csv', Buffer.from('other'))))).toEqual([
      'changed-file leads.csv',
    ]);
  });

  it('a file of the same length with one byte changed', async () => {
    const csv = Buffer.from(contents.get('leads.csv') as Buffer);
    csv[40] = (csv[40] as number) ^ 1;
    expect(await problemsOf(await pack(changed('leads.csv', csv)))).toEqual(['changed-file leads.csv']);
  });

  it('a file that was added', async () => {
    expect(await problemsOf(await pack(changed('extra.exe', Buffer.from('x'))))).toEqual([
      'extra-file extra.exe',
    ]);
  });

  it('a file that is in it twice', async () => {
    const twice: [string, Buffer][] = [...contents, ['leads.csv', Buffer.from('other')]];
    expect(await problemsOf(await pack(twice))).toEqual(['duplicate-file leads.csv']);
  });

  it('a manifest that is missing, no JSON, or of another shape', async () => {
    for (const content of [undefined, Buffer.from('{'), Buffer.from('{"format":"other"}')])
      expect(await problemsOf(await pack(changed('manifest.json', content)))).toEqual([
        'unreadable-manifest',
      ]);
  });

  it('a manifest of a later format', async () => {
    const later = String(contents.get('manifest.json')).replace('"formatVersion": 1', '"formatVersion": 2');
    const report = await verifyBundle(await pack(changed('manifest.json', Buffer.from(later))));
    expect(report.problems[0]?.message).toContain('newer than this Lurewatch');
  });

  it('a marking that was lowered in the manifest alone', async () => {
    const lowered = String(contents.get('manifest.json')).replace('TLP:AMBER', 'TLP:CLEAR');
    expect(await problemsOf(await pack(changed('manifest.json', Buffer.from(lowered))))).toEqual([
      'manifest-differs manifest.json',
    ]);
  });

  it('a bundle that was cut off', async () => {
    const whole = await readFile((await write()).file);
    const file = newFile();
    await writeFile(file, whole.subarray(0, whole.length - 100));
    expect(await problemsOf(file)).toEqual(['not-a-bundle']);
  });

  it('a file that is no zip, and an empty one', async () => {
    for (const content of ['this is a letter', '']) {
      const file = newFile();
      await writeFile(file, content);
      expect(await problemsOf(file)).toEqual(['not-a-bundle']);
    }
  });

  it('bytes changed inside the zip', async () => {
    const { file } = await write();
    const bytes = await readFile(file);
    const at = bytes.indexOf('leads.json') + 400;
    bytes[at] = (bytes[at] as number) ^ 0xff;
    await writeFile(file, bytes);
    const problems = await problemsOf(file);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^(?:changed|unreadable)-file leads\.json$/);
  });

  it('a name that would leave the folder', async () => {
    const file = await replaceBytes(
      await pack(changed('aa/evil.txt', Buffer.from('x'))),
      'aa/evil.txt',
      '../evil.txt'.slice(0, 11),
    );
    expect(await problemsOf(file)).toEqual(['unsafe-name']);
  });

  it('an encrypted file', async () => {
    const file = await pack(contents);
    const bytes = await readFile(file);
    const central = bytes.lastIndexOf('leads.csv');
    bytes[central - 46 + 8] = (bytes[central - 46 + 8] as number) | 1;
    await writeFile(file, bytes);
    expect(await problemsOf(file)).toEqual(['encrypted-file leads.csv']);
  });

  it('a file whose stated size is not the real one', async () => {
    const file = await pack(contents);
    const bytes = await readFile(file);
    const central = bytes.lastIndexOf('leads.csv') - 46;
    bytes.writeUInt32LE(bytes.readUInt32LE(central + 24) - 1, central + 24);
    await writeFile(file, bytes);
    expect(await problemsOf(file)).toEqual(['changed-file leads.csv']);
  });

  it('a bomb: much more to unpack than is read', async () => {
    const file = await pack(changed('leads.csv', Buffer.alloc(5_000_000)));
    const report = await verifyBundle(file, { ...bundleLimits, unpackedBytes: 1_000_000 });
    expect(report.problems.map((one) => one.code)).toEqual(['too-large']);
  });

  it('more files than are read', async () => {
    const report = await verifyBundle(await pack(contents), { ...bundleLimits, entries: 4 });
    expect(report.problems.map((one) => one.code)).toEqual(['too-large']);
  });
});
