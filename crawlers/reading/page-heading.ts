/** The heading that names what a page is about, told from the site's own name. */
import { elementsNamed } from './elements-by-name.ts';
import { type AnyNode, type CheerioAPI, type Element, isElement } from './nodes.ts';
import { fieldText } from './own-text.ts';
import { plainText } from './plain-text.ts';

export interface PageHeading {
  element: Element;
  text: string;
}

const headings = new WeakMap<AnyNode, PageHeading | null>();

export const metaContent = ($: CheerioAPI, name: string): string | undefined =>
  elementsNamed($, 'meta').find(
    ({ attribs }) => (attribs.property ?? attribs.name ?? attribs.itemprop ?? '').toLowerCase() === name,
  )?.attribs.content;

export const documentTitle = ($: CheerioAPI): string | undefined =>
  fieldText($([...elementsNamed($, 'title').slice(0, 1)]).text());

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, ' ')
    .trim();

const shortTextOf = (element: Element): string | undefined =>
  fieldText(plainText([element], { maxChars: 2000 }), 300);

/** A heading that leads to the front page or is called a logo is the site's name. */
const isSiteName = (element: Element, text: string, siteName: string | undefined): boolean => {
  if (siteName !== undefined && fold(text) === fold(siteName)) return true;
  if (
    /(^|[\s_-])(logo|site-?title|brand|site-?name|blog-?title)([\s_-]|$)/i.test(element.attribs.class ?? '')
  )
    return true;
  const link = element.children.find((child): child is Element => isElement(child) && child.name === 'a');
  const leadsHome = /^(\/|https?:\/\/[^/]+\/?|\.\/|index\.\w+|#)$/i.test(link?.attribs.href ?? '');
  return leadsHome && shortTextOf(link as Element) === text;
};

const fewestSharedChars = 4;

/** The part of a heading that the document's title repeats: `Thread: Cook wanted` has it in an element of its own. */
const sharedPart = (element: Element, titles: readonly string[]): PageHeading | undefined => {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    const text = shortTextOf(child);
    if (text && fold(text).length >= fewestSharedChars && titles.some((title) => title.includes(fold(text))))
      return { element: child, text };
    const deeper = sharedPart(child, titles);
    if (deeper) return deeper;
  }
  return undefined;
};

const isShared = (text: string, titles: readonly string[]): boolean => {
  const folded = fold(text);
  return folded.length >= fewestSharedChars && titles.some((title) => title.includes(folded));
};

const headingNames = ['h1', 'h2', 'h3', 'h4'];
const mostLooked = 40;

/** Sites put their own name at the end of their titles; what stands in front is the page's. */
const titleParts = (title: string, between = /\s+[-–—·»]+\s+|\s*[|_]\s*|\s*[:：]\s+|：/): string[] =>
  title
    .split(between)
    .map(fold)
    .filter((part) => part !== '');

/** True for words that a title of several parts has only as its last. */
const isLastPart = (text: string, titles: readonly string[]): boolean =>
  titles.some((title) => {
    // Behind a colon stands the page's own title, not the site's.
    const parts = titleParts(title, /\s+[-–—·»]+\s+|\s*[|_]\s*/);
    return parts.length > 1 && parts.at(-1) === fold(text) && !parts.slice(0, -1).includes(fold(text));
  });

const find = ($: CheerioAPI): PageHeading | null => {
  const siteName = fieldText(metaContent($, 'og:site_name'));
  const written = [fieldText(metaContent($, 'og:title')), documentTitle($)].filter(
    (title) => title !== undefined,
  );
  const titles = written.map(fold);
  const read = (name: string): PageHeading[] =>
    elementsNamed($, name)
      .slice(0, mostLooked)
      .flatMap((element) => {
        const text = shortTextOf(element);
        const isSite = text !== undefined && isSiteName(element, text, siteName);
        return text === undefined || isSite || isLastPart(text, written) ? [] : [{ element, text }];
      });
  const first = read('h1');
  const whole = first.find((heading) => isShared(heading.text, titles));
  if (whole) return whole;
  for (const heading of first) {
    const part = sharedPart(heading.element, titles);
    if (part && part.text.length * 2 > heading.text.length) return part;
  }
  if (first[0]) return first[0];
  for (const name of headingNames.slice(1)) {
    const shared = read(name).find((heading) => isShared(heading.text, titles));
    if (shared) return shared;
  }
  return null;
};

/** Undefined on a page without headings of its own, or with none that its title repeats. */
export const findPageHeading = ($: CheerioAPI): PageHeading | undefined => {
  const root = $.root()[0] as AnyNode;
  const known = headings.get(root);
  const heading = known === undefined ? find($) : known;
  headings.set(root, heading);
  return heading ?? undefined;
};

const largeShare = 0.6;
const fewestPartChars = 8;

/** The longest of the lines that the document's title repeats, as a whole part or as most of it. */
export const lineOfTitle = ($: CheerioAPI, lines: readonly string[]): string | undefined => {
  const titles = [fieldText(metaContent($, 'og:title')), documentTitle($)].filter(
    (title) => title !== undefined,
  );
  const isMost = (line: string): boolean =>
    titles.some((title) => {
      const [whole, words] = [fold(title), fold(line)];
      const parts = titleParts(title);
      const isPart = parts.includes(words);
      const isLonger = parts.some(
        (part) => part.length >= fewestPartChars && words.startsWith(part) && words.length <= part.length * 2,
      );
      return isLonger || (whole.includes(words) && (isPart || words.length >= whole.length * largeShare));
    });
  const shared = lines.filter(
    (line) => line.length >= 5 && line.length <= 160 && !/[:：]\s/.test(line) && isMost(line),
  );
  return shared
    .filter((line) => !isLastPart(line, titles))
    .sort((one, other) => other.length - one.length)[0];
};

const wordsShared = 0.5;

/** False for a title that is only the site's: the page's own words hold few of its words. */
export const isTitleOf = (title: string, text: string): boolean => {
  const words = fold(title)
    .split(' ')
    .filter((word) => word.length > 2);
  const held = fold(text.slice(0, 20_000));
  return words.length > 0 && words.filter((word) => held.includes(word)).length / words.length >= wordsShared;
};
