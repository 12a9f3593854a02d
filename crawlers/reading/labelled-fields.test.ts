import { describe, expect, it } from 'vitest';
import { labelledLine, readLabelledFields } from './labelled-fields.ts';
import { findMainContent } from './main-content.ts';
import { parsePage } from './parse-page.ts';

const read = (html: string) => readLabelledFields(findMainContent(parsePage(`<main>${html}</main>`).$));

describe('labelled rows', () => {
  it.each([
    ['a table', '<table><tr><th>Salary</th><td>USD 500</td><th>Location</th><td>Poipet</td></tr></table>'],
    [
      'a table without heads',
      '<table><tr><td>Salary:</td><td>USD 500</td></tr><tr><td>Location</td><td>Poipet</td></tr></table>',
    ],
    [
      'a row of headings',
      '<table><thead><tr><th>Salary</th><th>Hours</th><th>Location</th></tr></thead><tbody><tr><td>USD 500</td><td>8</td><td>Poipet</td></tr></tbody></table>',
    ],
    [
      'a row of headings without marks',
      '<table><tr><td>Salary</td><td>Location</td></tr><tr><td>USD 500</td><td>Poipet</td></tr></table>',
    ],
    ['a definition list', '<dl><dt>Salary</dt><dd>USD 500</dd><dt>Location</dt><dd>Poipet</dd></dl>'],
    [
      'spans',
      '<div><span>Salary</span><span>USD 500</span></div><div><span>Location:</span> <b>Poipet</b></div>',
    ],
    ['lines', '<p>Salary: USD 500<br>💰 Location： Poipet</p>'],
    ['strong words', '<p><strong>Salary:</strong> USD 500</p><p><strong>Location:</strong> Poipet</p>'],
  ])('are read from %s', (_name, html) => {
    expect(read(html)).toEqual({ pay: 'USD 500', location: 'Poipet' });
  });

  it('take the first of two and pass over empty ones and labels in the place of values', () => {
    expect(
      read('<dl><dt>Salary</dt><dd>~</dd><dt>Wage</dt><dd>900</dd><dt>Pay</dt><dd>100</dd></dl>'),
    ).toEqual({ pay: '900' });
    expect(read('<table><tr><th>Salary</th><td>Location</td></tr></table>')).toEqual({});
  });
});

it.each([
  ['工作地点：妙瓦底', 'location', '妙瓦底'],
  ['薪资待遇: 15000', 'pay', '15000'],
  ['Mức lương: 20 triệu', 'pay', '20 triệu'],
  ['เงินเดือน : 35,000', 'pay', '35,000'],
  ['Penempatan: Kamboja', 'location', 'Kamboja'],
  ['Sahod: 60k', 'pay', '60k'],
  ['급여 : 500만원', 'pay', '500만원'],
  ['Зарплата: 2000$', 'pay', '2000$'],
  ['वेतन: 50000', 'pay', '50000'],
  ['ប្រាក់ខែ៖ 500', 'pay', '500'],
  ['🏢 Company: Invented Ltd', 'employer', 'Invented Ltd'],
  ['Please note: bring a passport', undefined, undefined],
])('%s', (line, field, value) => {
  expect(labelledLine(line)).toEqual(field === undefined ? undefined : { field, value });
});
