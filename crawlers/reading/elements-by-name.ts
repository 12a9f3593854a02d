/** One walk over a page answers all questions for its elements: each selector would walk it again. */
import { type AnyNode, type CheerioAPI, type Element, isElement } from './nodes.ts';

interface ElementIndex {
  /** In the order of the page. */
  all: Element[];
  byName: Map<string, Element[]>;
}

const indexes = new WeakMap<AnyNode, ElementIndex>();

const indexOf = (root: AnyNode): ElementIndex => {
  const known = indexes.get(root);
  if (known) return known;
  const index: ElementIndex = { all: [], byName: new Map() };
  const waiting: AnyNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isElement(node)) {
      index.all.push(node);
      const named = index.byName.get(node.name);
      if (named) named.push(node);
      else index.byName.set(node.name, [node]);
    }
    if (!('children' in node)) continue;
    const children = node.children as AnyNode[];
    for (let at = children.length - 1; at >= 0; at -= 1) waiting.push(children[at] as AnyNode);
  }
  indexes.set(root, index);
  return index;
};

/** Elements with a name (lower case), in the order of the page. The page must not be changed afterwards. */
export const elementsNamed = ($: CheerioAPI, name: string): readonly Element[] =>
  indexOf($.root()[0] as AnyNode).byName.get(name) ?? [];

/** Elements of any name for which `isMatch` holds, in the order of the page. */
export const elementsWhere = ($: CheerioAPI, isMatch: (element: Element) => boolean): Element[] =>
  indexOf($.root()[0] as AnyNode).all.filter(isMatch);
