import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notesOf, readAll, sourceOf, textsOf } from '../../../test/fixtures/import-source.ts';
import type { Importer } from '../importer.ts';
import telegramDesktop from './index.ts';

const importer = telegramDesktop as Importer;
const sample = (name: string): string => readFileSync(join(import.meta.dirname, 'samples', name), 'utf8');
const picture = { 'photos/photo_1@20-11-2026_08-20-00.jpg': 'a picture' };

test('reads the JSON of one chat: text in pieces, forwards, buttons, pictures, contact cards', async () => {
  const items = await readAll(importer, sourceOf({ 'result.json': sample('result.json'), ...picture }, 7));
  const [forwarded, photo, card] = textsOf(items);
  expect(forwarded).toMatchObject({
    position: 'message 2 of Sample jobs abroad',
    itemKey: '900000001/2',
    text: 'Typing work abroad, room and flight paid.\nWrite to @sample_recruiter or here',
    sentAt: '2026-11-20T01:15:00Z',
    sender: { id: 'user900000011', name: 'Sample Recruiter' },
    forwardedFrom: 'Sample Channel',
    links: ['https://example.com/apply'],
  });
  expect(photo?.images.map(({ path }) => path)).toEqual(['photos/photo_1@20-11-2026_08-20-00.jpg']);
  expect(photo?.links).toEqual(['https://example.com/button']);
  expect(JSON.parse(Buffer.from(photo?.evidence ?? '').toString())).toMatchObject({ id: 3 });
  expect(card).toMatchObject({ text: 'Sample Agent +12025550102', sentAt: '2026-11-20T08:22:00' });
  expect(notesOf(items).map(({ type, reason }) => [type, reason])).toEqual([
    ['skipped', 'A notice by Telegram (create group), not a message.'],
    ['skipped', 'It has no text to read: its picture was not exported.'],
  ]);
});

test('reads every chat of a whole account, each under its own name', async () => {
  const chat = (name: string, id: number) => ({
    name,
    type: 'private_group',
    id,
    messages: [{ id: 1, type: 'message', date: '2026-11-20T08:00:00', from: 'Sample', text: `in ${name}` }],
  });
  const account = {
    about: 'Here is the data you requested. (a sample)',
    personal_information: { first_name: 'Sample', nested: { messages: [{ id: 9 }] } },
    chats: { about: 'chats', list: [chat('One', 11), chat('Two', 12)] },
    left_chats: { list: [chat('Three', 13)] },
  };
  const source = sourceOf({ 'result.json': JSON.stringify(account) });
  expect(await importer.fit(source)).toBe(10);
  expect(textsOf(await readAll(importer, source)).map(({ itemKey, text }) => [itemKey, text])).toEqual([
    ['11/1', 'in One'],
    ['12/1', 'in Two'],
    ['13/1', 'in Three'],
  ]);
});

test('knows in a chat of two who exported it', async () => {
  const message = (id: number, user: number) => ({
    id,
    type: 'message',
    from: `P${user}`,
    from_id: `user${user}`,
    text: 'x',
  });
  const text = JSON.stringify({
    name: 'P1',
    type: 'personal_chat',
    id: 1,
    messages: [message(1, 1), message(2, 2)],
  });
  const texts = textsOf(await readAll(importer, sourceOf({ 'result.json': text })));
  expect(texts.map(({ sender }) => [sender?.id, sender?.isExporter])).toEqual([
    ['user1', undefined],
    ['user2', true],
  ]);
});

