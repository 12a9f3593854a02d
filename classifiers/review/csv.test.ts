import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSheet, readCsv, writeCsv } from './csv.ts';

const cells = (text: string): string[][] => readCsv(text).map((row) => row.cells);

describe('a sheet', () => {
  it('comes back as it was written, whatever stands in it', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '=1+1',
        "'=x",
        '@a',
        '-3',
        '3-5',
        '12',
        'a,b;c',
        '"',
        'two\nlines',
        '\ttab',
        "'5",
        ' x ',
      ),
    );
    const row = fc.tuple(fc.constant('rule'), cell, cell).map((one) => [...one, 'end']);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.constantFrom(',', ';', '\t'), (rows, separator) => {
        const all = [['a', 'b', 'c', 'd'], ...rows];
        expect(cells(writeCsv(all, separator as ',' | ';' | '\t'))).toEqual(all);
      }),
    );
  });

  it('begins with a byte order mark, and holds no cell that a spreadsheet would run or turn into a date', () => {
    const text = writeCsv([['=HYPERLINK("http://x")', '+1', '@SUM(A1)', '-cmd', '3-5', '1/2']], ',');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text.slice(1).trimEnd()).toBe(`"'=HYPERLINK(""http://x"")",'+1,'@SUM(A1),'-cmd,'3-5,'1/2`);
  });

  it('is read as other programs save it: semicolons, tabs, bare line feeds, no end of line', () => {
    expect(cells('a;b\nc;"d;e"')).toEqual([
      ['a', 'b'],
      ['c', 'd;e'],
    ]);
    expect(cells('a\tb\r\nc\t\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
    expect(cells('a,b\n,,\n\nc,')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
  });

  it('tells on which line of the file a row begins', () => {
    expect(readCsv('a,b\n"two\nlines",x\nc,d\n').map((row) => row.line)).toEqual([1, 2, 4]);
    expect(() => readCsv('a,b\nc,"d\n')).toThrow('line 2: a quotation mark is never closed');
  });

  it('is decoded from UTF-8 and from what Excel calls Unicode text, and refused in other encodings', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('đặt', 'utf16le')]);
    expect(decodeSheet(utf16)).toContain('đặt');
    expect(decodeSheet(Buffer.from('\ufeffđặt'))).toContain('đặt');
    expect(() => decodeSheet(Buffer.from([0x61, 0xe9, 0x62]))).toThrow('CSV UTF-8');
  });
});
