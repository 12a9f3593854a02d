import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, originalSpan } from './fold.ts';

const folded = (text: string): string => fold(text).text;

describe('fold', () => {
  it.each([
    ['Việc Nhẹ LƯƠNG Cao, đặt cọc', 'viec nhe luong cao, dat coc'],
    ['việc nhẹ'.normalize('NFD'), 'viec nhe'],
    ['ＦＲＥＥ　ｔｉｃｋｅｔ １２３', 'free ticket 123'],
    ['๑๒๓ ១២៣ ၁၂၃ १२३ ١٢٣', '123 123 123 123 123'],
    ['高薪誠聘 海外客服', '高薪诚聘海外客服'],
    ['frее tickеt', 'free ticket'],
    ['кассa', 'касса'],
    ['fr\u200bee\u200d tic\u2060ket', 'free ticket'],
    ['ｶﾞｲｼﾞﾝ', 'ガイジン'],
    ['해외취업'.normalize('NFD'), '해외취업'],
    ['𝐅𝐫𝐞𝐞 🅵🆁🅴🅴 ⓕⓡⓔⓔ', 'free free free'],
    ['ё Й'.normalize('NFD'), 'е й'],
    ['เเละ', 'และ'],
    ['pick-up 18–35', 'pick up 18-35'],
    ['a \n\n  b', 'a\nb'],
    ['іnstаgram', 'instagram'],
    ['telegrам', 'telegram'],
    ['ﻣﺴـﺌﻮل كُتّاب', 'مسیول کتاب'],
  ])('folds %s to %s', (text, expected) => {
    expect(folded(text)).toBe(fold(expected).text);
    expect(folded(text)).toBe(expected);
  });

  it('keeps vowel signs of Indic and South-East Asian scripts', () => {
    for (const text of ['कंबोडिया', 'কম্বোডিয়া', 'ที่พัก', 'ទីក្រុង', 'မြဝတီ', 'ລ້ຽງ', 'கம்போடியா'])
      expect([...folded(text)].length).toBeGreaterThanOrEqual([...text.normalize('NFC')].length - 1);
    expect(folded('ที่พัก')).not.toBe(folded('ทพก'));
  });

  it.each([
    ['Thai tone and vowel', 'ท\u0e48\u0e35', 'ท\u0e35\u0e48'],
    ['Thai SARA AM and tone', 'น\u0e4d\u0e49า', 'น\u0e49ำ'],
    ['Burmese asat and dot', 'မ\u103a\u1037', 'မ\u1037\u103a'],
    ['Burmese vowels and dot', 'က\u102d\u1037\u102f', 'က\u102d\u102f\u1037'],
    ['the Burmese digit zero for the letter wa', 'မြ\u1040တီ \u1040င်', 'မြဝတီ ဝင်'],
    ['Tamil vowel of two parts', 'க\u0bc6\u0bbe', 'க\u0bca'],
    ['Malayalam chillu', 'ന\u0d4d\u200d', 'ൻ'],
    ['Bengali khanda ta', 'ত\u09cd\u200d', 'ৎ'],
    ['Arabic hamza on its seat', 'مسي\u0654ول', 'مسئول'],
  ])('makes one of two ways to type %s', (_name, one, other) => {
    expect(folded(one)).toBe(folded(other));
  });

  it('keeps a Burmese number that has a zero', () => {
    expect(folded('၁၀သိန်း')).toContain('10');
  });

  it('folds Kazakh and Kyrgyz letters to what a Russian keyboard has, and keeps them beside', () => {
    expect(folded('жұмыс іздеңіз')).toBe('жумыс издениз');
    expect(fold('жұмыс').marked).toBe('жұмыс');
  });

  it('keeps the accents beside the folded letters', () => {
    expect(fold('đặt cọc').marked).toBe('đặt cọc');
    expect(fold('đặt cọc'.normalize('NFD')).marked).toBe('đặt cọc');
  });

  it('cuts whole characters out of the original', () => {
    const original = 'gọi Ｔｅｌ́ 👍🏽 ép';
    const result = fold(original);
    const at = result.text.indexOf('tel');
    const { start, end } = originalSpan(result, at, at + 3);
    expect(original.slice(start, end)).toBe('Ｔｅｌ́');
  });

  it('notes invisible characters inside words, but not in scripts that need them', () => {
    expect(fold('tele\u200bgram').notes).toEqual([{ kind: 'invisible', start: 4, end: 5 }]);
    expect(fold('ភាសា\u200bខ្មែរ').notes).toEqual([]);
    expect(fold('क्\u200dष').notes).toEqual([]);
  });

  it('notes words of mixed alphabets, but not words of one', () => {
    expect(fold('tеlegram').notes).toEqual([{ kind: 'look-alike', start: 0, end: 8 }]);
    expect(fold('работа job').notes).toEqual([]);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        'e',
        'é',
        '\u0301',
        '\u200b',
        ' ',
        '\n',
        '\u1100',
        '\u1161',
        'ｶ',
        'ﾞ',
        'ﷺ',
        '\ud800',
        '𝐀',
        'เ',
        'ำ',
        'а',
        'p',
        '高',
        '-',
        '1️⃣',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);

describe('offsets of fold', () => {
  it('point into the original, are never empty and never decrease', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: result, marked, starts, ends } = fold(text);
        expect(marked.length).toBe(result.length);
        expect(starts.length).toBe(result.length);
        for (let at = 0; at < result.length; at += 1) {
          const start = starts[at] as number;
          const end = ends[at] as number;
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          if (at > 0) {
            expect(start).toBeGreaterThanOrEqual(starts[at - 1] as number);
            expect(end).toBeGreaterThanOrEqual(ends[at - 1] as number);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('never cut a surrogate pair', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { starts, ends } = fold(text);
        const isInsidePair = (at: number): boolean =>
          at > 0 &&
          at < text.length &&
          /[\ud800-\udbff]/.test(text.charAt(at - 1)) &&
          /[\udc00-\udfff]/.test(text.charAt(at));
        for (const at of [...starts, ...ends]) expect(isInsidePair(at)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('do not depend on composition', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'ế',
            'ọ',
            'đ',
            'a',
            ' ',
            'ガ',
            '각',
            'ñ',
            'й',
            'ї',
            'ў',
            'أ',
            'ئ',
            'கொ',
            'കൊ',
            'ো',
            'කො',
          ),
          maxLength: 30,
        }),
        (text) => {
          expect(folded(text.normalize('NFD'))).toBe(folded(text.normalize('NFC')));
        },
      ),
    );
  });
});

describe('hostile texts', () => {
  // counted in units, not in time: each of these would take minutes if folding were quadratic
  it.each([
    ['a million zero-width characters', `a${'\u200b'.repeat(1_000_000)}b`, 2],
    ['a million accents on one letter', `a${'\u0301'.repeat(1_000_000)}`, 1],
    ['a million spaces', ' '.repeat(1_000_000), 1],
    ['a hundred thousand conjoining letters', '\u1100'.repeat(100_000), 100_000],
    ['a hundred thousand long ligatures', '\ufdfa'.repeat(100_000), 100_000],
    ['a hundred thousand Burmese marks', '\u103a\u1037'.repeat(50_000), 100_000],
  ])('%s', (_name, text, length) => {
    expect(fold(text).text.length).toBe(length);
  });
});
