import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, safeCell } from './csv-line.ts';

/** A plain reader after RFC 4180, for the test. */
const readCsv = (text: string): string[][] => {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const match of text.matchAll(cell)) {
    const value = match[1] === undefined ? (match[2] as string) : match[1].replaceAll('""', '"');
    (rows.at(-1) as string[]).push(value);
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
};

describe('a line of CSV', () => {
  it.each(['=1+1', '+855', '-2', '@cmd', '\tx', '\rx', ' =1', '＝1', '\n=x'])(
    'keeps %j from being run as a formula',
    (value) => {
      expect(readCsv(csvLine([value]))).toEqual([[`'${value}`]]);
    },
  );

  it('leaves ordinary text alone', () => {
    expect(safeCell('read first')).toBe('read first');
    expect(safeCell('a@b, c')).toBe('"a@b, c"');
    expect(safeCell('say "x"')).toBe('"say ""x"""');
  });

  it('gives every text back, but for the apostrophe, in as many cells as were written', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 6 }), (cells) => {
        const [row, ...rest] = readCsv(csvLine(cells));
        expect(rest).toEqual([]);
        expect(row?.map((cell, at) => (cell === cells[at] ? cell : cell.slice(1)))).toEqual(cells);
        for (const cell of row ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
