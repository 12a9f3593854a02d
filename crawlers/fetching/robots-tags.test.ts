import { describe, expect, it } from 'vitest';
import { robotsTagsOf } from './robots-tags.ts';

const tags = (text: string, header?: string, mediaType = 'text/html') =>
  robotsTagsOf({
    headers: header === undefined ? {} : { 'x-robots-tag': header },
    mediaType,
    text,
    userAgent: 'Lurewatch/0.1 (+https://example.com)',
  });

describe('what a page asks of robots', () => {
  it('stands in its meta tags, written in any way', () => {
    expect(tags('<meta name="robots" content="noindex, nofollow">')).toEqual(['noindex', 'nofollow']);
    expect(tags("<META CONTENT='NOINDEX' NAME='Robots' />")).toEqual(['noindex']);
    expect(tags('<meta charset=utf-8><meta name=robots content=none>')).toEqual(['noindex', 'nofollow']);
    expect(tags('<meta name="lurewatch" content="nofollow">')).toEqual(['nofollow']);
    expect(tags('<meta name="googlebot" content="nofollow">')).toEqual([]);
    expect(tags('<meta name="robots" content="index, follow">')).toEqual([]);
  });

  it('may stand between spaces', () => {
    expect(tags('<meta name="robots" content="noindex nofollow">')).toEqual(['noindex', 'nofollow']);
    expect(tags('<meta name="robots" content="max-snippet: 20 nofollow">')).toEqual(['nofollow']);
    expect(tags('<meta name="robots" content="max-image-preview: none">')).toEqual([]);
    expect(tags('', 'noindex nofollow')).toEqual(['noindex', 'nofollow']);
    expect(tags('', 'max-image-preview: none')).toEqual([]);
  });

  const nofollow = '<meta name="robots" content="nofollow">';

  it.each([
    `<!-- ${nofollow} -->`,
    `<!-- > ${nofollow}`,
    `<SCRIPT>const page = '${nofollow}';</SCRIPT>`,
    `<script src="a.js">${nofollow}`,
    `<style>/* ${nofollow} */</style>`,
    `<title>${nofollow}</title>`,
  ])('does not stand in %s', (text) => {
    expect(tags(text)).toEqual([]);
  });

  it.each([
    `<!-- one -->${nofollow}<!-- two -->`,
    `<!-->${nofollow}`,
    `<script>1</script>${nofollow}`,
    `<script-like>${nofollow}</script-like>`,
    `<title>İ</title>${nofollow}`,
  ])('stands in %s', (text) => {
    expect(tags(text)).toEqual(['nofollow']);
  });

  it('stands in its header, for all or for robots by name', () => {
    expect(tags('', 'noindex')).toEqual(['noindex']);
    expect(tags('', 'googlebot: nofollow')).toEqual([]);
    expect(tags('', 'noindex, googlebot: nofollow, noarchive')).toEqual(['noindex']);
    expect(tags('', 'googlebot: noindex, lurewatch: nofollow')).toEqual(['nofollow']);
    expect(tags('', 'unavailable_after: 25 Jun 2030 15:00:00 PST, noindex')).toEqual(['noindex']);
    expect(tags('{}', 'none', 'application/json')).toEqual(['noindex', 'nofollow']);
  });

  it('is not looked for in what is no page', () => {
    expect(tags('<meta name="robots" content="noindex">', undefined, 'application/json')).toEqual([]);
  });

  it.each([
    '<meta ',
    '<meta name="',
    '<meta name=robots content=',
    '<',
    '<!--',
    '<script',
    '<script>',
    '<!-->',
  ])('is found without getting lost in %s', (piece) => {
    expect(tags(piece.repeat(50_000))).toEqual([]);
  });
});
