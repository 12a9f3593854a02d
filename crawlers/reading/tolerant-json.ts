/** JSON as web pages really write it: comments, trailing commas, raw line breaks in strings, cut-off ends. */

const maxDepth = 100;

/** Nothing that reads as JSON stands there; the message says where it went wrong. */
export class UnreadableJsonError extends Error {
  override name = 'UnreadableJsonError';
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

class TolerantReader {
  /** The source ended inside a value. */
  isCutOff = false;
  private at: number;
  private readonly source: string;
  private readonly variables: ReadonlyMap<string, unknown>;

  constructor(source: string, at = 0, variables: ReadonlyMap<string, unknown> = new Map()) {
    this.source = source;
    this.at = at;
    this.variables = variables;
  }

  readOne(): { value: unknown; end: number } {
    const value = this.value(0);
    return { value, end: this.at };
  }

  /** All top-level values; pages put several into one block. */
  readAll(): unknown[] {
    const values: unknown[] = [];
    for (;;) {
      this.skip(/[;,]/);
      if (this.at >= this.source.length) return values;
      values.push(this.value(0));
    }
  }

  private cutOff<Value>(value: Value): Value {
    this.isCutOff = true;
    return value;
  }

  private fail(what: string): never {
    throw new UnreadableJsonError(`${what} at character ${this.at + 1}`);
  }

  /** Passes white space, comments and characters of `also`. */
  private skip(also?: RegExp): void {
    for (;;) {
      const char = this.source[this.at];
      if (char === undefined) return;
      if (/\s|\uFEFF/.test(char) || also?.test(char)) this.at += 1;
      else if (this.source.startsWith('//', this.at)) this.skipTo('\n');
      else if (this.source.startsWith('/*', this.at)) this.skipTo('*/');
      else return;
    }
  }

  private skipTo(end: string): void {
    const found = this.source.indexOf(end, this.at + 2);
    this.at = found === -1 ? this.source.length : found + end.length;
  }

  private value(depth: number): unknown {
    if (depth > maxDepth) this.fail(`nested more than ${maxDepth} deep`);
    this.skip();
    const char = this.source[this.at];
    if (char === '{') return this.object(depth);
    if (char === '[') return this.array(depth);
    if (char === '"' || char === "'") return this.text(char);
    return this.word();
  }

  private object(depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    this.at += 1;
    for (;;) {
      this.skip(/,/);
      const char = this.source[this.at];
      if (char === undefined) return this.cutOff(result);
      if (char === '}') {
        this.at += 1;
        return result;
      }
      const key = char === '"' || char === "'" ? this.text(char) : this.bareKey();
      this.skip();
      if (this.source[this.at] !== ':') {
        if (this.at >= this.source.length) return this.cutOff(result);
        this.fail(`':' is missing after ${JSON.stringify(key.slice(0, 40))}`);
      }
      this.at += 1;
      this.skip();
      if (this.at >= this.source.length) return this.cutOff(result);
      result[key] = this.value(depth + 1);
    }
  }

  private array(depth: number): unknown[] {
    const result: unknown[] = [];
    this.at += 1;
    for (;;) {
      this.skip(/,/);
      const char = this.source[this.at];
      if (char === undefined) return this.cutOff(result);
      if (char === ']') {
        this.at += 1;
        return result;
      }
      result.push(this.value(depth + 1));
    }
  }

  private text(quote: string): string {
    const parts: string[] = [];
    this.at += 1;
    let from = this.at;
    for (; this.at < this.source.length; this.at += 1) {
      const char = this.source[this.at];
      if (char === quote) break;
      if (char !== '\\') continue;
      parts.push(this.source.slice(from, this.at), this.escape());
      from = this.at + 1;
    }
    if (this.at >= this.source.length) this.isCutOff = true;
    parts.push(this.source.slice(from, this.at));
    this.at += 1;
    return parts.join('');
  }

  /** Leaves `at` on the escape's last character. */
  private escape(): string {
    this.at += 1;
    const char = this.source[this.at] ?? '';
    if (char !== 'u') return escapes[char] ?? char;
    const hex = this.source.slice(this.at + 1, this.at + 5);
    if (!/^[0-9a-f]{4}$/i.test(hex)) return 'u';
    this.at += 4;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  private bareKey(): string {
    const key = /^[\w$@.-]+/.exec(this.source.slice(this.at, this.at + 200))?.[0];
    if (key === undefined) this.fail('a name was expected');
    this.at += key.length;
    return key;
  }

  /** `!0`, `!1` and `void 0` are what minified scripts make of true, false and undefined. */
  private word(): unknown {
    const short = /^(?:![01]|void 0)/.exec(this.source.slice(this.at, this.at + 6))?.[0];
    if (short !== undefined) {
      this.at += short.length;
      return short === 'void 0' ? null : short === '!0';
    }
    const word = /^[\w.+$-]+/.exec(this.source.slice(this.at, this.at + 200))?.[0];
    if (word === undefined) this.fail('a value was expected');
    this.at += word.length;
    if (this.variables.has(word)) return this.variables.get(word);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null' || word === 'undefined' || word === 'NaN') return null;
    const number = Number(word);
    return Number.isNaN(number) ? word : number;
  }
}

/** The values of a JSON block. Throws UnreadableJsonError. */
export const parseTolerantJson = (source: string): unknown[] => readTolerantJson(source).values;

export interface TolerantReading {
  values: unknown[];
  /** The block ended in the middle: its last values may be broken or missing. */
  isCutOff: boolean;
}

/** The same, with a word on whether the block was whole. */
export const readTolerantJson = (source: string): TolerantReading => {
  try {
    return { values: [JSON.parse(source)], isCutOff: false };
  } catch {
    // Not strict JSON; read below with what pages get wrong.
  }
  const bare = source
    .replace(/^\s*(<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/)/, '')
    .replace(/(-->|\/\/\s*\]\]>|\]\]>|\/\*\s*\]\]>\s*\*\/)\s*$/, '');
  const reader = new TolerantReader(bare);
  const values = reader.readAll();
  return { values, isCutOff: reader.isCutOff };
};

/**
 * The one value that begins at `at` in a script, and where it ends; `variables` stand for what the script put in
 * their place. Throws UnreadableJsonError.
 */
export const readJsonAt = (
  source: string,
  at: number,
  variables?: ReadonlyMap<string, unknown>,
): { value: unknown; end: number } => new TolerantReader(source, at, variables).readOne();