test('reads HTML pages in their order: joined messages, forwards, zones, pictures, notices', async () => {
  const page = sample('messages.html');
  const numbered = (id: number) => page.replaceAll('message2"', `message${id}"`);
  const source = sourceOf(
    { 'messages.html': page, 'messages10.html': numbered(102), 'messages2.html': numbered(22), ...picture },
    11,
  );
  expect(await importer.fit(source)).toBe(10);
  const items = await readAll(importer, source);
  const [forwarded, joined] = textsOf(items);
  expect(forwarded).toMatchObject({
    position: 'message 2 of Sample jobs abroad',
    text: 'Typing work abroad, room & flight paid.\nApply here',
    sentAt: '2026-11-20T08:15:00+07:00',
    sender: { id: 'Sample Recruiter' },
    forwardedFrom: 'Sample Channel',
    links: ['https://example.com/apply'],
  });
  expect(joined).toMatchObject({
    sender: { id: 'Sample Recruiter' },
    text: 'Two places left, call +1 202 555 0101',
    links: ['tel:+12025550101'],
  });
  expect(joined?.images).toHaveLength(1);
  const html = Buffer.from(joined?.evidence ?? '').toString();
  expect(html.startsWith('<div class="message default clearfix joined" id="message3">')).toBe(true);
  expect(html.endsWith('</div>')).toBe(true);
  const keys = textsOf(items).map(({ itemKey }) => itemKey);
  expect(keys.filter((key) => !key.endsWith('/3'))).toEqual([
    'Sample jobs abroad/2',
    'Sample jobs abroad/22',
    'Sample jobs abroad/102',
  ]);
  expect(
    notesOf(items)
      .slice(0, 2)
      .map(({ reason }) => reason),
  ).toEqual([
    'A notice by Telegram (Sample Admin created group «Sample jobs abroad»), not a message.',
    'It has no text to read: it is a voice message.',
  ]);
});

test('one broken message is a note, the rest is read', async () => {
  const message = (id: number, more: object) => ({
    id,
    type: 'message',
    text: `text ${id}`,
    from: 'A',
    ...more,
  });
  const text = JSON.stringify({
    type: 'personal_chat',
    messages: [
      message(1, {}),
      { type: 'message' },
      message(3, { photo: '../../etc/passwd.jpg' }),
      message(4, { text: 'x'.repeat(5_000_000) }),
      message(5, { text: { deep: 1 } }),
      message(6, {}),
    ],
  }).replace('"text 1"', '"text 1\\q"');
  const items = await readAll(importer, sourceOf({ 'chat.json': text }, 65_536));
  expect(textsOf(items).map((item) => item.text)).toEqual(['text 3', 'text 6']);
  expect(items.map(({ type }) => type)).toEqual(['bad', 'bad', 'bad', 'text', 'bad', 'skipped', 'text']);
});

test.each([
  ['cut off', (whole: string) => whole.slice(0, whole.indexOf('"id": 4'))],
  [
    'followed by rubbish',
    (whole: string) => whole.replace('"id": 4', '\u0000"id": 4').replace(/},\s*\{\s*\u0000/, '} \u0000 {'),
  ],
])('a file that is %s gives what stands before', async (_how, damage) => {
  const items = await readAll(importer, sourceOf({ 'result.json': damage(sample('result.json')) }));
  expect(textsOf(items).map(({ itemKey }) => itemKey)).toEqual(['900000001/2', '900000001/3']);
  expect(items.at(-1)?.type).toBe('bad');
});

test('hostile HTML is a note', async () => {
  const start = sample('messages.html').slice(
    0,
    sample('messages.html').indexOf('<div class="message default'),
  );
  const deep = await readAll(importer, sourceOf({ 'messages.html': start + '<div>'.repeat(50_000) }));
  expect(deep.at(-1)).toMatchObject({ type: 'bad', reason: expect.stringContaining('nested too deep') });
  const long = `<div class="message default" id="message9"><div class="text">${'x'.repeat(3_000_000)}`;
  const huge = await readAll(importer, sourceOf({ 'messages.html': start + long }, 65_536));
  expect(huge.at(-1)).toMatchObject({ type: 'bad', reason: expect.stringContaining('million') });
});

test('leaves other JSON and HTML alone', async () => {
  const others = { 'a.json': '{"type":"FeatureCollection","messages":[]}', 'messages.html': '<p>hello</p>' };
  expect(await importer.fit(sourceOf(others))).toBe(0);
});
