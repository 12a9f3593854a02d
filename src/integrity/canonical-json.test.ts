import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('writes members in the order of their names, without blanks', () => {
    expect(canonicalJson({ b: [1, 'x', null], a: { d: 1.0, c: true }, skipped: undefined })).toBe(
      '{"a":{"c":true,"d":1},"b":[1,"x",null]}',
    );
  });

  it('orders names by UTF-16 code units as RFC 8785 does', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '\u{1f600}': 3, '1': 4, ö: 5 })).toBe(
      '{"\\r":2,"1":4,"ö":5,"€":1,"😀":3}',
    );
  });

  it('refuses what JSON can not hold', () => {
    for (const value of [1n, Number.NaN, () => 1, Symbol('s')])
      expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('is the same for the same value in any member order, and reads back as that value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
};
