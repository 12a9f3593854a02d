/** A field that may hold HTML, escaped once or twice, as plain text with lines. */

import { ownText } from './own-text.ts';
import { parsePage } from './parse-page.ts';
import { plainText, tidyLines } from './plain-text.ts';

const anyTag = /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>/i;
const lineTag = /<(br|p|div|li|ul|ol|h[1-6]|tr|table|section|article)\b/i;
const anyEntity = /&(#\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);/i;
const maxUnescapes = 2;

const render = (html: string): string => {
  // Where no tag makes lines, the line breaks of the source are the lines.
  const source = lineTag.test(html) ? html : html.replace(/\r\n?|\n/g, '<br>');
  return plainText(parsePage(source).$.root().toArray());
};

export const htmlToText = (source: string): string => {
  let text = source;
  for (let round = 0; round < maxUnescapes; round += 1) {
    if (!anyTag.test(text) && !anyEntity.test(text)) break;
    text = render(text);
  }
  return ownText(tidyLines(text.replace(/\r\n?/g, '\n')));
};
