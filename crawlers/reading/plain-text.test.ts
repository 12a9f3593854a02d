import { describe, expect, it } from 'vitest';
import { htmlToText } from './html-to-text.ts';
import { findMainContent } from './main-content.ts';
import { clip, ownText } from './own-text.ts';
import { parsePage } from './parse-page.ts';
import { plainText } from './plain-text.ts';

const text = (html: string): string => plainText(parsePage(html).$.root().toArray());

describe('text of a page', () => {
  it.each([
    ['one<br>two<br><br>three', 'one\ntwo\n\nthree'],
    ['<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['<ul><li>one</li><li>two <b>bold</b></li></ul>after', '- one\n- two bold\nafter'],
    ['<table><tr><th>Pay</th><td>500</td></tr><tr><td>a</td><td>b</td></tr></table>', 'Pay: 500\na b'],
    ['<dl><dt>Pay:</dt><dd>500</dd><dt>Place</dt><dd>Here</dd></dl>', 'Pay: 500\nPlace: Here'],
    ['<pre>a\n  b</pre>', 'a\nb'],
    ['a\n  b&nbsp;c', 'a b c'],
    [
      '<p>x</p><script>var y</script><style>p{}</style><noscript>z</noscript><p hidden>h</p><p style="display: none">n</p>',
      'x',
    ],
    ['สมัคร<wbr>งาน &#x1F44D;', 'สมัครงาน 👍'],
  ])('%s', (html, expected) => {
    expect(text(html)).toBe(expected);
  });
});

describe('a field that may hold HTML', () => {
  it.each([
    ['<p>one</p><ul><li>two</li></ul>', 'one\n\n- two'],
    ['&lt;p&gt;one&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;', 'one\n\ntwo'],
    ['one\ntwo <b>bold</b>', 'one\ntwo bold'],
    ['plain, 5 < 6 & more\nlines', 'plain, 5 < 6 & more\nlines'],
    ['Tom &amp; Son', 'Tom & Son'],
  ])('%s', (html, expected) => {
    expect(htmlToText(html)).toBe(expected);
  });
});

describe('the main content', () => {
  const advert = 'We look for a driver with a licence for small lorries and two years of practice. '.repeat(
    3,
  );
  it('is found between navigation, banners and lists of other adverts', () => {
    const html = `<body><header><a href="/">Board</a></header><nav><a href="/a">Menu</a></nav>
<div class="cookie-consent">We use cookies. Accept all.</div>
<div class="wrap"><div class="content"><h1>Driver</h1><p>${advert}</p><p>Telegram: @invented_driver</p></div>
<div class="more"><a href="/1">Cook wanted</a> <a href="/2">Guard wanted</a> <a href="/3">Nurse wanted</a> <a href="/4">Clerk wanted</a></div></div>
<footer>All rights reserved</footer></body>`;
    const content = findMainContent(parsePage(html).$).text;
    expect(content).toContain('@invented_driver');
    expect(content).toContain('two years of practice');
    for (const other of ['Menu', 'cookies', 'Cook wanted', 'rights reserved'])
      expect(content).not.toContain(other);
  });
});

describe('strings that leave a page', () => {
  it('hold no NUL, no control character and no half of a pair', () => {
    expect(ownText('a\u0000b\u0007c\ud800d\n\te')).toBe('abc\ufffdd\n\te');
    expect(clip('ab👍', 3)).toBe('ab');
    expect(clip('ab👍', 4)).toBe('ab👍');
  });
});
