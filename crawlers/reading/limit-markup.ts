/**
 * Bounds hostile HTML before a parser sees it. Parsers take quadratic time over deep nesting (1 MB of nested `<div>`
 * blocked cheerio for 24 s), so tags below the depth limit are left out (their text stays), and everything behind
 * the node limit is cut. Ordinary pages pass through unchanged.
 */
export const markupLimits = { depth: 512, nodes: 200_000, chars: 12_000_000 } as const;

export interface LimitedMarkup {
  html: string;
  /** What was left out, for the page's problems. */
  cuts: ('depth' | 'nodes' | 'size')[];
}

const voidTags = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
);
/** What htmlparser2 reads as text up to the end tag. Taking more would hide markup from the limits. */
const rawTextTags = new Set(['script', 'style', 'title', 'textarea', 'xmp']);

const closedBy: Record<string, readonly string[]> = {
  li: ['li'],
  dd: ['dd', 'dt'],
  dt: ['dd', 'dt'],
  tr: ['tr', 'th', 'td'],
  th: ['th', 'td'],
  td: ['th', 'td'],
  tbody: ['tbody', 'thead', 'tr', 'td', 'th'],
  tfoot: ['tbody', 'thead', 'tr', 'td', 'th'],
  option: ['option'],
  optgroup: ['optgroup', 'option'],
  body: ['head'],
};
const paragraphClosers = new Set(
  'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul'.split(
    ' ',
  ),
);

const tagName = /[a-zA-Z][^\s/>]{0,60}/y;

const isSpace = (char: string): boolean =>
  char === ' ' || char === '\n' || char === '\t' || char === '\r' || char === '\f';

/**
 * Index just behind the start tag whose name ends at `from`; -1 when it never ends. Follows the tokenizer's states
 * for attributes, because a quote counts only at the beginning of a value.
 */
const endOfStartTag = (html: string, from: number): number => {
  let state: 'before-name' | 'name' | 'after-name' | 'before-value' | 'unquoted' = 'before-name';
  for (let at = from; at < html.length; at += 1) {
    const char = html[at] as string;
    if (state === 'before-value' && (char === '"' || char === "'")) {
      at = html.indexOf(char, at + 1);
      if (at === -1) return -1;
      state = 'before-name';
    } else if (char === '>') return at + 1;
    else if (isSpace(char)) {
      if (state === 'name') state = 'after-name';
      else if (state === 'unquoted') state = 'before-name';
    } else if (state === 'before-value') state = 'unquoted';
    else if (state !== 'unquoted') {
      if (char === '/') state = 'before-name';
      else if (char === '=' && state !== 'before-name') state = 'before-value';
      else state = 'name';
    }
  }
  return -1;
};

/** Index behind the comment that starts at `start`; `<!-->` and `<!--->` are whole comments. */
const endOfComment = (html: string, start: number): number => {
  if (html.startsWith('>', start + 4)) return start + 5;
  if (html.startsWith('->', start + 4)) return start + 6;
  const end = html.indexOf('-->', start + 4);
  return end === -1 ? -1 : end + 3;
};

class OpenTags {
  readonly names: string[] = [];
  private readonly counts = new Map<string, number>();

  push(name: string): void {
    this.names.push(name);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }
  pop(): void {
    const name = this.names.pop();
    if (name !== undefined) this.counts.set(name, (this.counts.get(name) ?? 1) - 1);
  }
  has(name: string): boolean {
    return (this.counts.get(name) ?? 0) > 0;
  }
  /** What an opening tag closes by itself. */
  closeImplied(name: string): void {
    const closes = paragraphClosers.has(name) ? ['p'] : closedBy[name];
    while (closes?.includes(this.names.at(-1) ?? '')) this.pop();
  }
  closeTo(name: string): void {
    if (!this.has(name)) return;
    while (this.names.length > 0) {
      const top = this.names.at(-1);
      this.pop();
      if (top === name) return;
    }
  }
}

export const limitMarkup = (source: string): LimitedMarkup => {
  const isTooLong = source.length > markupLimits.chars;
  const html = isTooLong ? source.slice(0, markupLimits.chars) : source;
  const open = new OpenTags();
  /** Tags that were left out and still wait for their end tag. */
  const dropped = new Map<string, number>();
  const cuts = new Set<LimitedMarkup['cuts'][number]>(isTooLong ? ['size'] : []);
  const kept: string[] = [];
  let copiedTo = 0;
  let nodes = 0;
  let at = 0;

  const leaveOut = (from: number, to: number): void => {
    kept.push(html.slice(copiedTo, from));
    copiedTo = to;
  };
  const finish = (end: number): LimitedMarkup => {
    if (kept.length === 0 && end === html.length) return { html, cuts: [...cuts] };
    kept.push(html.slice(copiedTo, Math.max(copiedTo, end)));
    return { html: kept.join(''), cuts: [...cuts] };
  };

  for (;;) {
    const start = html.indexOf('<', at);
    if (start === -1) return finish(html.length);
    nodes += 2;
    if (nodes > markupLimits.nodes) {
      cuts.add('nodes');
      return finish(start);
    }
    if (html.startsWith('<!--', start)) {
      const behind = endOfComment(html, start);
      if (behind === -1) return finish(html.length);
      at = behind;
      continue;
    }
    const isEnd = html[start + 1] === '/';
    tagName.lastIndex = start + (isEnd ? 2 : 1);
    const name = tagName.exec(html)?.[0].toLowerCase();
    if (name === undefined) {
      at = start + 1;
      continue;
    }
    const end = isEnd
      ? html.indexOf('>', tagName.lastIndex) + 1 || -1
      : endOfStartTag(html, tagName.lastIndex);
    if (end === -1) return finish(start);
    at = end;
    if (isEnd) {
      const waiting = dropped.get(name) ?? 0;
      if (waiting > 0) {
        dropped.set(name, waiting - 1);
        leaveOut(start, end);
      } else open.closeTo(name);
      continue;
    }
    open.closeImplied(name);
    const isSelfClosing = html[end - 2] === '/';
    const isRaw = rawTextTags.has(name) && !isSelfClosing;
    const hasNoEnd = voidTags.has(name) || (isSelfClosing && (open.has('svg') || open.has('math')));
    if (open.names.length >= markupLimits.depth) {
      cuts.add('depth');
      leaveOut(start, end);
      if (!hasNoEnd) dropped.set(name, (dropped.get(name) ?? 0) + 1);
    } else if (!hasNoEnd && !isRaw) open.push(name);
    if (isRaw) {
      const close = new RegExp(`</${name}[\\s/>]`, 'gi');
      close.lastIndex = end;
      const found = close.exec(html);
      if (!found) return finish(html.length);
      at = found.index;
    }
  }
};
