import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notesOf, readAll, sampleFiles, sourceOf, textsOf } from '../../../test/fixtures/import-source.ts';
import type { Importer } from '../importer.ts';
import whatsapp from './index.ts';

const importer = whatsapp as Importer;
const chat = (text: string, options?: unknown) =>
  readAll(importer, sourceOf({ '_chat.txt': text }, 13), options);
const times = async (text: string) => textsOf(await chat(text)).map(({ sentAt }) => sentAt);

test('reads an Android chat: lines, numbers, pictures, edits; leaves out what WhatsApp writes', async () => {
  const files = {
    ...sampleFiles(join(import.meta.dirname, 'samples')),
    'IMG-20261123-WA0001.jpg': 'a picture',
  };
  expect(await importer.fit(sourceOf(files))).toBe(10);
  const items = await readAll(importer, sourceOf(files));
  const texts = textsOf(items);
  expect(texts.map(({ text }) => text)).toEqual([
    'Customer service abroad\nRoom, food and flight paid\nWrite to +1 202 555 0101 or https://example.com/apply.',
    'Is it real?',
    'Two places left',
    'Answer today',
  ]);
  expect(texts[0]).toMatchObject({
    position: 'line 3 of WhatsApp Chat with Sample Group.txt',
    sentAt: '2026-11-23T08:17',
    sender: { id: 'Sample Agent', contacts: [] },
    links: ['https://example.com/apply'],
  });
  expect(texts[1]?.sender).toEqual({
    id: '+12025550102',
    name: '+1 202 555 0102',
    contacts: ['+1 202 555 0102'],
  });
  expect(texts[2]?.images.map(({ path }) => path)).toEqual(['IMG-20261123-WA0001.jpg']);
  expect(notesOf(items).map(({ position }) => position.split(' ')[1])).toEqual(['1', '2', '7', '10']);
});

test('reads an iPhone chat with its marks', async () => {
  const items = await chat(
    [
      '\u200e[23/11/26, 8:15:09\u202fPM] Sample Group: \u200eMessages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. WhatsApp.',
      '[23/11/26, 8:16:00\u202fPM] ~\u202fSample Agent: Work abroad\r',
      'second line',
      '\u200e[23/11/26, 8:17:00\u202fPM] \u202a+1 202 555 0103\u202c: \u200eimage omitted',
      '[23/11/26, 8:18:00\u202fPM] \u202a+1 202 555 0103\u202c: Look \u200e<This message was edited>',
      '\u200e[23/11/26, 8:19:00\u202fPM] Sample Agent: flyer\u200e',
      '\u200e<attached: 00000012-PHOTO-2026-11-23-20-19-00.jpg>',
    ].join('\n'),
  );
  expect(textsOf(items).map(({ text, sentAt, sender }) => [sender?.id, sentAt, text])).toEqual([
    ['Sample Agent', '2026-11-23T20:16:00', 'Work abroad\nsecond line'],
    ['+12025550103', '2026-11-23T20:18:00', 'Look'],
    ['Sample Agent', '2026-11-23T20:19:00', 'flyer'],
  ]);
});

test.each([
  ['Chinese', '2026/11/23 下午8:15 - 样本: 工作', '2026-11-23T20:15'],
  ['Chinese, early', '2026/11/23 凌晨12:15 - 样本: 工作', '2026-11-23T00:15'],
  ['Korean', '2026. 11. 23. 오후 8:15 - 샘플: 일', '2026-11-23T20:15'],
  ['Japanese', '[2026/11/23 20:15:09] 見本: 仕事', '2026-11-23T20:15:09'],
  ['Vietnamese', '20:15, 23/11/2026 - Mẫu: việc', '2026-11-23T20:15'],
  ['Vietnamese, halves', '[23/11/2026, 8:15:09 CH] Mẫu: việc', '2026-11-23T20:15:09'],
  ['Thai, Buddhist year', '23/11/2569 20:15 - ตัวอย่าง: งาน', '2026-11-23T20:15'],
  ['Thai, two digits', '23/11/69 20:15 - ตัวอย่าง: งาน', '2026-11-23T20:15'],
  ['Arabic', '[٢٣‏/١١‏/٢٠٢٦، ٨:١٥:٠٩ م] عينة: عمل', '2026-11-23T20:15:09'],
  ['Persian calendar', '۱۴۰۵/۹/۲،‏ ۲۰:۱۵ - نمونه: کار', '2026-11-23T20:15'],
  ['Hindi', '23/11/26, 8:15 अपराह्न - नमूना: काम', '2026-11-23T20:15'],
  ['Bengali digits', '২৩/১১/২৬, ৮:১৫ PM - নমুনা: কাজ', '2026-11-23T20:15'],
  ['Spanish', '23/11/26 8:15 p.\u00a0m. - Muestra: trabajo', '2026-11-23T20:15'],
  ['Indonesian', '23/11/26 20.15 - Contoh: kerja', '2026-11-23T20:15'],
  ['German', '23.11.26, 20:15 - Muster: Arbeit', '2026-11-23T20:15'],
  ['ISO', '2026-11-23, 8:15 p.m. - Sample: work', '2026-11-23T20:15'],
  ['American', '11/23/26, 8:15 PM - Sample: work', '2026-11-23T20:15'],
  ['old', '23/11/2026 20:15:09: Sample: work', '2026-11-23T20:15:09'],
  ['midnight', '11/23/26, 12:15 AM - Sample: work', '2026-11-23T00:15'],
])('reads dates and times as written in %s', async (_manner, line, sentAt) => {
  expect(await times(line)).toEqual([sentAt]);
});

