/**
 * Takes chosen values out of a JSON file of any size, byte by byte: of the rest only strings and brackets are followed.
 * A value that was taken is not checked here; whoever parses it learns whether it is sound.
 */
import { BadInputError } from '../domain/failure.ts';

export type JsonPath = readonly (string | number)[];
/** `enter`: look inside · `take`: hand out whole · `skip`: read past. */
export type JsonChoice = 'enter' | 'take' | 'skip';

export interface JsonValue {
  path: JsonPath;
  /** Absent where it is larger than `maxBytes`. */
  bytes?: Uint8Array;
}

export interface JsonValueOptions {
  choose(path: JsonPath): JsonChoice;
  maxBytes: number;
}

const code = (character: string): number => character.charCodeAt(0);
const quote = code('"');
const backslash = code('\\');
const openBrace = code('{');
const closeBrace = code('}');
const openBracket = code('[');
const closeBracket = code(']');
const comma = code(',');
const colon = code(':');
const isSpace = (byte: number): boolean => byte === 32 || byte === 10 || byte === 13 || byte === 9;

/** Containers that are entered; those within a taken or skipped value are only counted. */
const maxEntered = 16;
const maxKeyBytes = 1024;

interface Container {
  isArray: boolean;
  /** Of the member that is being read. */
  key: string | number;
}

class ValueScanner {
  readonly #options: JsonValueOptions;
  readonly #containers: Container[] = [];
  #state: 'value' | 'key' | 'after' | 'in-key' | 'inside' | 'done' = 'value';
  #keyBytes: number[] = [];
  #isEscaped = false;
  #isInString = false;
  #isScalar = false;
  #isTaking = false;
  #depth = 0;
  #taken: Uint8Array[] = [];
  #takenBytes = 0;
  readonly found: JsonValue[] = [];

  constructor(options: JsonValueOptions) {
    this.#options = options;
  }

  get isDone(): boolean {
    return this.#state === 'done';
  }

  write(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && this.#state !== 'done') {
      at = this.#state === 'inside' ? this.#readInside(chunk, at) : this.#readBetween(chunk, at);
    }
  }

  #path(): JsonPath {
    return this.#containers.map(({ key }) => key);
  }

  #readBetween(chunk: Uint8Array, at: number): number {
    const byte = chunk[at] as number;
    if (this.#state === 'in-key') this.#readKeyByte(byte);
    else if (isSpace(byte) || byte === colon) return at + 1;
    else if (byte === closeBrace || byte === closeBracket) this.#leave();
    else if (byte === comma) this.#next();
    else if (this.#state === 'key' && byte === quote) this.#state = 'in-key';
    else if (this.#state === 'value') return this.#beginValue(byte, at);
    else throw new BadInputError(`it stops being JSON near '${String.fromCharCode(byte)}'`);
    return at + 1;
  }

  #readKeyByte(byte: number): void {
    if (!this.#isEscaped && byte === quote) {
      const container = this.#containers.at(-1) as Container;
      container.key = Buffer.from(this.#keyBytes).toString('utf8');
      this.#keyBytes = [];
      this.#state = 'value';
      return;
    }
    this.#isEscaped = !this.#isEscaped && byte === backslash;
    if (this.#keyBytes.length < maxKeyBytes) this.#keyBytes.push(byte);
  }

  #next(): void {
    const container = this.#containers.at(-1);
    if (container === undefined) throw new BadInputError('it holds more than one JSON value');
    if (typeof container.key === 'number') container.key += 1;
    this.#state = container.isArray ? 'value' : 'key';
  }

  #leave(): void {
    this.#containers.pop();
    this.#state = this.#containers.length === 0 ? 'done' : 'after';
  }

  /** Gives where to read on: a value's own first byte belongs to it. */
  #beginValue(byte: number, at: number): number {
    const choice = this.#containers.length === 0 ? 'enter' : this.#options.choose(this.#path());
    const isContainer = byte === openBrace || byte === openBracket;
    if (choice === 'enter' && isContainer && this.#containers.length < maxEntered) {
      this.#containers.push({ isArray: byte === openBracket, key: byte === openBracket ? 0 : '' });
      this.#state = byte === openBracket ? 'value' : 'key';
      return at + 1;
    }
    this.#isTaking = choice === 'take';
    this.#isScalar = !isContainer && byte !== quote;
    this.#state = 'inside';
    return at;
  }

  #readInside(chunk: Uint8Array, from: number): number {
    let at = from;
    let isEnd = false;
    while (at < chunk.length && !isEnd) {
      const byte = chunk[at] as number;
      if (this.#isScalar && (byte === comma || byte === closeBrace || byte === closeBracket || isSpace(byte)))
        break;
      isEnd = this.#follow(byte);
      at += 1;
    }
    if (this.#isTaking) this.#take(chunk.subarray(from, at));
    if (isEnd || at < chunk.length) this.#endValue();
    return at;
  }

  /** Whether the value ends with this byte. */
  #follow(byte: number): boolean {
    if (this.#isInString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === backslash) this.#isEscaped = true;
      else if (byte === quote) {
        this.#isInString = false;
        return this.#depth === 0;
      }
      return false;
    }
    if (byte === quote) this.#isInString = true;
    else if (byte === openBrace || byte === openBracket) this.#depth += 1;
    else if (byte === closeBrace || byte === closeBracket) {
      this.#depth -= 1;
      return this.#depth === 0;
    }
    return false;
  }

  #take(piece: Uint8Array): void {
    this.#takenBytes += piece.length;
    if (this.#takenBytes > this.#options.maxBytes) this.#taken = [];
    // A copy: the piece would hold its whole chunk in memory.
    else this.#taken.push(Uint8Array.prototype.slice.call(piece));
  }

  #endValue(): void {
    if (this.#isTaking) {
      const isKept = this.#takenBytes <= this.#options.maxBytes;
      this.found.push({ path: this.#path(), ...(isKept ? { bytes: Buffer.concat(this.#taken) } : {}) });
    }
    this.#taken = [];
    this.#takenBytes = 0;
    this.#depth = 0;
    this.#state = 'after';
  }
}

/** Throws a BadInputError where the file stops being JSON or ends in the middle, after all that stands before it. */
export async function* jsonValues(
  chunks: AsyncIterable<Uint8Array>,
  options: JsonValueOptions,
): AsyncIterable<JsonValue> {
  const scanner = new ValueScanner(options);
  for await (const chunk of chunks) {
    let fault: unknown;
    try {
      scanner.write(chunk);
    } catch (error) {
      fault = error;
    }
    yield* scanner.found.splice(0);
    if (fault !== undefined) throw fault;
    if (scanner.isDone) return;
  }
  throw new BadInputError('it ends in the middle: the file was cut off');
}
