import { expect, it } from 'vitest';
import { readAll, sourceOf, textsOf } from '../../../test/fixtures/import-source.ts';
import type { Importer } from '../importer.ts';
import csv from './index.ts';

const importer = csv as Importer;
const read = async (content: string | Uint8Array) => {
  const source = sourceOf({ 'table.csv': content }, 7);
  return readAll(importer, source, await importer.guess?.(source, importer.options.parse({})));
};

it.each([
  ['UTF-16 with a mark and tabs', Buffer.from('\ufefftiêu đề\tmô tả\nPhụ bếp\tViệc nhẹ\n', 'utf16le')],
  ['UTF-8 with a mark and semicolons', Buffer.from('\ufefftitle;description\nPhụ bếp;Việc nhẹ\n')],
])('%s', async (_name, bytes) => {
  expect(textsOf(await read(bytes)).map(({ title, text }) => [title, text])).toEqual([
    ['Phụ bếp', 'Việc nhẹ'],
  ]);
});

it('reads GBK with Chinese column names', async () => {
  // 标题,描述 and 招聘客服,缅甸 in GBK
  const bytes = Buffer.from('b1eacce22cc3e8caf60ad5d0c6b8bfcdb7fe2cc3e5b5e90a'.repeat(1), 'hex');
  expect(textsOf(await read(bytes))[0]?.text).toBe('缅甸');
});

it('keeps quoted line breaks and counts real lines', async () => {
  const items = await read('title,text\nOne,"a\nb"\nTwo,c\n');
  expect(textsOf(items).map(({ position, text }) => [position, text])).toEqual([
    ['line 2', 'a\nb'],
    ['line 4', 'c'],
  ]);
});

it('takes the longest column where nothing is named', async () => {
  expect(
    textsOf(await read('1,a long text about a job\n2,another text about a job\n')).map(({ text }) => text),
  ).toEqual(['a long text about a job', 'another text about a job']);
});
