import { describe, expect, it } from 'vitest';
import { keepParts, sortParts } from './query-parts.ts';

const board = 'https://board.example/jobs';
const without = (search: string, name: string): string => {
  const url = new URL(board + search);
  keepParts(url, (part) => part.name !== name);
  return url.search;
};
const sorted = (search: string): string => {
  const url = new URL(board + search);
  sortParts(url);
  return url.search;
};

describe('a query without some of its parts', () => {
  it.each([
    ['?kw=%C8%CB&utm=1', '?kw=%C8%CB'],
    ['?kw=%a4u%b5%7b&utm=1&x=a%20b', '?kw=%a4u%b5%7b&x=a%20b'],
    ['?%C8%CB=1&u%74m=2&&b', '?%C8%CB=1&b'],
    ['?utm', ''],
    ['?a=%zz&utm=1', '?a=%zz'],
    ['??utm=1&utm=2', '??utm=1'],
    ['?a=1&&b=2', '?a=1&&b=2'],
  ])('%s is %s', (search, expected) => {
    expect(without(search, 'utm')).toBe(expected);
  });
});

describe('a query in order', () => {
  it.each([
    ['?b=2&a=%B9%A4&b=1', '?a=%B9%A4&b=2&b=1'],
    ['?b=%C4%A2&a=%e2%82%ac', '?a=%E2%82%AC&b=%C4%A2'],
    ['?q=a%20b', '?q=a+b'],
    ['?q=a+b&', '?q=a+b'],
  ])('%s is %s', (search, expected) => {
    expect(sorted(search)).toBe(expected);
  });

  // Keys of adverts are made so: they must stay what they were.
  it.each(['?z=1&a=b c&m=%zz&m=(x)', '?b=%E4%BA%BA&a', '?A=1&a=2&%41=3', '?', '??x=1&&y'])(
    'is what URLSearchParams makes of %s',
    (search) => {
      const url = new URL(board + search);
      url.searchParams.sort();
      expect(sorted(search)).toBe(url.search);
    },
  );
});
