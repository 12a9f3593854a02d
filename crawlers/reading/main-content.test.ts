import { describe, expect, it } from 'vitest';
import { findMainContent } from './main-content.ts';
import { parsePage } from './parse-page.ts';

const textOf = (html: string): string => findMainContent(parsePage(html).$).text;
const advert =
  '<h1>Cook wanted</h1><p>Cook lunch for forty people in a school, five days a week.</p><ul><li>Own knife</li><li>No nights</li></ul>';

describe('the main text', () => {
  it('keeps lines and lists', () => {
    expect(textOf(`<title>Cook wanted</title><body><div>${advert}</div></body>`)).toBe(
      'Cook wanted\n\nCook lunch for forty people in a school, five days a week.\n\n- Own knife\n- No nights',
    );
  });

  it.each([
    ['a menu', '<div class="main-menu"><a href="/a">Work abroad</a></div>'],
    ['a bar of links without a name', '<div><a href="/a">Work abroad</a> <a href="/b">High pay</a></div>'],
    [
      'other adverts under a heading',
      '<div><h3>Similar jobs</h3><div><a href="/a">Work abroad</a><p>Fly for free.</p></div></div>',
    ],
    ['other adverts in Vietnamese', '<div><b>Việc làm tương tự</b><p><a href="/a">Work abroad</a></p></div>'],
    ['a cookie notice', '<div><p>Work abroad: we use cookies.</p></div>'],
    ['a footer that only says so', '<div><p>Work abroad hotline</p><p>© 2026 Invented Board</p></div>'],
    ['a sidebar by its role', '<div role="complementary">Work abroad</div>'],
  ])('leaves %s out', (_name, html) => {
    expect(textOf(`<title>Cook wanted</title><body>${html}<div>${advert}</div></body>`)).not.toContain(
      'abroad',
    );
    expect(textOf(`<title>Cook wanted</title><body><div>${advert}</div>${html}</body>`)).not.toContain(
      'abroad',
    );
  });

  it('keeps a box that says how to answer', () => {
    const box = '<div><p>Ask for Sam, Telegram @invented_kitchen</p></div>';
    expect(textOf(`<title>Cook wanted</title><body><div>${advert}</div>${box}</body>`)).toContain(
      '@invented_kitchen',
    );
  });
});
