import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notesOf, readAll, sourceOf, textsOf } from '../../../test/fixtures/import-source.ts';
import type { Importer } from '../importer.ts';
import mail from './index.ts';

const importer = mail as Importer;
const sample = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'samples', name));
const head = (id: string) => `From: A <a@example.com>\nSubject: ${id}\nMessage-ID: <${id}@example.com>\n`;
const separator = 'From a@example.com Mon Nov 23 08:15:00 2026\n';
const box = async (text: string, bytes?: number) =>
  textsOf(await readAll(importer, sourceOf({ 'inbox.mbox': text }, bytes))).map(({ title, text: body }) => [
    title,
    body,
  ]);

test('parts what was forwarded from what the forwarder wrote, and says who was in the mail', async () => {
  const source = sourceOf({ 'forwarded.eml': sample('forwarded.eml') });
  expect(await importer.fit(source)).toBe(10);
  const items = await readAll(importer, source);
  const [own, forwarded] = textsOf(items);
  expect(own).toMatchObject({
    position: 'forwarded.eml',
    itemKey: '<sample-1@example.com>',
    text: 'My cousin got this, please look.',
    sentAt: '2026-11-23T01:15:00Z',
    sender: { id: 'helper@example.com', name: 'Sample Helper', contacts: ['helper@example.com'] },
    recipients: [{ id: 'desk@example.org', name: 'Sample Desk' }, { id: 'second@example.org' }],
    images: [],
  });
  expect(forwarded).toMatchObject({
    title: 'Work abroad',
    text: 'Typing work, flight paid – write to +1 202 555 0101\nhttps://example.com/apply',
    sender: { id: 'recruiter@example.com', name: 'Sample Recruiter' },
    forwardedFrom: 'Sample Recruiter',
    links: ['https://example.com/apply'],
  });
  expect(Buffer.from(forwarded?.evidence ?? '').toString()).not.toContain('cousin');
  expect(forwarded?.images.map(({ path }) => path)).toEqual(['forwarded.eml/1-__flyer.png']);
  expect(notesOf(items)).toEqual([
    { type: 'skipped', position: 'forwarded.eml', reason: expect.stringContaining('winmail.dat') },
  ]);
});

test('reads a mail box: quoted From, HTML, old character sets', async () => {
  const source = sourceOf({ Inbox: sample('inbox.mbox') }, 17);
  expect(await importer.fit(source)).toBe(10);
  const texts = textsOf(await readAll(importer, source));
  expect(texts.map(({ position, text }) => [position, text])).toEqual([
    [
      'mail 1 of Inbox (line 1)',
      'Typing work abroad, in Myawaddy. Free ticket, free room, no experience needed.\n\nFrom the capital it is one hour.\n>From here two.',
    ],
    ['mail 2 of Inbox (line 12)', '工作\n\n联系'],
  ]);
  expect(texts[1]).toMatchObject({ sender: { name: '样本' }, links: ['https://example.com/a'] });
});

test('believes a length only where it leads to the end of a mail', async () => {
  const body = `one\n\n${separator}${head('inner')}\ntwo\n`;
  const cl = (length: number) =>
    `${separator}${head('outer')}Content-Length: ${length}\n\n${body}\n${separator}${head('next')}\nthree\n`;
  const [outer, next] = await box(cl(body.length), 31);
  expect(outer?.[1]).toContain('two');
  expect(next).toEqual(['next', 'three']);
  const allThree = ['outer', 'inner', 'next'];
  // Too long by a little: it leads into the mail after.
  expect((await box(cl(body.length + 30), 31)).map(([title]) => title)).toEqual(allThree);
  expect((await box(cl(1_000_000), 31)).map(([title]) => title)).toEqual(allThree);
});

test('reads mails that a mail encloses, not without end', async () => {
  const enclose = (inner: string, depth: number): string =>
    `${head(`m${depth}`)}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n\nouter ${depth}\n--b${depth}\nContent-Type: message/rfc822\n\n${inner}\n--b${depth}--\n`;
  let text = `${head('m0')}\nthe advert`;
  for (let depth = 1; depth <= 8; depth += 1) text = enclose(text, depth);
  const items = await readAll(importer, sourceOf({ 'a.eml': text }));
  expect(textsOf(items).map(({ text: body }) => body)).toEqual([8, 7, 6, 5, 4, 3].map((n) => `outer ${n}`));
  expect(textsOf(items)[1]).toMatchObject({ forwardedFrom: 'A', position: 'a.eml, enclosed mail 1' });
  expect(items.at(-1)).toMatchObject({ type: 'bad', reason: expect.stringContaining('more than five') });
});

test.each([
  [
    '-----Original Message-----\nFrom: B <b@example.com>\nSent: Monday\nTo: A\nSubject: Hi\n\nadvert',
    'b@example.com',
  ],
  [
    'Anfang der weitergeleiteten Nachricht:\n\nVon: B <b@example.com>\nBetreff: Hallo\nDatum: heute\n\nadvert',
    'b@example.com',
  ],
  [
    '---------- 转发邮件 ---------\n发件人： 样本 <b@example.com>\n日期： 今天\n主题： 工作\n\nadvert',
    'b@example.com',
  ],
  [
    '> Begin forwarded message:\n> \n> From: "B" <b@example.com>\n> Subject: Hi\n> Date: today\n> \n> advert',
    'b@example.com',
  ],
])('knows a forwarded part by its form: %s', async (text, sender) => {
  const [, forwarded] = textsOf(
    await readAll(importer, sourceOf({ 'a.eml': `${head('x')}\nlook\n\n${text}` })),
  );
  expect(forwarded).toMatchObject({ text: 'advert', sender: { id: sender } });
});

test('damage is a note, the rest is read', async () => {
  const deep = `${head('deep')}Content-Type: multipart/mixed; boundary=a\n\n${Array.from({ length: 60 }, (_, n) => `--${'a'.repeat(n + 1)}\nContent-Type: multipart/mixed; boundary=${'a'.repeat(n + 2)}\n\n`).join('')}`;
  const html = `${head('html')}Content-Type: text/html\n\nbefore ${'<div>'.repeat(20_000)}after`;
  const mails = [deep, html, '\0\0no header at all\0', `${head('last')}\ntext \0 \xff`];
  const items = await readAll(
    importer,
    sourceOf({ 'inbox.mbox': mails.map((one) => `${separator}${one}\n\n`).join('') }),
  );
  expect(items.filter(({ type }) => type === 'bad').length).toBeGreaterThanOrEqual(1);
  expect(textsOf(items).map(({ title }) => title)).toEqual(expect.arrayContaining(['html', 'last']));
  expect(textsOf(items).find(({ title }) => title === 'html')?.text).toBe('before');
});

test('leaves saved pages and other texts alone', async () => {
  const page =
    'From: <Saved by Blink>\nSnapshot-Content-Location: https://example.com/\nSubject: x\nDate: Mon, 23 Nov 2026 08:15:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n';
  for (const [path, text] of Object.entries({
    'a.mhtml': page,
    'a.txt': 'Title: x\nPrice: 2',
    b: 'From here to there',
  }))
    expect(await importer.fit(sourceOf({ [path]: text }))).toBe(0);
});
