/** Posts of a page whose layout is unknown: blocks that say they are posts, or repeat side by side and read like them. */
import { elementsWhere } from './elements-by-name.ts';
import { type CheerioAPI, type Element, isElement } from './nodes.ts';
import { plainText } from './plain-text.ts';

const postId = /^(?:js-)?(?:post|p|pid|msg|message|comment|reply|entry|status|tweet)[-_]?\d{1,20}$/i;
const postClass =
  /(^|\s)(?:[\w]+[-_]{1,2})?(?:post|posts?[-_]?item|wall[-_]?(?:item|post)|comment|reply|message|(?:feed|timeline|news)[-_]?item|story|tweet|status|entry)(?=\s|$)/i;
const blockNames = new Set(['div', 'li', 'article', 'section', 'tr', 'table']);
const fewestChars = 20;
const mostPosts = 200;

const looksLikePost = (element: Element): boolean => {
  if (!blockNames.has(element.name)) return false;
  const { attribs } = element;
  return (
    element.name === 'article' ||
    attribs.role === 'article' ||
    postId.test(attribs.id ?? '') ||
    postClass.test((attribs.class ?? '').slice(0, 300))
  );
};

const frameNames = new Set(['nav', 'aside', 'footer', 'header']);

/** Neither inside another post nor inside what frames the page. */
const stands = (element: Element, posts: ReadonlySet<Element>): boolean => {
  for (let parent = element.parent; isElement(parent); parent = parent.parent)
    if (posts.has(parent) || frameNames.has(parent.name)) return false;
  return true;
};

const hasWords = (element: Element): boolean =>
  plainText([element], { maxChars: 400 }).length >= fewestChars || element.attribs.id !== undefined;

/** In the order of the page; the outermost block of each post. */
export const findRepeatedPosts = ($: CheerioAPI): Element[] => {
  const found = new Set(elementsWhere($, looksLikePost).slice(0, 5000));
  const outer = new Set([...found].filter((element) => stands(element, found)));
  // Groups by name are put back into the order of the page by walking it once.
  const ordered: Element[] = [];
  const walk = (node: Element): void => {
    if (ordered.length >= mostPosts) return;
    if (outer.has(node)) ordered.push(node);
    else for (const child of node.children) if (isElement(child)) walk(child);
  };
  for (const child of $.root()[0]?.children ?? []) if (isElement(child)) walk(child);
  return ordered.filter(hasWords);
};
