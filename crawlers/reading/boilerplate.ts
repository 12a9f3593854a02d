/** What of a page is not its content: navigation, cookie banners, lists of links to other pages. */
import { type AnyNode, type Element, isElement } from './nodes.ts';
import { isSilent } from './plain-text.ts';

const frameTags = new Set(['nav', 'footer', 'aside']);
const frameRoles = /^(navigation|banner|contentinfo|search|dialog|alertdialog|menu|menubar|complementary)$/;
const frameNames =
  /(^|[\s_-])(nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|side-bar|cookies?|consent|gdpr|newsletter|subscribe|share|sharing|social|related|similar|recommend(ed|ations)?|also-viewed|popup|modal|overlay|advertisement|banner-ad|skip-link|sr-only|pagination|pager|paging|login|signin|sign-in|toolbar|comments?)([\s_-]|$)/i;

/** A page's `<header>` is frame; an article's own is content. */
const isPageHeader = (element: Element): boolean => {
  if (element.name !== 'header') return false;
  for (let parent = element.parent; isElement(parent); parent = parent.parent)
    if (parent.name === 'article' || parent.name === 'main') return false;
  return true;
};

const bodyTags = new Set(['html', 'body', 'main', 'article', 'page-root']);

export const isBoilerplate = (element: Element): boolean => {
  if (isSilent(element)) return true;
  if (bodyTags.has(element.name)) return false;
  if (frameTags.has(element.name) || isPageHeader(element)) return true;
  if (frameRoles.test(element.attribs.role ?? '') || element.attribs['aria-modal'] === 'true') return true;
  return frameNames.test(`${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`.slice(0, 300));
};

export interface TextWeight {
  /** Characters of text that is no link. */
  own: number;
  /** Characters inside links. */
  linked: number;
  links: number;
}

/** Weighs every element once, boilerplate as nothing. */
export const weighText = (root: AnyNode): Map<Element, TextWeight> => {
  const weights = new Map<Element, TextWeight>();
  const weigh = (node: AnyNode, inLink: boolean): TextWeight => {
    if (node.type === 'text') {
      const chars = node.data.trim().length;
      return inLink ? { own: 0, linked: chars, links: 0 } : { own: chars, linked: 0, links: 0 };
    }
    const total: TextWeight = { own: 0, linked: 0, links: 0 };
    if (node.type !== 'root' && !isElement(node)) return total;
    if (isElement(node) && isBoilerplate(node)) return total;
    const isLink = isElement(node) && node.name === 'a' && node.attribs.href !== undefined;
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
  return weights;
};

const minimumListLinks = 4;

/** Mostly links, and several of them: a way to other pages. */
export const isLinkList = (weight: TextWeight | undefined): boolean =>
  weight !== undefined && weight.links >= minimumListLinks && weight.linked > weight.own * 1.5;
