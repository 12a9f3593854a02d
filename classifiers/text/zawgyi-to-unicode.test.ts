import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, originalSpan } from './fold.ts';
import { isZawgyi } from './zawgyi.ts';
import { zawgyiToUnicode } from './zawgyi-to-unicode.ts';

/** The same words in both encodings. */
const pairs: [unicode: string, zawgyi: string][] = [
  ['မြန်မာ', '\u103b\u1019\u1014\u1039\u1019\u102c'],
  ['ထိုင်း', '\u1011\u102d\u102f\u1004\u1039\u1038'],
  ['ကျောက်', '\u1031\u1000\u103a\u102c\u1000\u1039'],
  ['ကျွန်တော်', '\u1000\u103a\u103c\u1014\u1039\u1031\u1010\u102c\u1039'],
  ['အင်္ဂလိပ်', '\u1021\u1002\u1064\u101c\u102d\u1015\u1039'],
  ['သင်္ဘော', '\u101e\u1031\u1018\u1064\u102c'],
  ['ဝန်ထမ်း', '\u101d\u1014\u1039\u1011\u1019\u1039\u1038'],
  ['ဝေး', '\u1031\u1040\u1038'],
  ['ရှိ', '\u101b\u103d\u102d'],
  ['နှုန်း', '\u108f\u1088\u1014\u1039\u1038'],
  ['သတ္တု', '\u101e\u1010\u1071\u1033'],
];

describe('Zawgyi', () => {
  it.each(pairs)('%s', (unicode, zawgyi) => {
    expect(zawgyiToUnicode(zawgyi).text).toBe(unicode);
  });

  it('is folded like Unicode, and spans are cut out of the original by whole syllables', () => {
    const place = '\u103b\u1019\u101d\u1010\u102e';
    const original = `\u1031\u1010\u102c\u1039 ${place} (1500 USD)`;
    const folded = fold(original);
    expect(isZawgyi(original)).toBe(true);
    const at = folded.text.indexOf('မြဝတီ');
    const { start, end } = originalSpan(folded, at, at + 5);
    expect(original.slice(start, end)).toBe(place);
    expect(folded.text).toContain('1500 usd');
  });

  it('reads the digit zero before a letter as the letter wa', () => {
    expect(fold('\u1040\u1014\u1039\u1011\u1019\u1039\u1038').text).toBe(fold('ဝန်ထမ်း').text);
  });

  it('is not seen in Unicode text', () => {
    for (const [unicode] of pairs) expect(isZawgyi(unicode)).toBe(false);
    expect(isZawgyi('မြဝတီမြို့တွင် ဝန်ထမ်းခေါ်သည်၊ လစာကောင်း')).toBe(false);
  });

  it('keeps offsets in any order of letters and signs', () => {
    const unit = fc.constantFrom(
      ...'\u1000\u1019\u1025\u1031\u103b\u103a\u1039\u102d\u102f\u1064\u1071\u1088\u1040\u1038 a\n😀',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        const { starts, ends, text: result } = fold(`${text} \u1060`);
        expect(starts.length).toBe(result.length);
        for (let at = 0; at < result.length; at += 1) {
          expect(ends[at]).toBeGreaterThan(starts[at] as number);
          if (at > 0) expect(starts[at]).toBeGreaterThanOrEqual(starts[at - 1] as number);
          if (at > 0) expect(ends[at]).toBeGreaterThanOrEqual(ends[at - 1] as number);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
