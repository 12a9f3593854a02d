import { describe, expect, it } from 'vitest';
import { distinction, distinctionOf } from './distinction.ts';
import { readPattern } from './pattern.ts';

const of = (pattern: string, anchor: string, script?: string, borrowed?: string[]) =>
  distinctionOf(
    readPattern(pattern),
    anchor,
    script === undefined ? undefined : { script, borrowed: borrowed && new Set(borrowed) },
  );

describe('what tells its language by itself', () => {
  it('is a script of its own, or enough letters', () => {
    expect(of('ตั๋วฟรี', 'ตั๋วฟรี', 'Thai')).toBe(distinction.always);
    expect(of('vé máy bay', 've may bay', 'Latn')).toBe(distinction.always);
    expect(of('vé', 've', 'Latn')).toBe(distinction.byLength);
  });

  it('is no English wording of a language that is written otherwise', () => {
    expect(of('agents wanted', 'agents wanted', 'Sinh')).toBe(distinction.never);
    expect(of('agents wanted', 'agents wanted', 'Latn')).toBe(distinction.always);
    expect(of('(call center|vé máy bay)', 'call center', 'Latn', ['call', 'center'])).toBe(distinction.never);
    expect(of('(call center|vé máy bay)', 've may bay', 'Latn', ['call', 'center'])).toBe(distinction.always);
    expect(of('free 🏠', 'free', 'Zsye')).not.toBe(distinction.never);
    expect(of('Sihanoukville', 'sihanoukville')).toBe(distinction.always);
  });
});
