/** What of a page is not its content: navigation, cookie banners, lists of links, other adverts. */
import { headsOtherAdverts, isFrameName } from './frame-words.ts';
import { type AnyNode, type Element, isElement } from './nodes.ts';
import { isSilent } from './plain-text.ts';

const frameTags = new Set([
  'nav',
  'footer',
  'aside',
  'amp-sidebar',
  'amp-consent',
  'amp-social-share',
  'amp-ad',
  'dialog',
]);
const frameRoles =
  /^(navigation|banner|contentinfo|search|dialog|alertdialog|menu|menubar|complementary|tablist)$/;

/** A page's `<header>` is frame; an article's own is content. */
const isPageHeader = (element: Element): boolean => {
  if (element.name !== 'header') return false;
  for (let parent = element.parent; isElement(parent); parent = parent.parent)
    if (parent.name === 'article' || parent.name === 'main' || parent.name === 'section') return false;
  return true;
};

const bodyTags = new Set(['html', 'body', 'main', 'article', 'page-root']);

/** Test ids and landmarks' labels name parts as class names do. */
const namesOf = ({ attribs }: Element): string => {
  const own = attribs.class === undefined ? (attribs.id ?? '') : `${attribs.class} ${attribs.id ?? ''}`;
  const tested =
    attribs['data-testid'] ?? attribs['data-automation'] ?? attribs['data-qa'] ?? attribs['data-marker'];
  return tested === undefined ? own : `${own} ${tested}`;
};

export const isBoilerplate = (element: Element): boolean => {
  if (isSilent(element)) return true;
  if (bodyTags.has(element.name)) return false;
  if (frameTags.has(element.name) || isPageHeader(element)) return true;
  const { role } = element.attribs;
  if ((role && frameRoles.test(role)) || element.attribs['aria-modal'] === 'true') return true;
  const names = namesOf(element);
  if (names.length > 1 && isFrameName(names)) return true;
  const label = element.attribs['aria-label'];
  return label !== undefined && element.name === 'section' && headsOtherAdverts(label);
};

export interface TextWeight {
  /** Characters of text that is no link. */
  own: number;
  /** Characters inside links. */
  linked: number;
  links: number;
}

/** Contacts are what an advert is for: their links weigh as its own words. */
const contactLink =
  /^(?:tel|mailto|sms|tg|viber|whatsapp|line|weixin|zalo|skype):|\/\/(?:[\w-]+\.)?(?:wa\.me|whatsapp\.com|t\.me|telegram\.me|zalo\.me|line\.me|lin\.ee|m\.me|kakao\.com)\//i;

export const isContactLink = (href: string): boolean => contactLink.test(href);

export interface Weighing {
  weights: Map<Element, TextWeight>;
  /** Headings over other adverts, and what follows them. */
  others: Set<Element>;
}

/** Weighs every element once, boilerplate as nothing. `kept` is content whatever it is called. */
export const weighText = (root: AnyNode, kept: ReadonlySet<Element>): Weighing => {
  const weights = new Map<Element, TextWeight>();
  const weigh = (node: AnyNode, inLink: boolean): TextWeight => {
    if (node.type === 'text') {
      const chars = node.data.trim().length;
      return inLink ? { own: 0, linked: chars, links: 0 } : { own: chars, linked: 0, links: 0 };
    }
    const total: TextWeight = { own: 0, linked: 0, links: 0 };
    if (node.type !== 'root' && !isElement(node)) return total;
    if (isElement(node) && !kept.has(node) && isBoilerplate(node)) return total;
    const href = isElement(node) && node.name === 'a' ? node.attribs.href : undefined;
    const isLink = href !== undefined && !isContactLink(href);
    for (const child of node.children) {
      const weight = weigh(child, inLink || isLink);
      total.own += weight.own;
      total.linked += weight.linked;
      total.links += weight.links;
    }
    if (isLink) total.links += 1;
    if (isElement(node)) weights.set(node, total);
    return total;
  };
  weigh(root, false);
  return { weights, others: findOthers(weights, kept) };
};

const headingTags = new Set('h2 h3 h4 h5 h6 strong b p div span header summary legend caption'.split(' '));
const longestHeading = 70;
const largestBlockChildren = 400;

const headingText = (element: Element): string => {
  let text = '';
  const add = (node: AnyNode): void => {
    if (text.length > longestHeading) return;
    if (node.type === 'text') text += node.data;
    else if (isElement(node)) node.children.forEach(add);
  };
  add(element);
  return text.replace(/\s+/g, ' ').trim();
};

/** Marks a heading such as `Similar jobs` and its siblings up to the next one, as far as links follow it. */
const findOthers = (weights: Map<Element, TextWeight>, kept: ReadonlySet<Element>): Set<Element> => {
  const others = new Set<Element>();
  const mark = (element: Element): void => {
    others.add(element);
    const gone = weights.get(element);
    if (!gone) return;
    for (let parent = element.parent; isElement(parent); parent = parent.parent) {
      const weight = weights.get(parent);
      if (!weight) continue;
      weight.own -= gone.own;
      weight.linked -= gone.linked;
      weight.links -= gone.links;
    }
  };
  for (const [element, weight] of weights) {
    if (weight.links === 0 || element.children.length > largestBlockChildren) continue;
    const children = element.children.filter(isElement);
    for (let at = 0; at < children.length; at += 1) {
      const heading = children[at] as Element;
      if (!headingTags.has(heading.name) || others.has(heading)) continue;
      const own = weights.get(heading);
      if (!own || own.own + own.linked === 0 || own.own + own.linked > longestHeading) continue;
      const behind = children.slice(at + 1);
      const end = behind.findIndex((one) => one.name === heading.name && /^h\d$/.test(one.name));
      const block = (end === -1 ? behind : behind.slice(0, end)).filter((one) => !kept.has(one));
      if (!block.some((one) => (weights.get(one)?.links ?? 0) > 0)) continue;
      if (!headsOtherAdverts(headingText(heading))) continue;
      for (const one of [heading, ...block]) if (!others.has(one)) mark(one);
    }
  }
  return others;
};

const listLinks = { clear: 4, likely: 2 } as const;

/** Mostly links, and several of them: a way to other pages. */
export const isLinkList = (weight: TextWeight | undefined): boolean =>
  weight !== undefined &&
  ((weight.links >= listLinks.clear && weight.linked > weight.own * 1.5) ||
    (weight.links >= listLinks.likely && weight.linked > weight.own * 3));
