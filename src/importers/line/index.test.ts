import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notesOf, readAll, sampleFiles, sourceOf, textsOf } from '../../../test/fixtures/import-source.ts';
import type { Importer } from '../importer.ts';
import line from './index.ts';

const importer = line as Importer;
const chat = (text: string) => readAll(importer, sourceOf({ 'chat.txt': text }, 11));

test('reads quoted lines, days and markers', async () => {
  const source = sourceOf(sampleFiles(join(import.meta.dirname, 'samples')), 9);
  expect(await importer.fit(source)).toBe(10);
  const items = await readAll(importer, source);
  expect(textsOf(items).map(({ sentAt, sender, text }) => [sentAt, sender?.name, text])).toEqual([
    [
      '2026-11-22T08:15',
      'Sample Agent',
      'Chat work abroad\nRoom and flight paid\n2026/12/01(Tue)\nis the first day',
    ],
    ['2026-11-23T09:00', 'Sample Friend', 'Call +1 202 555 0101'],
  ]);
  expect(notesOf(items).map(({ type, position }) => [type, position.split(' ')[1]])).toEqual([
    ['skipped', '9'],
    ['skipped', '10'],
    ['skipped', '14'],
  ]);
});

test.each([
  [
    'Japanese',
    '[LINE] 見本とのトーク履歴\n保存日時：2026/11/23 12:00\n\n2026/11/23(月)\n午後8:15\t見本\t仕事',
    '2026-11-23T20:15',
  ],
  [
    'Thai',
    '[LINE] ประวัติการสนทนากับ ตัวอย่าง\nบันทึกเมื่อ: 2569/11/23 12:00\n\n2569/11/23(จ.)\n20:15\tตัวอย่าง\tงาน',
    '2026-11-23T20:15',
  ],
  [
    'Chinese',
    '[LINE] 與樣本的聊天記錄\n儲存日期：2026/11/23 12:00\n\n2026/11/23（一）\n下午08:15\t樣本\t工作',
    '2026-11-23T20:15',
  ],
  [
    'English, day first',
    '[LINE] Chat history with A\nSaved on: x\n\nMon, 23/11/2026\n08:15PM\tA\twork',
    '2026-11-23T20:15',
  ],
  [
    'English, month first',
    '[LINE] Chat history with A\nSaved on: x\n\nMon, 11/23/2026\n8:15 PM\tA\twork',
    '2026-11-23T20:15',
  ],
  ['computer', '2026.11.23 Monday\n20:15 Sample work', '2026-11-23T20:15'],
])('reads days and times in %s', async (_language, text, sentAt) => {
  expect(await importer.fit(sourceOf({ 'chat.txt': text }))).toBeGreaterThanOrEqual(7);
  const [found, ...more] = textsOf(await chat(text));
  expect(found?.sentAt).toBe(sentAt);
  expect(more).toEqual([]);
});

test('a name with blanks is told by the header, where no tabs are', async () => {
  const text = '[LINE] Sample Agentとのトーク履歴\n\n2026.11.23 月曜日\n20:15 Sample Agent good work';
  expect(textsOf(await chat(text))[0]).toMatchObject({ text: 'good work', sender: { id: 'Sample Agent' } });
});

test('a quotation mark that is never closed swallows nothing', async () => {
  const text =
    '[LINE] x\n\n2026/11/22(Sun)\n08:15\tA\t"open\n08:16\tB\tnext\n\n2026/11/23(Mon)\n08:17\tA\t"again\n\n2026/11/24(Tue)\n08:18\tB\tlast';
  expect(textsOf(await chat(text)).map((item) => [item.sentAt, item.text])).toEqual([
    ['2026-11-22T08:15', '"open'],
    ['2026-11-22T08:16', 'next'],
    ['2026-11-23T08:17', '"again'],
    ['2026-11-24T08:18', 'last'],
  ]);
});

test('damage is a note, the rest is read', async () => {
  const start = '[LINE] x\n\n2026/11/22(Sun)\n08:15\tA\tone\n';
  const long = `08:16\tA\t${'x'.repeat(400_000)}\n08:17\tA\t"${'line\n'.repeat(100_000)}`;
  const bytes = Buffer.concat([
    Buffer.from(start + long),
    Buffer.from('08:18\tA\t'),
    Buffer.from([0xff, 10]),
    Buffer.from('08:19\tB\t\0two'),
  ]);
  const items = await readAll(importer, sourceOf({ 'chat.txt': bytes }, 65_536));
  expect(textsOf(items).map(({ text }) => text)).toEqual(['one', 'two']);
  expect(notesOf(items).map(({ type }) => type)).toEqual(['bad', 'bad', 'bad']);
});

test('leaves other texts alone', async () => {
  for (const text of ['23/11/2026, 08:17 - A: hello', '2026/11/23\nshopping list', 'id\ttext\n1\twork'])
    expect(await importer.fit(sourceOf({ 'a.txt': text }))).toBe(0);
});
