import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCharacters } from './fold-characters.ts';

describe('folding characters', () => {
  it.each([
    ['１２３ＡＢ＠', '123AB@'],
    ['๐๑๒ ០១២ ၀၁၂ ໐໑໒ ০১২ ०१२ ٠١٢ ۰۱۲', '012 012 012 012 012 012 012 012'],
    ['①②⑩ ❶ ⓪', '1210 1 0'],
    ['𝟏𝟐𝐚𝑏', '12ab'],
    ['1️⃣2️⃣', '12'],
    ['a\u200bb\u2060c', 'abc'],
    ['trie\u0323\u0302u', 'triệu'],
    ['ไลน์ คำ', 'ไลน์ คำ'],
    ['텔레', '텔레'],
    ['য়', 'য\u09bc'],
  ])('reads %j as %j', (text, expected) => {
    expect(foldCharacters(text).text).toBe(expected);
  });

  it('gives back the place of each character in the original', () => {
    const folded = foldCharacters('x①②\u200b③ 電話');
    const at = folded.text.indexOf('123');
    expect([folded.startOf(at), folded.endOf(at + 3)]).toEqual([1, 5]);
    expect([folded.startOf(0), folded.endOf(folded.text.length)]).toEqual([0, 8]);
  });

  it('keeps offsets inside the original, in order, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldCharacters(text);
        let last = 0;
        for (let index = 0; index < folded.text.length; index++) {
          const start = folded.startOf(index);
          const end = folded.endOf(index + 1);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = start;
        }
      }),
    );
  });

  it('says whether a span was dressed up', () => {
    const folded = foldCharacters('ab ①② ๑๒');
    expect(folded.isDressedUp(0, 2)).toBe(false);
    expect(folded.isDressedUp(3, 5)).toBe(true);
    expect(folded.isDressedUp(6, 8)).toBe(false);
    expect(foldCharacters('a\u200bb').isDressedUp(0, 2)).toBe(true);
  });

  it('takes the word breaks of Khmer for no dressing', () => {
    expect(foldCharacters('០៦៩\u200b \u200b៨៨៨').isDressedUp(0, 7)).toBe(false);
  });
});
