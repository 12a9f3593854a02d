/** What a post of a forum or network holds: its text, links and pictures, quotes and signatures left out. */
import type { PostingImage } from '../../src/domain/posting.ts';
import { type AnyNode, type Element, isElement } from './nodes.ts';
import { parsePage } from './parse-page.ts';
import { isSilent, plainText } from './plain-text.ts';

export interface PostContent {
  text: string;
  links: string[];
  images: PostingImage[];
}

const smallestPicturePixels = 60;
const signNames = /(^|[\s_-])(emoji|emojione|emoticon|smil(ey|ie)s?|avatar|icon|spacer|tracking)([\s_-]|$)/i;

/** Smileys, icons and counting pixels are no pictures of a post. */
const isPicture = ({ attribs }: Element): boolean => {
  const isSmall = [attribs.width, attribs.height].some(
    (size) => size !== undefined && Number.parseInt(size, 10) < smallestPicturePixels,
  );
  const names = `${attribs.class ?? ''} ${attribs.id ?? ''}`.slice(0, 300);
  return !isSmall && !signNames.test(names) && attribs['data-shortname'] === undefined;
};

const pictureOf = (element: Element): PostingImage | undefined => {
  const { attribs } = element;
  const url = attribs['data-src'] ?? attribs['data-original'] ?? attribs['data-url'] ?? attribs.src;
  if (!url || url.startsWith('data:') || !isPicture(element)) return undefined;
  return { url, ...(attribs.alt ? { alt: attribs.alt } : {}) };
};

const most = 300;

export const readPostContent = (
  nodes: Iterable<AnyNode>,
  skip: (element: Element) => boolean = () => false,
): PostContent => {
  const roots = [...nodes];
  const links: string[] = [];
  const images: PostingImage[] = [];
  const walk = (node: AnyNode): void => {
    if (isElement(node)) {
      if (isSilent(node) || skip(node)) return;
      if (node.name === 'a' && node.attribs.href && links.length < most) links.push(node.attribs.href);
      const picture = node.name === 'img' && images.length < most ? pictureOf(node) : undefined;
      if (picture) images.push(picture);
    }
    if ('children' in node) for (const child of node.children) walk(child);
  };
  for (const root of roots) walk(root);
  return { text: plainText(roots, { skip }), links, images };
};

/** The same of HTML that an answer of an API holds. */
export const readPostHtml = (html: string, skip?: (element: Element) => boolean): PostContent =>
  readPostContent(parsePage(html).$.root().toArray(), skip);
