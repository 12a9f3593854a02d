/** schema.org items from `<script type="application/ld+json">` blocks. */

import type { ReadingProblem } from '../../src/domain/posting.ts';
import { elementsNamed } from './elements-by-name.ts';
import type { CheerioAPI } from './nodes.ts';
import { bareName, type SchemaItem, type SchemaValue } from './schema-item.ts';
import { readTolerantJson, type TolerantReading, UnreadableJsonError } from './tolerant-json.ts';

const maxBlocks = 200;
const maxItems = 20_000;
const maxDepth = 60;

type JsonObject = Record<string, unknown>;
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

class ItemBuilder {
  readonly roots: SchemaItem[] = [];
  private readonly byId = new Map<string, SchemaItem>();
  private count = 0;

  add(value: unknown, depth = 0): void {
    if (depth > maxDepth) return;
    if (Array.isArray(value)) for (const one of value) this.add(one, depth + 1);
    else if (isObject(value)) {
      if (value['@graph'] !== undefined) this.add(value['@graph'], depth + 1);
      this.roots.push(this.item(value, depth));
    }
  }

  /** Puts the item that an `@id` names in the place of a bare reference to it. */
  resolveReferences(): void {
    const resolve = (value: SchemaValue): SchemaValue => {
      if (
        typeof value === 'string' ||
        value.id === undefined ||
        value.types.length > 0 ||
        value.values.size > 0
      )
        return value;
      return this.byId.get(value.id) ?? value;
    };
    const seen = new Set<SchemaItem>();
    const visit = (item: SchemaItem): void => {
      if (seen.has(item)) return;
      seen.add(item);
      for (const [name, values] of item.values) {
        const resolved = values.map(resolve);
        item.values.set(name, resolved);
        for (const value of resolved) if (typeof value !== 'string') visit(value);
      }
    };
    for (const root of this.roots) visit(root);
  }

  private item(source: JsonObject, depth: number): SchemaItem {
    this.count += 1;
    const id = typeof source['@id'] === 'string' ? source['@id'] : undefined;
    const types = asList(source['@type'] ?? source.type).filter((type) => typeof type === 'string');
    const item: SchemaItem = {
      source: 'json-ld',
      types: types.map(bareName),
      ...(id === undefined ? {} : { id }),
      values: new Map(),
    };
    for (const [name, value] of Object.entries(source)) {
      if (name.startsWith('@')) continue;
      const values = this.valuesFrom(value, depth + 1);
      if (values.length > 0) item.values.set(bareName(name), values);
    }
    if (id !== undefined && item.values.size > 0 && !this.byId.has(id)) this.byId.set(id, item);
    return item;
  }

  private valuesFrom(value: unknown, depth: number): SchemaValue[] {
    if (depth > maxDepth || this.count > maxItems) return [];
    if (typeof value === 'string') return [value];
    if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
    if (Array.isArray(value)) return value.flatMap((one) => this.valuesFrom(one, depth + 1));
    if (!isObject(value)) return [];
    const literal = value['@value'];
    if (typeof literal === 'string' || typeof literal === 'number') return [String(literal)];
    const members = value['@list'] ?? value['@set'];
    if (members !== undefined) return asList(members).flatMap((one) => this.valuesFrom(one, depth + 1));
    return [this.item(value, depth)];
  }
}

export interface JsonLdReading {
  items: SchemaItem[];
  problems: ReadingProblem[];
}

/** An unreadable block is a problem and does not spoil the others; half a block is better than no advert at all. */
export const readJsonLd = ($: CheerioAPI): JsonLdReading => {
  const builder = new ItemBuilder();
  const problems: ReadingProblem[] = [];
  const cutOff: { values: unknown[]; number: number }[] = [];
  const blocks = elementsNamed($, 'script').filter((element) =>
    /^\s*application\/ld\+json\b/i.test(element.attribs.type ?? ''),
  );
  blocks.slice(0, maxBlocks).forEach((element, index) => {
    const source = $(element).text();
    if (source.trim() === '') return;
    try {
      const { values, isCutOff } = parseBlock(source);
      if (isCutOff) cutOff.push({ values, number: index + 1 });
      else for (const value of values) builder.add(value);
    } catch (error) {
      if (!(error instanceof UnreadableJsonError)) throw error;
      problems.push({
        code: 'invalid-json-ld',
        message: `JSON-LD block ${index + 1} of the page can't be read: ${error.message}`,
      });
    }
  });
  const hasWholeAdvert = builder.roots.some((item) => item.types.includes('JobPosting'));
  for (const { values, number } of cutOff) {
    if (!hasWholeAdvert) for (const value of values) builder.add(value);
    else
      problems.push({
        code: 'invalid-json-ld',
        message: `JSON-LD block ${number} of the page is cut off in the middle and was left out`,
      });
  }
  builder.resolveReferences();
  return { items: builder.roots, problems };
};

const quoteEntities: Record<string, string> = { '&quot;': '"', '&#34;': '"', '&#x22;': '"' };

/** Some pages escape the whole block as if it were HTML. */
const parseBlock = (source: string): TolerantReading => {
  try {
    return readTolerantJson(source);
  } catch (error) {
    if (!(error instanceof UnreadableJsonError) || !/^\s*[[{]\s*&(quot|#34|#x22);/i.test(source)) throw error;
    const plain = source.replace(
      /&(quot|#34|#x22);/gi,
      (entity) => quoteEntities[entity.toLowerCase()] ?? entity,
    );
    return readTolerantJson(plain.replaceAll('&amp;', '&'));
  }
};
