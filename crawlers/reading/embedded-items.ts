/** schema.org items from attributes: microdata (`itemscope`, `itemprop`) and RDFa (`typeof`, `property`). */
import { elementsWhere } from './elements-by-name.ts';
import { type AnyNode, type CheerioAPI, type Element, isElement } from './nodes.ts';
import { plainText } from './plain-text.ts';
import { bareName, type SchemaItem, type SchemaValue } from './schema-item.ts';

interface Notation {
  source: 'microdata' | 'rdfa';
  property: string;
  typesOf(element: Element): string[] | undefined;
}

const words = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter((word) => word !== '');

const microdata: Notation = {
  source: 'microdata',
  property: 'itemprop',
  typesOf: (element) =>
    element.attribs.itemscope === undefined ? undefined : words(element.attribs.itemtype),
};

const rdfa: Notation = {
  source: 'rdfa',
  property: 'property',
  typesOf: (element) => (element.attribs.typeof === undefined ? undefined : words(element.attribs.typeof)),
};

const maxItems = 5000;

const urlAttributes: Record<string, string> = {
  a: 'href',
  area: 'href',
  link: 'href',
  img: 'src',
  audio: 'src',
  video: 'src',
  iframe: 'src',
  source: 'src',
  object: 'data',
};

const literalOf = (element: Element, notation: Notation): string => {
  const { attribs, name } = element;
  if (attribs.content !== undefined) return attribs.content;
  if (name === 'time' && attribs.datetime !== undefined) return attribs.datetime;
  if ((name === 'data' || name === 'meter') && attribs.value !== undefined) return attribs.value;
  if (notation.source === 'rdfa' && attribs.resource !== undefined) return attribs.resource;
  const address = attribs[urlAttributes[name] ?? ''];
  // A link's address is the value of url properties; of a name the words are.
  const isAddress = /url|sameas|image|logo|link/i.test(attribs[notation.property] ?? '');
  if (address !== undefined && (isAddress || element.children.length === 0)) return address;
  return plainText([element]);
};

class ItemReader {
  private count = 0;
  private readonly $: CheerioAPI;
  private readonly notation: Notation;

  constructor($: CheerioAPI, notation: Notation) {
    this.$ = $;
    this.notation = notation;
  }

  read(element: Element): SchemaItem {
    this.count += 1;
    const id = element.attribs.itemid ?? element.attribs.resource;
    const item: SchemaItem = {
      source: this.notation.source,
      types: (this.notation.typesOf(element) ?? []).map(bareName),
      ...(id === undefined ? {} : { id }),
      values: new Map(),
    };
    this.collect(element.children, item);
    for (const reference of words(element.attribs.itemref)) {
      const [target] = elementsWhere(this.$, ({ attribs }) => attribs.id === reference);
      if (target) this.collect([target], item);
    }
    return item;
  }

  private collect(nodes: AnyNode[], item: SchemaItem): void {
    for (const node of nodes) {
      if (!isElement(node) || this.count > maxItems) continue;
      const names = words(node.attribs[this.notation.property]).map(bareName);
      const isItem = this.notation.typesOf(node) !== undefined;
      if (names.length > 0) {
        const value: SchemaValue = isItem ? this.read(node) : literalOf(node, this.notation);
        for (const name of names) item.values.set(name, [...(item.values.get(name) ?? []), value]);
      }
      if (!isItem) this.collect(node.children, item);
    }
  }
}

const readNotation = ($: CheerioAPI, notation: Notation, type: string): SchemaItem[] => {
  const attribute = notation.source === 'microdata' ? 'itemtype' : 'typeof';
  const reader = new ItemReader($, notation);
  return elementsWhere($, ({ attribs }) => attribs[attribute] !== undefined)
    .filter((element) => notation.typesOf(element)?.map(bareName).includes(type))
    .slice(0, 500)
    .map((element) => reader.read(element));
};

/** All items of one type, nested ones too, in the order of the page. */
export const readEmbeddedItems = ($: CheerioAPI, type: string): SchemaItem[] => [
  ...readNotation($, microdata, type),
  ...readNotation($, rdfa, type),
];
