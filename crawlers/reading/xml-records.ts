/**
 * Flat records out of XML: `<job><title>…</title>…</job>`. Streams with saxes, which reads on behind what is broken,
 * expands no entity of the document's own and keeps only what is inside records, so that hostile XML stays harmless.
 */
import { SaxesParser } from 'saxes';
import { clip, ownText } from './own-text.ts';

export interface XmlRecord {
  /** Local name of the record's element, lower case. */
  name: string;
  /** Local name in lower case → what stands in it, markup left out; of a link without words its address. */
  fields: Map<string, string>;
  /** `xml:base` of its element, as written. */
  base?: string;
}

export interface XmlReading {
  records: XmlRecord[];
  /** What the parser found wrong first; undefined for well-formed XML. */
  problem?: string;
  /** More records stood there than are read. */
  isCut: boolean;
}

interface XmlLimits {
  maxRecords: number;
  fieldChars: number;
  fieldsPerRecord: number;
}

const defaultLimits: XmlLimits = { maxRecords: 5000, fieldChars: 200_000, fieldsPerRecord: 200 };
const maxDepth = 60;
const maxErrors = 2000;

/** Thrown to leave the parser, which has no way to stop. */
class EnoughRead extends Error {}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

interface OpenElement {
  name: string;
  parts: string[];
  href: string | undefined;
}

class RecordReader {
  readonly records: XmlRecord[] = [];
  problem: string | undefined;
  isCut = false;
  private record: XmlRecord | undefined;
  /** Fields of the record that stand right below it. */
  private ownFields = new Set<string>();
  /** Elements inside of the record, the record's own not among them. */
  private readonly open: OpenElement[] = [];
  private depth = 0;
  private recordDepth = 0;
  private errors = 0;
  private readonly recordNames: ReadonlySet<string>;
  private readonly limits: XmlLimits;

  constructor(recordNames: ReadonlySet<string>, limits: XmlLimits) {
    this.recordNames = recordNames;
    this.limits = limits;
  }

  fail(message: string): void {
    this.problem ??= message;
    this.errors += 1;
    if (this.errors > maxErrors) throw new EnoughRead();
  }

  start(tag: string, attributes: Record<string, string>): void {
    this.depth += 1;
    if (this.depth > maxDepth) {
      this.problem ??= `its elements are nested deeper than ${maxDepth} levels`;
      throw new EnoughRead();
    }
    const name = localName(tag);
    if (this.record) {
      this.open.push({ name, parts: [], href: attributes.href ?? attributes.url });
      return;
    }
    if (!this.recordNames.has(name)) return;
    if (this.records.length >= this.limits.maxRecords) {
      this.isCut = true;
      throw new EnoughRead();
    }
    const base = attributes['xml:base'];
    this.record = { name, fields: new Map(), ...(base === undefined ? {} : { base }) };
    this.ownFields = new Set();
    this.recordDepth = this.depth;
    this.records.push(this.record);
  }

  text(text: string): void {
    this.open.at(-1)?.parts.push(text);
  }

  end(): void {
    if (this.record && this.depth === this.recordDepth) this.record = undefined;
    const closed = this.record ? this.open.pop() : undefined;
    this.depth -= 1;
    if (!closed) {
      this.open.length = 0;
      return;
    }
    const text = clip(closed.parts.join('').trim(), this.limits.fieldChars);
    this.keep(closed.name, text === '' ? (closed.href ?? '') : text);
    // The words of inner elements belong to the outer one too, each on its line.
    if (text !== '') this.open.at(-1)?.parts.push(`${text}\n`);
  }

  private keep(name: string, value: string): void {
    const fields = this.record?.fields;
    if (!fields || value === '') return;
    // `<image:loc>` inside of a picture is not the `<loc>` of the page that shows it.
    const isOwn = this.open.length === 0;
    const isKnown = fields.has(name);
    if (isKnown ? !isOwn || this.ownFields.has(name) : fields.size >= this.limits.fieldsPerRecord) return;
    if (isOwn) this.ownFields.add(name);
    fields.set(name, value);
  }
}

const cdataStart = '<![CDATA[';
const bareAmpersand = /&(?!(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});)/gi;

/** A bare `&` would swallow all up to the next semicolon. Inside CDATA it stands for itself. */
const escapeAmpersands = (source: string): string => {
  const parts: string[] = [];
  let at = 0;
  while (at < source.length) {
    const start = source.indexOf(cdataStart, at);
    const end = start === -1 ? -1 : source.indexOf(']]>', start);
    parts.push(source.slice(at, start === -1 ? undefined : start).replace(bareAmpersand, '&amp;'));
    if (start === -1) break;
    parts.push(source.slice(start, end === -1 ? undefined : end));
    at = end === -1 ? source.length : end;
  }
  return parts.join('');
};

/** The elements of these names (local, lower case), in the order of the document. Never throws for what stands in it. */
export const readXmlRecords = (
  source: string,
  recordNames: readonly string[],
  limits: Partial<XmlLimits> = {},
): XmlReading => {
  const reader = new RecordReader(new Set(recordNames), { ...defaultLimits, ...limits });
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('error', (error) => reader.fail(error.message));
  parser.on('opentag', (tag) => reader.start(tag.name, tag.attributes));
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  parser.on('closetag', () => reader.end());
  try {
    // Lone surrogates make the parser throw.
    parser.write(ownText(escapeAmpersands(source.trimStart()))).close();
  } catch (error) {
    if (!(error instanceof EnoughRead)) throw error;
  }
  const { records, problem, isCut } = reader;
  return { records, isCut, ...(problem === undefined ? {} : { problem }) };
};
