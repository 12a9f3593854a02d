import { describe, expect, it } from 'vitest';
import { headerLines, maskHeaders, originsIn, readHeaderLine } from './request-headers.ts';

describe('a line of a header', () => {
  it('has a name and a value', () => {
    expect(readHeaderLine('X-Api-Key:  a b:c ')).toBeUndefined();
    expect(readHeaderLine('X-Api-Key:  a b:c')).toEqual({ name: 'X-Api-Key', value: 'a b:c' });
  });

  it.each([
    'no colon',
    ': value',
    'Two Words: x',
    'X-Key:',
    'X-Key: a\r\nHost: b',
    'X-Key: a\u0000',
    'X-Key: ключ',
  ])('is not %j', (line) => {
    expect(headerLines.safeParse([line]).success).toBe(false);
  });

  it.each([
    'Host: x',
    'COOKIE: a=b',
    'User-Agent: Browser',
    'X-Forwarded-For: 192.0.2.1',
    'Proxy-Authorization: x',
  ])('does not set %s, and says so without its value', (line) => {
    const { error } = headerLines.safeParse([line]);
    expect(error?.issues[0]?.message).toMatch(/^this header is not for a target to set/);
  });

  it('is there once a name', () => {
    expect(headerLines.safeParse(['X-Key: a', 'x-key: b']).success).toBe(false);
    expect(headerLines.parse([' X-Key: a ', 'Authorization: Bearer b'])).toEqual([
      'X-Key: a',
      'Authorization: Bearer b',
    ]);
  });
});

it('are shown by their names alone', () => {
  expect(maskHeaders({ a: 1, headers: ['X-Key: secret', 'odd'] })).toEqual({
    a: 1,
    headers: ['X-Key: (kept)', 'X-Unreadable: (kept)'],
  });
  expect(maskHeaders({ a: 1 })).toEqual({ a: 1 });
});

it('finds the origins of all addresses in options', () => {
  expect(
    originsIn({ startUrls: ['https://a.example/x'], detail: { url: 'http://b.example:81/{id}' }, n: 3 }),
  ).toEqual(['https://a.example', 'http://b.example:81']);
});
