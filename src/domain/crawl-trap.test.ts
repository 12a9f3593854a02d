import { describe, expect, it } from 'vitest';
import { trapOf, withoutSession } from './crawl-trap.ts';

const board = 'https://board.example';

describe('an address that leads in circles', () => {
  it.each([
    ['/jobs/abroad/jobs/abroad/jobs/abroad', 'repeating-path'],
    ['/img/img/img/a.html', 'repeating-path'],
    ['/a/x/a/y/a/z/a/v/a/w', 'repeating-path'],
    [`/${Array.from({ length: 26 }, (_, index) => `p${index}`).join('/')}`, 'endless-address'],
    [`/jobs?next=${'x'.repeat(2000)}`, 'endless-address'],
  ])('%.30s is not followed', (path, code) => {
    expect(trapOf(board + path)?.code).toBe(code);
  });

  it.each(['/jobs/2026/11/22/driver', '/en/en/jobs', '/jobs/jobs-abroad/jobs', '/vi-tri/a/b/a/b', '/'])(
    '%s is followed',
    (path) => {
      expect(trapOf(board + path)).toBeUndefined();
    },
  );
});

describe('a session in an address', () => {
  it.each([
    ['/jobs/7;jsessionid=A1B2C3D4E5F6?page=2', '/jobs/7?page=2'],
    ['/(S(f1a2b3c4d5e6f7a8))/jobs/7', '/jobs/7'],
    ['/s-9f8e7d6c5b4a/jobs/7', '/jobs/7'],
    ['/session/9f8e7d6c5b4a39281706/jobs', '/session/jobs'],
    ['/jobs?PHPSESSID=4f2a9c81d7e6&page=2', '/jobs?page=2'],
    ['/jobs?sid=4f2a9c81d7e6', '/jobs'],
    ['/jobs?kw=%C8%CB&sid=4f2a9c81d7e6', '/jobs?kw=%C8%CB'],
  ])('%s is the page %s', (path, same) => {
    expect(withoutSession(board + path)).toBe(board + same);
  });

  it.each([
    '/jobs?sid=12',
    '/jobs/session-musician',
    '/s-pass-jobs',
    '/jobs?session_id=evening',
    '/job/9f8e7d6c5b4a39281706',
  ])('%s names none', (path) => {
    expect(withoutSession(board + path)).toBe(board + path);
  });
});
