import { describe, expect, it } from 'vitest';
import { wordStartsOf } from './word-starts.ts';

const startsOf = (text: string): string[] => {
  const { lower, offsets } = wordStartsOf(text);
  return offsets.map((offset) => lower.slice(offset));
};

describe('word starts', () => {
  it('are where a word or a number begins', () => {
    expect(startsOf('Rp7jt a1')).toEqual(['rp7jt a1', '7jt a1', 'a1', '1']);
  });

  it('are everywhere in scripts without spaces', () => {
    expect(startsOf('加vx')).toEqual(['加vx', 'vx']);
    expect(startsOf('ไล 5')).toEqual(['ไล 5', 'ล 5', '5']);
  });

  it('tell apart texts that follow each other', () => {
    expect(['one', 'two', 'one'].map((text) => wordStartsOf(text).lower)).toEqual(['one', 'two', 'one']);
  });
});
