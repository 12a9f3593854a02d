import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLetter, isMark, joinsLetters, lowerCased } from './letter-kinds.ts';

describe('lower case', () => {
  it('keeps every offset', () => {
    expect(lowerCased('İstanbul ÇOK')).toBe('istanbul çok');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => lowerCased(text).length === text.length));
  });
});

describe('kinds of letters', () => {
  it('are those of Unicode', () => {
    const kindsOf = (character: string): boolean[] =>
      [isLetter, isMark, joinsLetters].map((is) => is(character.charCodeAt(0)));
    expect(kindsOf('a')).toEqual([true, false, true]);
    expect(kindsOf('ж')).toEqual([true, false, true]);
    expect(kindsOf('ก')).toEqual([true, false, false]);
    expect(kindsOf('\u0301')).toEqual([false, true, false]);
    expect(kindsOf('5')).toEqual([false, false, false]);
  });
});
