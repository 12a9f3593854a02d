import { describe, expect, it } from 'vitest';
import {
  forumRoot,
  forumUrl,
  isActionLink,
  isLaterPage,
  looksLikeBoard,
  looksLikeTopic,
  mayBeSamePlace,
} from './forum-address.ts';

const base = 'https://forum.example.com/board/index.php';
const session = '0123456789abcdef0123456789abcdef';

describe('one address for one topic', () => {
  it.each([
    [`./viewtopic.php?f=5&t=40&sid=${session}`, 'viewtopic.php?t=40'],
    ['viewtopic.php?t=40&start=0&hilit=typing#p71', 'viewtopic.php?t=40'],
    [`showthread.php?s=${session}&t=88&page=1`, 'showthread.php?t=88'],
    ['viewforum.php?f=5&sk=t&sd=a&st=7', 'viewforum.php?f=5'],
    ['index.php?PHPSESSID=aa11&topic=15.0', 'index.php?topic=15.0'],
    ['index.php?board=3.0;sort=subject;desc', 'index.php?board=3.0'],
    ['index.php?topic=15.msg44#new', 'index.php?topic=15.0'],
    ['viewtopic.php?t=40&tag=%C8%CB&sk=t', 'viewtopic.php?t=40&tag=%C8%CB'],
    ['index.php?showtopic=12&st=20&s=aa', 'index.php?showtopic=12&st=20'],
    ['index.php?showtopic=12&st=0', 'index.php?showtopic=12'],
    ['threads/packers.55/unread', 'threads/packers.55/'],
    ['threads/packers.55/page-2', 'threads/packers.55/page-2'],
  ])('%s', (href, path) => {
    expect(forumUrl(href, base)).toBe(`https://forum.example.com/board/${path}`);
  });

  it('is none for other schemes', () => {
    expect(forumUrl('javascript:reply()', base)).toBeUndefined();
    expect(forumUrl('#p71', base)).toBeUndefined();
  });
});

it.each([
  'posting.php?mode=reply&t=4',
  'viewtopic.php?t=4&view=print',
  'viewtopic.php?t=4&view=next',
  'showthread.php?t=4&goto=nextnewest',
  'printthread.php?t=4',
  'index.php?action=login',
  'index.php?topic=4.0;prev_next=next',
  'members/inv.3/',
  'login/',
  'threads/packers.55/add-reply',
])('does not follow %s', (path) => {
  expect(isActionLink(`https://forum.example.com/${path}`)).toBe(true);
});

it.each([
  'viewtopic.php?t=4',
  'index.php?topic=4.15',
  'threads/packers.55/page-2',
  'viewforum.php?f=3&start=25',
])('follows %s', (path) => {
  expect(isActionLink(`https://forum.example.com/${path}`)).toBe(false);
});

it('tells topics from boards', () => {
  for (const topic of [
    '/viewtopic.php?f=1&t=4',
    '/threads/a.5/',
    '/t/words/12',
    '/thread-12-1-1.html',
    '/topic/812',
  ])
    expect(looksLikeTopic(`https://forum.example.com${topic}`), topic).toBe(true);
  for (const board of ['/viewforum.php?f=1', '/forums/work.7/', '/c/jobs/12', '/index.php?board=3.0'])
    expect(looksLikeBoard(`https://forum.example.com${board}`), board).toBe(true);
  expect(looksLikeTopic('https://forum.example.com/about')).toBe(false);
});

it('tells another topic from another page of the same', () => {
  const topic = 'https://forum.example.com/showthread.php?t=88';
  expect(mayBeSamePlace(`${topic}&page=2`, topic)).toBe(true);
  expect(mayBeSamePlace('https://forum.example.com/showthread.php?t=89', topic)).toBe(false);
});

it('knows the first page of a topic', () => {
  for (const first of ['viewtopic.php?t=4', 'index.php?topic=4.0', 'threads/a.5/', 'thread-51-1-1.html'])
    expect(isLaterPage(`https://forum.example.com/${first}`), first).toBe(false);
  for (const later of [
    'viewtopic.php?t=4&start=15',
    'index.php?topic=4.15',
    'threads/a.5/page-2',
    'thread-51-2-1.html',
  ])
    expect(isLaterPage(`https://forum.example.com/${later}`), later).toBe(true);
});

it('keeps two forums of one host apart', () => {
  expect(forumRoot('https://example.com/a/viewtopic.php?t=4')).toBe('example.com/a');
  expect(forumRoot('https://example.com/b/threads/x.5/page-2')).toBe('example.com/b');
  expect(forumRoot('https://example.com/t/words/12/3')).toBe('example.com');
});
