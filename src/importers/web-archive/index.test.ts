import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { notesOf, pagesOf, readAll, sourceOf } from '../../../test/fixtures/import-source.ts';
import type { Importer } from '../importer.ts';
import webArchive from './index.ts';

const importer = webArchive as Importer;
const plain = readFileSync(join(import.meta.dirname, 'samples/sample.warc'));
const recordsOf = (warc: Buffer): Buffer[] => {
  const text = warc.toString('latin1');
  return text
    .split(/(?=WARC\/1\.\d\r\n)/)
    .filter(Boolean)
    .map((one) => Buffer.from(one, 'latin1'));
};
const members = recordsOf(plain).map((one) => gzipSync(one));
const packed = Buffer.concat(members);
const paths = async (file: Buffer, name: string, pieceBytes?: number) =>
  pagesOf(await readAll(importer, sourceOf({ [name]: file }, pieceBytes))).map(
    ({ url }) => new URL(url).pathname,
  );
const all = ['/jobs/1', '/jobs/2', '/feed.json'];

test.each([
  ['plain', plain, 'sample.warc'],
  ['packed', packed, 'sample.warc.gz'],
] as const)('reads a %s WARC: pages and feeds, chunks and packing taken away', async (_how, file, name) => {
  const source = sourceOf({ [name]: file }, 13);
  expect(await importer.fit(source)).toBe(10);
  const items = await readAll(importer, source);
  const pages = pagesOf(items);
  expect(pages.map(({ url }) => new URL(url).pathname)).toEqual(all);
  expect(pages[0]).toMatchObject({
    position: `record 3 of ${name} (https://example.com/jobs/1)`,
    fetchedAt: '2026-11-23T08:15:00Z',
    status: 200,
    mediaType: 'text/html; charset=utf-8',
  });
  expect(Buffer.from(pages[0]?.body ?? '').toString()).toContain('Typing work abroad');
  expect(Buffer.from(pages[1]?.body ?? '').toString()).toBe('<h1>Packed and in chunks</h1>');
  expect(notesOf(items).map(({ type, reason }) => [type, reason.split(/[;,]/)[0]])).toEqual([
    ['skipped', 'It is image/png'],
    ['skipped', 'The site answered with 404'],
    ['skipped', 'A later visit that found the page unchanged'],
  ]);
});

test('checks the hashes of a WACZ', async () => {
  const hash = createHash('sha256').update(packed).digest('hex');
  const wacz = (written: string) =>
    sourceOf({
      'archive/data.warc.gz': packed,
      'datapackage.json': JSON.stringify({
        resources: [
          { path: 'archive/data.warc.gz', hash: `sha256:${written}` },
          { path: 'archive/lost.warc.gz', hash: 'sha256:00' },
          { path: '../../etc/x.warc', hash: 'sha256:00' },
        ],
      }),
    });
  const sound = await readAll(importer, wacz(hash));
  expect(
    notesOf(sound)
      .slice(0, 3)
      .map(({ type }) => type),
  ).toEqual(['skipped', 'bad', 'bad']);
  expect(pagesOf(sound)).toHaveLength(3);
  const [changed] = notesOf(await readAll(importer, wacz('00')));
  expect(changed).toMatchObject({ type: 'bad', reason: expect.stringContaining('changed or damaged') });
});

test('goes on after broken members and rubbish', async () => {
  const hurt = (members[2] ?? Buffer.alloc(0)).map((byte, index) =>
    index > 20 && index < 60 ? byte ^ 0x55 : byte,
  );
  const file = Buffer.concat([...members.slice(0, 2), hurt, Buffer.from('rubbish'), ...members.slice(3)]);
  for (const pieceBytes of [7, 997, 100_000])
    expect(await paths(file, 'a.warc.gz', pieceBytes)).toEqual(['/jobs/2', '/feed.json']);
  const records = recordsOf(plain);
  const dirty = Buffer.concat([
    ...records.slice(0, 3),
    Buffer.from('rubbish\0\r\n\r\nWARC/1.0\r\nContent-Length: many\r\n\r\n'),
    ...records.slice(3),
  ]);
  for (const pieceBytes of [7, 997]) expect(await paths(dirty, 'a.warc', pieceBytes)).toEqual(all);
  const items = await readAll(importer, sourceOf({ 'a.warc': dirty }));
  expect(items.filter(({ type }) => type === 'bad')).toHaveLength(2);
});

test.each([
  ['plain', plain.subarray(0, plain.length - 60), 'a.warc'],
  ['packed', packed.subarray(0, packed.length - 30), 'a.warc.gz'],
] as const)('says that a %s file was cut off', async (_how, file, name) => {
  const items = await readAll(importer, sourceOf({ [name]: file }));
  expect(pagesOf(items)).toHaveLength(2);
  expect(items.at(-1)?.type).toBe('bad');
});

test('a page that unpacks to far more than it may be is skipped', async () => {
  const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
  const block = Buffer.concat([
    Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n'),
    bomb,
  ]);
  const head = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-11-23T08:15:00Z\r\nWARC-Target-URI: https://example.com/\r\nContent-Length: ${block.length}\r\n\r\n`;
  const items = await readAll(
    importer,
    sourceOf({ 'a.warc': Buffer.concat([Buffer.from(head), block]) }, 65_536),
  );
  expect(items).toEqual([
    expect.objectContaining({ type: 'skipped', reason: 'The page is larger than 10 MB.' }),
  ]);
});

test('leaves other files alone', async () => {
  expect(await importer.fit(sourceOf({ 'a.warc': 'hello', 'b.gz': packed }))).toBe(0);
});
