import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { NewCapture } from '../../storage/frontier-contract.ts';
import { openOutFolder } from './keep-out-folder.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const capture: NewCapture = {
  id: '1',
  kind: 'fetch',
  requestedUrl: 'https://jobs.example/17',
  finalUrl: 'https://jobs.example/17/',
  method: 'GET',
  status: 200,
  headers: { 'content-type': 'text/html' },
  redirects: ['https://jobs.example/17'],
  remoteAddress: '192.0.2.1',
  fetchedAt: new Date('2026-11-22T10:00:00Z'),
  durationMs: 20,
  blobHash: 'ab12',
  screenshotHash: null,
  mediaType: 'text/html',
  charset: 'utf-8',
  bytes: 100,
  problem: null,
  userAgent: 'Lurewatch/0.1',
  madeWith: 'test',
};

it('says which address was fetched when, and under which hash it lies', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lurewatch-out-test-'));
  folders.push(folder);
  const out = await openOutFolder(folder);
  out.addCapture(capture);
  out.addPosting('{"title":"Cook"}');
  await out.close();
  const [line = ''] = (await readFile(join(folder, 'captures.jsonl'), 'utf8')).split('\n');
  expect(JSON.parse(line)).toMatchObject({
    requestedUrl: 'https://jobs.example/17',
    finalUrl: 'https://jobs.example/17/',
    fetchedAt: '2026-11-22T10:00:00.000Z',
    status: 200,
    sha256: 'ab12',
  });
  expect(await readFile(join(folder, 'postings.jsonl'), 'utf8')).toBe('{"title":"Cook"}\n');
});

it('says what to do when the folder can not be made', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lurewatch-out-test-'));
  folders.push(folder);
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  await expect(openOutFolder(file)).rejects.toThrow(
    `--out ${file} can't be written (ENOTDIR): give a folder that you may write`,
  );
});
