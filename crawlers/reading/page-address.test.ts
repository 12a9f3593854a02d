import { describe, expect, it } from 'vitest';
import { canonicalUrl, cleanUrl, isSameSite, keyUrl } from './page-address.ts';

const base = 'https://board.example.com/jobs/list?page=2';

describe('an address in a page', () => {
  it.each([
    ['/ad/1?utm_source=x&id=7#apply', 'https://board.example.com/ad/1?id=7'],
    ['ad/1;jsessionid=AB?x=1', 'https://board.example.com/jobs/ad/1?x=1'],
    ['?page=3&PHPSESSID=abc', 'https://board.example.com/jobs/list?page=3'],
    ['//cdn.example.com/x', 'https://cdn.example.com/x'],
    ['/job.php?sid=101', 'https://board.example.com/job.php?sid=101'],
    ['/job.php?id=1&sid=9f8e7d6c5b4a39281706f5e4d3c2b1a0', 'https://board.example.com/job.php?id=1'],
    ['/job.asp?kw=%C8%CB&utm_source=x', 'https://board.example.com/job.asp?kw=%C8%CB'],
    [' /ad/2 ', 'https://board.example.com/ad/2'],
    ['https://user:secret@board.example.com/x', 'https://board.example.com/x'],
  ])('%s is %s', (href, url) => {
    expect(cleanUrl(href, base)).toBe(url);
  });

  it.each(['', '#top', 'javascript:alert(1)', 'mailto:a@example.com', 'http://[bad', `/${'x'.repeat(3000)}`])(
    '%s is none to fetch',
    (href) => {
      expect(cleanUrl(href, base)).toBeUndefined();
    },
  );

  it('has one key, whatever hangs on it', () => {
    const keys = ['https://b.example.com/ad/1?b=2&a=1', 'https://b.example.com/ad/1/?a=1&b=2&fbclid=z#x'].map(
      keyUrl,
    );
    expect(new Set(keys).size).toBe(1);
    const inGbk = ['%C8%CB', '%B9%A4'].map((word) => keyUrl(`https://b.example.com/job.asp?kw=${word}`));
    expect(new Set(inGbk).size).toBe(2);
    expect(keyUrl('https://b.example.com/')).toBe('https://b.example.com/');
  });
});

it('knows one site by its host, with or without www, and the hosts below it', () => {
  expect(isSameSite('https://jobs.example.com/x', 'https://www.example.com/')).toBe(true);
  expect(isSameSite('https://m.example.com/x', 'https://www.example.com/')).toBe(true);
  expect(isSameSite('https://notexample.com/x', 'https://example.com/')).toBe(false);
  expect(isSameSite('http://127.0.0.1:81/', 'http://127.0.0.1:80/')).toBe(false);
});

describe('a canonical address', () => {
  it.each([
    [
      'https://board.example.com/ad/driver-41',
      'https://board.example.com/ad/41?ref=x',
      'https://board.example.com/ad/driver-41',
    ],
    [
      '/ad/driver',
      'https://www.board.example.com/ad/driver?from=mail',
      'https://www.board.example.com/ad/driver?from=mail',
    ],
    ['https://board.example.com/', 'https://board.example.com/ad/41', 'https://board.example.com/ad/41'],
    ['/2026/', 'https://board.example.com/2026/cook', 'https://board.example.com/2026/cook'],
    [
      '/region-10/jobs',
      'https://board.example.com/region-10/job/41',
      'https://board.example.com/region-10/job/41',
    ],
    ['https://board.example.com/ads', 'https://board.example.com/ad/41', 'https://board.example.com/ad/41'],
    ['https://other.example.org/ad/41', 'https://board.example.com/ad/41', 'https://board.example.com/ad/41'],
    [
      'https://board.example.com/view?id=52',
      'https://board.example.com/view?id=41',
      'https://board.example.com/view?id=41',
    ],
    [undefined, 'https://board.example.com/ad/41#x', 'https://board.example.com/ad/41'],
  ])('%s on %s gives %s', (stated, page, expected) => {
    expect(canonicalUrl(stated, page)).toBe(expected);
  });
});
