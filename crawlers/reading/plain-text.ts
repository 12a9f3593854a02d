/** Elements to plain text that keeps lines and lists. */
import { type AnyNode, type Element, isElement } from './nodes.ts';
import { ownText } from './own-text.ts';

const blockTags = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p page-root pre section select summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const cellTags = new Set(['td', 'th']);
const silentTags = new Set(
  'script style noscript template svg math canvas iframe object embed audio video head title meta link button input select textarea map'.split(
    ' ',
  ),
);

export const isSilent = (element: Element): boolean =>
  silentTags.has(element.name) ||
  element.attribs.hidden !== undefined ||
  element.attribs['aria-hidden'] === 'true' ||
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.attribs.style ?? '');

export interface PlainTextOptions {
  /** Elements left out with all that is in them. */
  skip?: (element: Element) => boolean;
  maxChars?: number;
}

const defaultMaxChars = 100_000;

/** Text of the nodes: a line for each block and `<br>`, `- ` before list items, a blank line at most between. */
export const plainText = (nodes: Iterable<AnyNode>, options: PlainTextOptions = {}): string => {
  const maxChars = options.maxChars ?? defaultMaxChars;
  const parts: string[] = [];
  let chars = 0;
  /** Line breaks owed before the next text: 1 after a block, 2 after a paragraph. */
  let owed = 0;
  const owe = (breaks: number): void => {
    owed = Math.max(owed, breaks);
  };
  const add = (text: string): void => {
    if (owed > 0 && text.trim() === '') return;
    if (chars > 0) parts.push('\n'.repeat(owed));
    owed = 0;
    parts.push(text);
    chars += text.length;
  };
  const walkChildren = (element: Element, isPre: boolean): void => {
    const keepsLines =
      isPre || element.name === 'pre' || /white-space\s*:\s*pre/i.test(element.attribs.style ?? '');
    for (const child of element.children) walk(child, keepsLines);
  };
  const walk = (node: AnyNode, isPre: boolean): void => {
    if (chars > maxChars) return;
    if (node.type === 'text') {
      add(isPre ? node.data.replace(/\r\n?/g, '\n') : node.data.replace(/[\s\u00A0]+/g, ' '));
    } else if (node.type === 'root' || node.type === 'cdata') {
      for (const child of node.children) walk(child, isPre);
    } else if (isElement(node) && !isSilent(node) && !options.skip?.(node)) {
      if (node.name === 'br') {
        owed = Math.min(owed + 1, 2);
        return;
      }
      const breaks = breaksAround(node.name);
      if (!isValue(node)) owe(breaks);
      if (node.name === 'li') add('- ');
      walkChildren(node, isPre);
      if (isLabel(node)) add(/[:：]\s*$/.test(parts.at(-1) ?? '') ? ' ' : ': ');
      else {
        if (cellTags.has(node.name)) add(' ');
        owe(breaks);
      }
    }
  };
  for (const node of nodes) walk(node, false);
  return ownText(tidyLines(parts.join('').slice(0, maxChars)));
};

const besides = (element: Element, direction: 'next' | 'prev'): Element | undefined => {
  for (let node = element[direction]; node; node = node[direction]) {
    if (isElement(node)) return node;
    if (node.type === 'text' && node.data.trim() !== '') return undefined;
  }
  return undefined;
};

/** `<dt>Pay</dt><dd>500</dd>` and a row's `<th>Pay</th><td>500</td>` become the line `Pay: 500`. */
const isLabel = (element: Element): boolean =>
  (element.name === 'dt' && besides(element, 'next')?.name === 'dd') ||
  (element.name === 'th' && besides(element, 'next')?.name === 'td');

const isValue = (element: Element): boolean =>
  element.name === 'dd' && besides(element, 'prev')?.name === 'dt';

const breaksAround = (name: string): number => {
  if (name === 'p' || /^h[1-6]$/.test(name)) return 2;
  return blockTags.has(name) ? 1 : 0;
};

/** Trims each line and keeps at most one blank line between two. */
export const tidyLines = (text: string): string => {
  const lines = text.split('\n').map((line) => line.replace(/[ \t\u00A0]+/g, ' ').trim());
  const kept: string[] = [];
  for (const line of lines) {
    if (line === '-') continue;
    if (line === '' && (kept.length === 0 || kept.at(-1) === '')) continue;
    kept.push(line);
  }
  while (kept.at(-1) === '') kept.pop();
  return kept.join('\n');
};
