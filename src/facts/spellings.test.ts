import { describe, expect, it } from 'vitest';
import { spellingsOf } from './spellings.ts';

const texts = (pattern: string): string[] => spellingsOf(pattern).map((one) => one.text);

describe('spellings', () => {
  it.each([
    ['rp|rupiah', ['rp', 'rupiah']],
    ['colou?r', ['color', 'colour']],
    ['[維维]信', ['維信', '维信']],
    ['lakh(?:s|hs)?', ['lakh', 'lakhs', 'lakhhs']],
    ['so+', ['so', 'soo', 'sooo']],
    ['s\\$', ['s$']],
  ])('of %j are plain words', (pattern, expected) => {
    expect(texts(pattern)).toEqual(expected);
  });

  it('keep what must follow', () => {
    const [spelling] = spellingsOf('p(?=\\d)');
    expect(spelling?.text).toBe('p');
    expect(spelling?.follow?.source).toBe('(?=\\d)');
  });

  it.each(['a(b', 'a)', '(?<!x)a', 'a*'])('refuse %j', (pattern) => {
    expect(() => spellingsOf(pattern)).toThrow(pattern);
  });
});
