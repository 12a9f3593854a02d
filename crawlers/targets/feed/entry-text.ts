/** The HTML of an entry as text with its lines, and the links and images that stand in it. */
import type { PostingImage } from '../../../src/domain/posting.ts';
import { htmlToText } from '../../reading/html-to-text.ts';
import { clip } from '../../reading/own-text.ts';
import { parsePage } from '../../reading/parse-page.ts';

const maxHtmlChars = 300_000;
const mostLinks = 200;
const mostImages = 50;

export interface EntryText {
  text: string;
  links: string[];
  images: PostingImage[];
}

const trackingPixel = /^(0|1)(px)?$/;

export const readEntryText = (html: string | undefined): EntryText => {
  const source = clip(html ?? '', maxHtmlChars);
  const text = htmlToText(source);
  if (!/<(a|img)\b/i.test(source)) return { text, links: [], images: [] };
  const { $ } = parsePage(source);
  const links = $('a[href]')
    .slice(0, mostLinks)
    .toArray()
    .map((element) => element.attribs.href ?? '');
  const images = $('img[src]')
    .slice(0, mostImages)
    .toArray()
    .flatMap(({ attribs }) => {
      const { src, alt, width } = attribs;
      if (!src || src.startsWith('data:') || trackingPixel.test(width ?? '')) return [];
      return [{ url: src, ...(alt ? { alt } : {}) }];
    });
  return { text, links, images };
};
