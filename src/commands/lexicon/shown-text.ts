/** Words of adverts on a terminal: nothing that steers it, and no wider than there is room. */

/** A hostile text must not steer the terminal or turn the direction of what follows. */
export const printable = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu,
      '\ufffd',
    );

const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\p{Emoji_Presentation}]/u;
const widthless = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns of a terminal. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text) width += widthless.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
};

/** At most so many columns, from the start or from the end. */
export const cutTo = (text: string, columns: number, keep: 'start' | 'end' = 'start'): string => {
  if (widthOf(text) <= columns) return text;
  const characters = keep === 'start' ? [...text] : [...text].reverse();
  const kept: string[] = [];
  let width = 1;
  for (const character of characters) {
    width += widthOf(character);
    if (width > columns) break;
    kept.push(character);
  }
  return keep === 'start' ? `${kept.join('')}…` : `…${kept.reverse().join('')}`;
};

export const padTo = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - widthOf(text)));

/** The words in brackets with what stands around them in their field. */
export const inContext = (
  field: string,
  { start, end }: { start: number; end: number },
  columns: number,
): string => {
  const words = cutTo(printable(field.slice(start, end)), Math.floor(columns * 0.6));
  const room = Math.floor((columns - widthOf(words) - 2) / 2);
  const before = cutTo(printable(field.slice(Math.max(0, start - 2 * room), start)).trimStart(), room, 'end');
  const after = cutTo(printable(field.slice(end, end + 2 * room)).trimEnd(), room);
  return `${before}[${words}]${after}`;
};

/** Breaks at blanks; blanks at the start stay, further lines are indented by `indent`. */
export const wrap = (text: string, { columns = 80, indent = 0 } = {}): string => {
  const [first = '', ...words] = text.trimStart().split(' ');
  const lines: string[] = [];
  let line = text.slice(0, text.length - text.trimStart().length) + first;
  for (const word of words) {
    if (widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(line);
      line = ' '.repeat(indent) + word;
    } else line = `${line} ${word}`;
  }
  return [...lines, line].join('\n');
};
