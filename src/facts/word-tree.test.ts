import { describe, expect, it } from 'vitest';
import { WordTree } from './word-tree.ts';

const tree = new WordTree([
  { meaning: 'line', list: { alone: 'line|line id', anywhere: 'ไลน์' } },
  { meaning: 'online', list: { anywhere: 'ออนไลน์' } },
  { meaning: 'q', list: { alone: 'q(?=:)' } },
]);

describe('a word tree', () => {
  it('takes the longest word', () => {
    expect(tree.longestAt('line id x', 0)).toEqual({ meaning: 'line', start: 0, end: 7 });
    expect(tree.longestAt('line x', 0)?.end).toBe(4);
    expect(tree.longestAt('ออนไลน์', 0)?.meaning).toBe('online');
  });

  it('wants no letter beside a word that stands alone', () => {
    expect(tree.longestAt('lines', 0)).toBeUndefined();
    expect(tree.longestAt('online', 2)).toBeUndefined();
    expect(tree.longestAt('@line', 1)).toBeUndefined();
    expect(tree.longestAt('กไลน์', 1)?.meaning).toBe('line');
  });

  it('may touch digits, or anything, where the caller says so', () => {
    expect(tree.longestAt('5line', 1)).toBeUndefined();
    expect(tree.longestAt('5line', 1, 'digits')?.meaning).toBe('line');
    expect(tree.longestAt('kline', 1, 'digits')).toBeUndefined();
    expect(tree.longestAt('kline', 1, 'anything')?.meaning).toBe('line');
  });

  it('keeps to what must follow', () => {
    expect(tree.longestAt('q: 1', 0)?.meaning).toBe('q');
    expect(tree.longestAt('q 1', 0)).toBeUndefined();
  });

  it('looks backward where it is made so', () => {
    const backward = new WordTree([{ meaning: 'USD', list: { alone: 'usd', anywhere: 'us\\$|\\$' } }], {
      isBackward: true,
    });
    expect(backward.longestBefore('us$5', 3)).toEqual({ meaning: 'USD', start: 0, end: 3 });
    expect(backward.longestBefore('xusd5', 4)).toBeUndefined();
    expect(backward.longestBefore('usd', 0)).toBeUndefined();
  });
});
