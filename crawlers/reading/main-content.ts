/** The part of a page that is its content. */
import { isBoilerplate, isLinkList, weighText } from './boilerplate.ts';
import { elementsNamed, elementsWhere } from './elements-by-name.ts';
import { type AnyNode, type CheerioAPI, type Element, isElement } from './nodes.ts';
import { plainText } from './plain-text.ts';

export interface MainContent {
  /** The element that holds it. */
  root: AnyNode;
  /** What it was found in: its heading and fields may stand beside it. */
  around: AnyNode;
  skip: (element: Element) => boolean;
  text: string;
}

/** A child is taken for the whole as long as it holds this share of the text: contacts often stand at the edge. */
const dominantShare = 0.85;
const minimumStatedChars = 120;

/** What the page itself calls its content, when there is only one of it. */
const statedContent = ($: CheerioAPI): Element | undefined =>
  [
    () => elementsNamed($, 'main'),
    () => elementsWhere($, ({ attribs }) => attribs.role === 'main'),
    () => elementsNamed($, 'article'),
    () => elementsWhere($, ({ attribs }) => attribs.id === 'content'),
    () => elementsWhere($, ({ attribs }) => attribs.id === 'main'),
  ]
    .map((find) => find())
    .find((found) => found.length === 1)?.[0];

export const findMainContent = ($: CheerioAPI): MainContent => {
  const document = $.root()[0] as AnyNode;
  const weights = weighText(document);
  const decided = new Map<Element, boolean>();
  const skip = (element: Element): boolean => {
    const known = decided.get(element);
    if (known !== undefined) return known;
    const isSkipped = isBoilerplate(element) || isLinkList(weights.get(element));
    decided.set(element, isSkipped);
    return isSkipped;
  };
  const ownChars = (element: Element): number => (skip(element) ? 0 : (weights.get(element)?.own ?? 0));

  const stated = statedContent($);
  const body = elementsNamed($, 'body')[0];
  const start = isElement(stated) && ownChars(stated) >= minimumStatedChars ? stated : (body ?? document);
  const heavyChild = (parent: AnyNode): Element | undefined => {
    if (!isElement(parent)) return undefined;
    const enough = ownChars(parent) * dominantShare;
    return parent.children.filter(isElement).find((child) => child.name !== 'p' && ownChars(child) > enough);
  };
  let root: AnyNode = start;
  for (let child = heavyChild(root); child; child = heavyChild(child)) root = child;
  return { root, around: start, skip, text: plainText([root], { skip }) };
};

/** The same page with everything around its content, still without boilerplate. */
export const widen = (content: MainContent): MainContent => ({
  ...content,
  root: content.around,
  text: plainText([content.around], { skip: content.skip }),
});

/** Elements of the content with a name, boilerplate left out, in the order of the page. */
export const elementsIn = (content: MainContent, name: string): Element[] => {
  const found: Element[] = [];
  const walk = (node: AnyNode): void => {
    if (isElement(node)) {
      if (content.skip(node) && node !== content.root) return;
      if (node.name === name) found.push(node);
    }
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(content.root);
  return found;
};
