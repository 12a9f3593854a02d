import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notesOf, pagesOf, readAll, sampleFiles, sourceOf } from '../../../test/fixtures/import-source.ts';
import type { Importer } from '../importer.ts';
import savedPage from './index.ts';

const importer = savedPage as Importer;
const samples = sampleFiles(join(import.meta.dirname, 'samples'));
const only = (path: string, text: string | Uint8Array) => sourceOf({ [path]: text });

test('reads MHTML: the page at its own address, not a frame, with its bytes', async () => {
  const source = sourceOf({ 'a.mhtml': samples['sample-job.mhtml'] ?? '' }, 7);
  expect(await importer.fit(source)).toBe(10);
  const [page, ...more] = pagesOf(await readAll(importer, source));
  expect(more).toEqual([]);
  expect(page).toMatchObject({
    url: 'https://example.com/jobs/12',
    fetchedAt: '2026-11-23T08:15:00Z',
    status: 200,
  });
  expect(Buffer.from(page?.body ?? '').toString()).toContain('<h1>Typing work abroad – flight paid</h1>');
});

test('reads what SingleFile and browsers say of where a page came from', async () => {
  const source = only('single-file.html', samples['single-file.html'] ?? '');
  expect(await importer.fit(source)).toBe(10);
  expect(pagesOf(await readAll(importer, source))[0]).toMatchObject({
    url: 'https://example.com/jobs/13',
    fetchedAt: '2026-11-23T08:15:00Z',
  });
  const chrome = only(
    'a.html',
    '<!DOCTYPE html>\n<!-- saved from url=(0026)https://example.com/jobs/14 -->\n<p>work',
  );
  expect(await importer.fit(chrome)).toBe(10);
  expect(pagesOf(await readAll(importer, chrome, { savedAt: '2026-11-23' }))[0]).toMatchObject({
    url: 'https://example.com/jobs/14',
    fetchedAt: '2026-11-23',
  });
});

test('asks for what a plain page does not say', async () => {
  const plain = only('a.html', '<!doctype html><p>work');
  expect(notesOf(await readAll(importer, plain))[0]?.reason).toContain('give the address');
  expect(notesOf(await readAll(importer, plain, { url: 'https://example.com/' }))[0]?.reason).toContain(
    'give the day',
  );
  const [entry] = plain.entries;
  const dated = {
    ...plain,
    entries: entry === undefined ? [] : [{ ...entry, modifiedAt: '2026-11-20T10:00:00Z' }],
  };
  expect(pagesOf(await readAll(importer, dated, { url: 'https://example.com/' }))[0]?.fetchedAt).toBe(
    '2026-11-20T10:00:00Z',
  );
});

test('keeps the bytes of an old character set, in base64 and as they are', async () => {
  const bytes = Buffer.from('<meta charset=gbk><p>\xb9\xa4\xd7\xf7', 'latin1');
  const file = (encoding: string, body: Buffer) =>
    Buffer.concat([
      Buffer.from(
        `Date: Mon, 23 Nov 2026 08:15:00 +0000\nContent-Type: multipart/related; boundary=b\nSnapshot-Content-Location: https://example.com/\n\n--b\nContent-Type: text/html; charset=gbk\nContent-Transfer-Encoding: ${encoding}\nContent-Location: https://example.com/\n\n`,
      ),
      body,
      Buffer.from('\n--b--\n'),
    ]);
  for (const source of [
    only('a.mht', file('base64', Buffer.from(bytes.toString('base64')))),
    only('a.mht', file('binary', bytes)),
  ]) {
    const [page] = pagesOf(await readAll(importer, source));
    expect(page?.mediaType).toBe('text/html; charset=gbk');
    expect(
      Buffer.from(page?.body ?? '')
        .toString('latin1')
        .trim(),
    ).toBe(bytes.toString('latin1'));
  }
});

test.each([
  ['cut off in its head', 'From: <Saved by Blink>\nContent-Type: multipart/related; boundary=b\n'],
  [
    'without a page',
    'Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--',
  ],
  [
    'at no web address',
    'Snapshot-Content-Location: file:///etc/passwd\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x\n--b--',
  ],
  [
    'huge',
    `Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n${'x'.repeat(21 * 1024 * 1024)}`,
  ],
])('MHTML %s is a note', async (_how, text) => {
  const items = await readAll(importer, sourceOf({ 'a.mhtml': text }, 1024 * 1024));
  expect(items.map(({ type }) => type)).toEqual(['bad']);
});

test('leaves mails and other files alone', async () => {
  const mail =
    'From: A <a@example.com>\nTo: b@example.com\nMessage-ID: <1@example.com>\nContent-Type: multipart/related; boundary=b\n\n';
  expect(await importer.fit(only('a.eml', mail))).toBe(0);
  expect(await importer.fit(only('a.txt', '<html>'))).toBe(0);
});
