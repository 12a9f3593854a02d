import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storable, storableJson } from './insert-rows.ts';

/** Everything that a page can put into a string, half surrogate pairs and backslashes included. */
const anyText = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 40 });
const awkward = fc.string({
  unit: fc.constantFrom('\u0000', '\\', '"', 'u', '0', 'd', '8', '\ud83d', '\ude00', 'x'),
  maxLength: 40,
});

describe('what PostgreSQL can not hold', () => {
  it('becomes U+FFFD, one unit for one, and the rest stays', () => {
    expect(storable('a\u0000b\ud83dc\ude00d😀')).toBe('a\ufffdb\ufffdc\ufffdd😀');
    expect(storableJson({ text: '\\u0000 stays, \u0000 goes' })).toBe(
      '{"text":"\\\\u0000 stays, \ufffd goes"}',
    );
  });

  it('is the same in text and in JSON, and keeps every offset', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, awkward), (text) => {
        const stored = storable(text);
        expect(stored).toHaveLength(text.length);
        expect(JSON.parse(storableJson({ text }))).toEqual({ text: stored });
        expect(storable(stored)).toBe(stored);
      }),
    );
  });
});
