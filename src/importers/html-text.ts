/** HTML of a mail or a message as text with its lines, and the addresses it links; bounded, and never built as a tree. */
import { Parser } from 'htmlparser2';

const lineTags = new Set(
  'br p div li ul ol tr table h1 h2 h3 h4 h5 h6 section article header footer blockquote hr pre dt dd'.split(
    ' ',
  ),
);
const silentTags = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg']);
const maxText = 512 * 1024;
/** No mail is nested deeper; the parser's time grows with the square of the depth. */
const maxDepth = 1000;

export interface HtmlText {
  text: string;
  links: string[];
}

class TooDeep extends Error {}

export const tidyText = (text: string): string =>
  text
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

export const htmlText = (html: string): HtmlText => {
  const pieces: string[] = [];
  const links: string[] = [];
  let length = 0;
  let silent = 0;
  let depth = 0;
  const add = (piece: string): void => {
    if (length > maxText) return;
    pieces.push(piece);
    length += piece.length;
  };
  const parser = new Parser({
    onopentag: (name, { href }) => {
      depth += 1;
      if (depth > maxDepth) throw new TooDeep();
      if (silentTags.has(name)) silent += 1;
      if (name === 'a' && href !== undefined) links.push(href);
      if (lineTags.has(name)) add('\n');
      if (name === 'td' || name === 'th') add(' ');
    },
    ontext: (text) => {
      if (silent === 0) add(text.replace(/\s+/g, ' '));
    },
    onclosetag: (name) => {
      depth -= 1;
      if (silentTags.has(name)) silent = Math.max(0, silent - 1);
      if (lineTags.has(name) && name !== 'br') add('\n');
    },
  });
  try {
    parser.end(html);
  } catch (error) {
    // What stands before the deep part has been read.
    if (!(error instanceof TooDeep)) throw error;
  }
  return { text: tidyText(pieces.join('')), links };
};
