/** Pictures of an advert: with lazy loading, several sizes and backgrounds; icons, logos and tracking pixels left out. */
import type { PostingImage } from '../../src/domain/posting.ts';
import type { MainContent } from './main-content.ts';
import { type AnyNode, type CheerioAPI, type Element, isElement } from './nodes.ts';
import { metaContent } from './page-heading.ts';

const smallestPixels = 60;
const lazyAttributes = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-url',
  'data-image',
  'data-full',
];
const setAttributes = ['data-srcset', 'srcset', 'data-lazy-srcset'];

/** The largest of `a.jpg 400w, b.jpg 2x`. */
export const largestOfSet = (srcset: string): string | undefined => {
  const sized = srcset
    .slice(0, 8000)
    .split(/,\s+|,(?=https?:)/)
    .map((part) => {
      const [url = '', size = '1x'] = part.trim().split(/\s+/);
      return { url, size: Number.parseFloat(size) || 1 };
    })
    .filter(({ url }) => url !== '' && !url.startsWith('data:'));
  return sized.sort((one, other) => other.size - one.size)[0]?.url;
};

/** Names of pictures that belong to a site and not to an advert. */
const decoration =
  /(?:^|[/_.\s-])(?:icons?|logos?|sprite|pixel|spacer|blank|avatar|placeholder|loading|loader|spinner|captcha|badge|emoji|smil(?:ey|ies)|flags?|arrow|favicon|banner-ad|1x1|transparent|default-company|no-?image)(?:[/_.\s-]|$)|\.svg(?:$|\?)/i;

const isPicture = ({ attribs }: Element, url: string): boolean => {
  const sizes = [attribs.width, attribs.height].map((size) => Number.parseInt(size ?? '', 10));
  if (sizes.some((size) => size < smallestPixels)) return false;
  const address = url.split(/[?#]/)[0] ?? url;
  return !decoration.test(address) && !decoration.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`);
};

const attributeOf = (element: Element, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = element.attribs[name];
    if (value && !value.startsWith('data:')) return value;
  }
  return undefined;
};

const addressOf = (element: Element): string | undefined => {
  const lazy = attributeOf(element, lazyAttributes);
  if (lazy) return lazy;
  const set = attributeOf(element, setAttributes);
  return (set && largestOfSet(set)) ?? attributeOf(element, ['src']);
};

const background = /background(?:-image)?\s*:[^;]*url\(\s*['"]?([^'")]{4,2000})/i;

const backgroundOf = (element: Element): string | undefined => {
  const style = element.attribs.style;
  const url = style?.includes('url(') ? background.exec(style)?.[1] : undefined;
  return url === undefined || url.startsWith('data:') ? undefined : url;
};

const imageTags = new Set(['img', 'amp-img']);
/** A gallery's picture may be a link to its whole size. */
const imageLink = /\.(?:jpe?g|png|webp)(?:\?[^#]*)?$/i;

const imageOf = (element: Element): PostingImage | undefined => {
  const { name, attribs } = element;
  if (imageTags.has(name)) {
    const url = addressOf(element);
    if (!url || !isPicture(element, url)) return undefined;
    return { url, ...(attribs.alt ? { alt: attribs.alt } : {}) };
  }
  const url = backgroundOf(element);
  return url && isPicture(element, url) ? { url } : undefined;
};

/** Without query: the same picture in several sizes mostly differs only there. */
const keyOf = (url: string): string => url.split(/[?#]/)[0] ?? url;

export const readImages = (content: Pick<MainContent, 'root' | 'skip'>): PostingImage[] => {
  const found = new Map<string, PostingImage>();
  const add = (image: PostingImage | undefined): void => {
    if (image && !found.has(keyOf(image.url))) found.set(keyOf(image.url), image);
  };
  const visit = (node: AnyNode): void => {
    if (isElement(node)) {
      if (node !== content.root && content.skip(node)) return;
      if (
        node.name === 'a' &&
        imageLink.test(node.attribs.href ?? '') &&
        isPicture(node, node.attribs.href ?? '')
      )
        add({ url: node.attribs.href ?? '' });
      else add(imageOf(node));
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(content.root);
  return [...found.values()];
};

/** What a page shows of itself when it is shared; on an advert's page mostly the advert's picture. */
export const sharedImage = ($: CheerioAPI): PostingImage | undefined => {
  const url = metaContent($, 'og:image') ?? metaContent($, 'og:image:url') ?? metaContent($, 'twitter:image');
  return !url || url.startsWith('data:') || decoration.test(url.split(/[?#]/)[0] ?? url)
    ? undefined
    : { url };
};
