import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitMarkup, markupLimits } from './limit-markup.ts';
import { type AnyNode, isElement } from './nodes.ts';
import { parsePage } from './parse-page.ts';
import { plainText } from './plain-text.ts';

const depthOf = (root: AnyNode): number => {
  let deepest = 0;
  const stack: [AnyNode, number][] = [[root, 0]];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [node, depth] = top;
    deepest = Math.max(deepest, depth);
    if ('children' in node)
      for (const child of node.children) stack.push([child, isElement(child) ? depth + 1 : depth]);
  }
  return deepest;
};

describe('ordinary markup', () => {
  it.each([
    '<!doctype html><html><head><title>a < b</title></head><body><p>One<p>Two<ul><li>x<li>y</ul><img src=a><br></body></html>',
    `<ul>${'<li>item'.repeat(2000)}</ul>`,
    `<table>${'<tr><td>a<td>b'.repeat(2000)}</table>`,
    `<svg>${'<path d="M0 0"/>'.repeat(2000)}</svg>`,
    '<script>if (a < b) document.write("<div><div>")</script><style>a>b{}</style>',
    '<!-- <div> --><p title="a > b">x</p><!-->y',
    '<p>unfinished <b',
  ])('passes unchanged or loses only an unfinished tag: %#', (html) => {
    const limited = limitMarkup(html);
    expect(limited.cuts).toEqual([]);
    expect(html.startsWith(limited.html)).toBe(true);
    expect(html.length - limited.html.length).toBeLessThan(3);
  });
});

describe('hostile markup', () => {
  it('keeps the text below the depth limit and all that comes after', () => {
    const html = `${'<div>'.repeat(5000)}deep${'</div>'.repeat(5000)}<p id="after">after</p>`;
    const { $, cuts } = parsePage(html);
    expect(cuts).toEqual(['depth']);
    expect(depthOf($.root()[0] as AnyNode)).toBeLessThanOrEqual(markupLimits.depth + 2);
    expect(plainText($.root().toArray())).toBe('deep\n\nafter');
    expect($('#after').parents('div').length).toBe(0);
  });

  it('is cut behind the most nodes', () => {
    const { html, cuts } = limitMarkup('<i>x</i>'.repeat(200_000));
    expect(cuts).toEqual(['nodes']);
    expect(html.length).toBeLessThan(900_000);
  });

  it.each([
    ['a quote that begins nothing', `<a =">${'<div>'.repeat(3000)}"`],
    ['a quote in an unquoted value', `<a x=y=">${'<div>'.repeat(3000)}"`],
    ['a title inside a drawing', `<svg><title>a</title>${'<g>'.repeat(3000)}</svg>`],
    ['a comment that is over at once', `<!-->${'<div>'.repeat(3000)}-->`],
    ['a script that closes itself', `<script/>${'<div>'.repeat(3000)}`],
    ['upper case', '<DIV>'.repeat(3000)],
    ['end tags that close nothing', `${'<div></p></b>'.repeat(3000)}`],
  ])('does not hide depth behind %s', (_name, html) => {
    expect(depthOf(parsePage(html).$.root()[0] as AnyNode)).toBeLessThanOrEqual(markupLimits.depth + 2);
  });

  it('never gets deeper than the limit, however tags are thrown together', () => {
    const piece = fc.constantFrom(
      '<div>',
      '</div>',
      '<p>',
      '<b>',
      '</b>',
      '<li>',
      '<td>',
      '<svg>',
      '</svg>',
      '<g/>',
      '<title>',
      '</title>',
      '<!--',
      '-->',
      '<a x="',
      '">',
      "'",
      '=',
      '<script>',
      '</script>',
      'text',
      '<br>',
      '</p>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const html = pieces.join('').repeat(60);
        expect(depthOf(parsePage(html).$.root()[0] as AnyNode)).toBeLessThanOrEqual(markupLimits.depth + 2);
      }),
      { numRuns: 150 },
    );
  });
});
