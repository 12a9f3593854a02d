/** One walk over a page answers all questions for elements by name: each selector would walk it again. */
import { type AnyNode, type CheerioAPI, type Element, isElement } from './nodes.ts';

const indexes = new WeakMap<AnyNode, Map<string, Element[]>>();

const indexOf = (root: AnyNode): Map<string, Element[]> => {
  const known = indexes.get(root);
  if (known) return known;
  const index = new Map<string, Element[]>();
  const waiting: AnyNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isElement(node)) {
      const named = index.get(node.name);
      if (named) named.push(node);
      else index.set(node.name, [node]);
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
  indexOf($.root()[0] as AnyNode).get(name) ?? [];

/** Elements of any name for which `isMatch` holds, grouped by name rather than in the order of the page. */
export const elementsWhere = ($: CheerioAPI, isMatch: (element: Element) => boolean): Element[] => {
  const found: Element[] = [];
  for (const named of indexOf($.root()[0] as AnyNode).values())
    for (const element of named) if (isMatch(element)) found.push(element);
  return found;
};