test('the whole file tells whether the day or the month comes first', async () => {
  expect(await times('03/04/2026, 08:00 - A: x\n04/13/2026, 08:00 - A: y')).toEqual([
    '2026-03-04T08:00',
    '2026-04-13T08:00',
  ]);
  // Only its running forward tells.
  expect(await times('02/03/2026, 08:00 - A: x\n03/01/2026, 08:00 - A: y\n03/02/2026, 08:00 - A: z')).toEqual(
    ['2026-02-03T08:00', '2026-03-01T08:00', '2026-03-02T08:00'],
  );
});

test('says how it read dates that nothing decides, and does as it is told', async () => {
  const undecided = '03/04/2026, 08:00 - A: x';
  const items = await chat(undecided);
  expect(items[0]).toMatchObject({
    type: 'skipped',
    reason: expect.stringMatching(/day first: .*other order/),
  });
  expect(textsOf(items)[0]?.sentAt).toBe('2026-04-03T08:00');
  expect(textsOf(await chat(undecided, { dateOrder: 'month first' }))[0]?.sentAt).toBe('2026-03-04T08:00');
});

test('keys stay the same when the chat is exported again with more messages', async () => {
  const before = '23/11/2026, 08:17 - A: same\n23/11/2026, 08:17 - A: same\n23/11/2026, 08:18 - A: same';
  const keys = async (text: string) => textsOf(await chat(text)).map(({ itemKey }) => itemKey);
  const first = await keys(before);
  expect(new Set(first).size).toBe(3);
  expect((await keys(`${before}\n23/11/2026, 08:19 - A: new`)).slice(0, 3)).toEqual(first);
});

test('damage is a note, the rest is read', async () => {
  const bytes = Buffer.concat([
    Buffer.from(`${'x'.repeat(400_000)}\n23/11/2026, 08:15 - A: one\n23/11/2026, 08:16 - B: `),
    Buffer.from([0xff, 0xfe, 0x80]),
    Buffer.from(`\n23/11/2026, 08:17 - C: ${'y'.repeat(400_000)}\n23/11/2026, 08:18 - D: \0two\n`),
    Buffer.from('23/11/2026, 08:19 - E: ../../secret.jpg (file attached)\n99/99/2026, 08:19 - F: three'),
  ]);
  const items = await readAll(
    importer,
    sourceOf({ '_chat.txt': Buffer.concat([Buffer.from('23/11/2026, 08:15 - A: zero\n'), bytes]) }, 65_536),
  );
  expect(textsOf(items).map(({ text, sentAt }) => [text, sentAt !== undefined])).toEqual([
    ['one', true],
    ['two', true],
    // No file is looked for under such a name.
    ['../../secret.jpg (file attached)', true],
    ['three', false],
  ]);
  expect(notesOf(items).filter(({ type }) => type === 'bad')).toHaveLength(3);
});

test('reads a chat that an editor saved as UTF-16', async () => {
  const text = Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from('23/11/2026, 08:15 - A: 工作', 'utf16le'),
  ]);
  const source = sourceOf({ '_chat.txt': text }, 5);
  expect(await importer.fit(source)).toBe(10);
  expect(textsOf(await readAll(importer, source))[0]?.text).toBe('工作');
});

test('leaves other texts alone', async () => {
  const line =
    '[LINE] Chat history with Sample\nSaved on: 2026/11/23 12:00\n\n2026/11/23(Mon)\n08:15\tA\thello';
  for (const text of [line, 'Hello, this is a letter of 23/11/2026, 08:15 - or so', '', 'id,text\n1,work'])
    expect(await importer.fit(sourceOf({ 'a.txt': text }))).toBe(0);
});
