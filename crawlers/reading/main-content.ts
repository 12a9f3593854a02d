/** The part of a page that is its content. */
import { isBoilerplate, isLinkList, type TextWeight, weighText } from './boilerplate.ts';
import { elementsNamed, elementsWhere } from './elements-by-name.ts';
import { isSiteNotice } from './frame-words.ts';
import { type AnyNode, type CheerioAPI, type Element, isElement } from './nodes.ts';
import { findPageHeading } from './page-heading.ts';
import { plainText } from './plain-text.ts';

export interface MainContent {
  /** The element that holds it. */
  root: AnyNode;
  /** What it was found in: its heading and fields may stand beside it. */
  around: AnyNode;
  skip: (element: Element) => boolean;
  /** Read when it is first asked for: pages that state their advert need none of it. */
  readonly text: string;
}

const withText = (content: Omit<MainContent, 'text'>, read: () => string): MainContent => {
  let text: string | undefined;
  return {
    ...content,
    get text() {
      text ??= read();
      return text;
    },
  };
};

/** A child is taken for the whole as long as it holds this share of the text: contacts often stand at the edge. */
const dominantShare = 0.85;
/** The heaviest part of what holds the heading: its text is surely the advert's. */
const heavyShare = 0.5;
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

const withAncestors = (element: Element | undefined): Set<Element> => {
  const found = new Set<Element>();
  for (let node: AnyNode | null | undefined = element; isElement(node); node = node.parent) found.add(node);
  return found;
};

const commonAncestor = (ancestors: ReadonlySet<Element>, element: AnyNode): AnyNode | undefined => {
  for (let node: AnyNode | null = element; isElement(node); node = node.parent)
    if (ancestors.has(node)) return node;
  return undefined;
};

interface Weighed {
  weights: Map<Element, TextWeight>;
  skip(element: Element): boolean;
}

/** Descends as long as one child holds the share of its parent's text. */
const heaviestIn = (start: AnyNode, share: number, { weights, skip }: Weighed): AnyNode => {
  const ownChars = (element: Element): number => (skip(element) ? 0 : (weights.get(element)?.own ?? 0));
  let heaviest = start;
  for (;;) {
    if (!isElement(heaviest)) return heaviest;
    const enough = ownChars(heaviest) * share;
    const child = heaviest.children
      .filter(isElement)
      .find((one) => one.name !== 'p' && ownChars(one) > enough);
    if (!child) return heaviest;
    heaviest = child;
  }
};

const contactSign =
  /\d(?:[\s().-]{0,2}\d){6}|[\w.]@[\w-]+\.|(?:^|[\s(:：])@\w{4}|telegram|whats\s?app|zalo|\bline\b|wechat|viber|微信|飞机|电报|카톡|텔레그램|ไลน์|โทร/iu;
const fewestWordsChars = 20;

/** What stands outside the content and yet has something to say, or how to answer: in front of it and behind it. */
const besidesRoot = (around: AnyNode, root: AnyNode, { skip, weights }: Weighed): [string[], string[]] => {
  const inside = withAncestors(isElement(root) ? root : undefined);
  const [before, behind]: [string[], string[]] = [[], []];
  let isBehind = false;
  const saysSomething = (element: Element, text: string): boolean => {
    const { own = 0, linked = 0 } = weights.get(element) ?? {};
    if (isSiteNotice(text)) return false;
    return (own >= fewestWordsChars && own > linked * 2) || contactSign.test(text);
  };
  const visit = (node: AnyNode): void => {
    if (!('children' in node)) return;
    for (const child of node.children) {
      if (child === root) isBehind = true;
      else if (isElement(child) && inside.has(child)) visit(child);
      else if (child.type === 'text' ? child.data.trim() !== '' : isElement(child) && !skip(child)) {
        const text = plainText([child], { skip });
        if (!isElement(child) || saysSomething(child, text)) (isBehind ? behind : before).push(text);
      }
    }
  };
  if (root !== around) visit(around);
  return [before, behind];
};

const edges = 3;
const mostNoticeChars = 400;

/** Notices of the site stand at the beginning or the end of its pages, often with names that say nothing. */
const siteNotices = (
  body: Element | undefined,
  kept: ReadonlySet<Element>,
  weights: Map<Element, TextWeight>,
): Element[] => {
  const children = (body?.children ?? []).filter(isElement);
  const atEdges =
    children.length <= edges * 2 ? children : [...children.slice(0, edges), ...children.slice(-edges)];
  return atEdges.filter((element) => {
    const { own = 0, linked = 0 } = weights.get(element) ?? {};
    const isShort = own + linked > 0 && own + linked < mostNoticeChars;
    return isShort && !kept.has(element) && isSiteNotice(plainText([element], { maxChars: 500 }));
  });
};

export const findMainContent = ($: CheerioAPI): MainContent => {
  const document = $.root()[0] as AnyNode;
  const heading = findPageHeading($)?.element;
  const kept = withAncestors(heading);
  const { weights, others } = weighText(document, kept);
  const body = elementsNamed($, 'body')[0];
  for (const notice of siteNotices(body, kept, weights)) others.add(notice);
  const decided = new Map<Element, boolean>();
  const skip = (element: Element): boolean => {
    const known = decided.get(element);
    if (known !== undefined) return known;
    const isSkipped =
      others.has(element) ||
      (!kept.has(element) && (isBoilerplate(element) || isLinkList(weights.get(element))));
    decided.set(element, isSkipped);
    return isSkipped;
  };
  const weighed: Weighed = { weights, skip };
  const stated = statedContent($);
  const isEnough =
    isElement(stated) && !skip(stated) && (weights.get(stated)?.own ?? 0) >= minimumStatedChars;
  const start = isEnough ? stated : (body ?? document);
  const whole = heaviestIn(start, dominantShare, weighed);
  const around = isEnough && heading && !kept.has(stated as Element) ? (body ?? document) : start;
  const holdsHeading = isElement(whole) && kept.has(whole) && heading !== undefined;
  const root = holdsHeading ? (commonAncestor(kept, heaviestIn(whole, heavyShare, weighed)) ?? whole) : whole;
  return withText({ root, around, skip }, () => {
    const [before, behind] = holdsHeading ? besidesRoot(whole, root, weighed) : [[], []];
    const parts = [...before, plainText([root], { skip }), ...behind];
    return parts.filter((part) => part !== '').join('\n\n');
  });
};

/** The same page with everything around its content, still without boilerplate. */
export const widen = (content: MainContent): MainContent =>
  content.root === content.around
    ? content
    : withText({ root: content.around, around: content.around, skip: content.skip }, () =>
        plainText([content.around], { skip: content.skip }),
      );

/** Elements of the content with a name, boilerplate left out, in the order of the page. */
export const elementsIn = (content: Pick<MainContent, 'root' | 'skip'>, name: string): Element[] => {
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
