/**
 * The page numbers of a list. Which number of an address counts the pages, from where and in which steps, is worked out
 * from several links: `?page=2`, `/jobs/2`, `-p2`, `?start=20`, pages counted from 0.
 */
import { foldCharacters } from '../../src/facts/fold-characters.ts';
import { type AnyNode, type Element, isElement } from './nodes.ts';

export interface WordedLink {
  url: string;
  /** In lower case. */
  words: string;
  element: Element;
}

export interface NumberedPages {
  /** Which page of the list this is, from 1; undefined when the page does not tell. */
  here: number | undefined;
  /** The address of the smallest number behind `here`, or behind the number that is thought to be this page's. */
  after(here: number): string | undefined;
  /** True for the address of any page of the list. */
  isPage(url: string): boolean;
}

/** `2`, `[2]`, `page 2`, `第2页`, in the digits of any script. */
const numberWords =
  /^[[(«‹\-–·|\s]*(?:page|trang|หน้า|halaman|laman|pahina|страница|стр\.?|पृष्ठ|পৃষ্ঠা|página|seite|sayfa|صفحة|第)?\s*(\d{1,5})\s*(?:[页頁]|ページ|페이지)?[\])»›\-–·|\s]*$/;

/** The page that a link's words name, else undefined. */
export const pageNamedIn = (words: string): number | undefined => {
  if (words.length > 24 || !/\p{Nd}/u.test(words)) return undefined;
  const match = numberWords.exec(foldCharacters(words).text.toLowerCase());
  return match?.[1] === undefined ? undefined : Number(match[1]);
};

interface Step {
  page: number;
  /** The number in the address. */
  value: number;
  link: WordedLink;
}

/** An address with one number left open: `before`, the number, `after`. */
interface Series {
  before: string;
  after: string;
  steps: Step[];
  /** The number of page n is `base + (n - 1) * size`. */
  base: number;
  size: number;
}

const mostLinks = 200;
const mostNumbersOfAddress = 8;

/** Every number of the address, with what stands before and after it. */
const openings = (url: string): { before: string; after: string; value: number }[] => {
  const start = new URL(url).origin.length;
  const found = [...url.slice(start).matchAll(/\d+/g)].filter(([digits]) => digits.length <= 7);
  return found.slice(-mostNumbersOfAddress).map((match) => ({
    before: url.slice(0, start + match.index),
    after: url.slice(start + match.index + match[0].length),
    value: Number(match[0]),
  }));
};

/** Pages are counted from 0 or 1, or by the adverts before them, or by the first advert on them. */
const measure = (steps: readonly Step[]): Pick<Series, 'base' | 'size'> | undefined => {
  const [first, second] = steps;
  if (!first || !second) return undefined;
  const size = (second.value - first.value) / (second.page - first.page);
  const base = first.value - (first.page - 1) * size;
  if (!Number.isInteger(size) || size < 1 || (base !== 0 && base !== 1)) return undefined;
  return steps.every(({ page, value }) => value === base + (page - 1) * size) ? { base, size } : undefined;
};

const findSeries = (links: readonly WordedLink[]): Series[] => {
  const byForm = new Map<string, { before: string; after: string; steps: Step[] }>();
  for (const link of links) {
    const page = pageNamedIn(link.words);
    if (page === undefined || page === 0) continue;
    for (const { before, after, value } of openings(link.url)) {
      const form = `${before}\n${after}`;
      const known = byForm.get(form) ?? { before, after, steps: [] };
      if (!known.steps.some((step) => step.page === page)) known.steps.push({ page, value, link });
      byForm.set(form, known);
    }
  }
  return [...byForm.values()].flatMap((form) => {
    const measured = measure(form.steps);
    return measured ? [{ ...form, ...measured }] : [];
  });
};

/** The page of the series that an address is. */
const pageIn = (series: Series, url: string): number | undefined => {
  const { before, after, base, size } = series;
  if (!url.startsWith(before) || !url.endsWith(after) || url.length <= before.length + after.length)
    return undefined;
  const digits = url.slice(before.length, url.length - after.length);
  const page = /^\d{1,7}$/.test(digits) ? (Number(digits) - base) / size + 1 : Number.NaN;
  return Number.isInteger(page) && page >= 1 ? page : undefined;
};

const pagePiece = /[/_.-]?(?:page|pg|p|o|offset|start|trang|halaman|hal|pagina|seite|sayfa|s)?[/_=-]?$/i;

/** The address of the list without its pages' number; undefined where it is not plain what belongs to the number. */
const withoutNumber = ({ before, after }: Series): string | undefined => {
  const parameter = /[?&]([^?&=]+)=$/.exec(before)?.[1];
  if (!before.includes('?'))
    return plain(before.replace(pagePiece, '') + after.replace(/^\.\w+|^\/(?=$|\?)/, ''));
  if (parameter === undefined || (after !== '' && !after.startsWith('&'))) return undefined;
  return plain(before.slice(0, -parameter.length - 1) + after.replace(/^&/, ''));
};

const plain = (url: string): string | undefined => {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname, searchParams } = new URL(url);
  searchParams.sort();
  return `${origin}${pathname.replace(/\.\w{2,5}$|\/+$/g, '')}?${searchParams}`;
};

const isOfList = (series: Series, pageUrl: string): boolean =>
  pageIn(series, pageUrl) !== undefined || withoutNumber(series) === plain(pageUrl);

const currentClass = /(?:^|[\s_-])(?:active|current|selected|cur|now|this|here|on)(?:$|[\s_-])/i;
const mostAround = 600;
const mostLevels = 5;

/** The least element that holds all of some links; undefined when they stand far apart. */
const around = (elements: readonly Element[]): Element | undefined => {
  let node: AnyNode | null = elements[0] ?? null;
  for (let level = 0; node && level <= mostLevels; level += 1, node = node.parent) {
    const holder: AnyNode = node;
    if (isElement(holder) && elements.every((element) => isWithin(element, holder))) return holder;
  }
  return undefined;
};

const isWithin = (element: Element, holder: AnyNode): boolean => {
  let node: AnyNode | null = element;
  for (let level = 0; node && level <= 2 * mostLevels; level += 1, node = node.parent)
    if (node === holder) return true;
  return false;
};

const textOf = (node: AnyNode): string => {
  if (node.type === 'text') return node.data;
  return 'children' in node ? node.children.slice(0, 8).map(textOf).join('') : '';
};

/** The number that the page marks as its own: by `aria-current` or a class, else the only one that is no link. */
const markedNumber = (holder: Element): number | undefined => {
  const marked: number[] = [];
  const unlinked = new Set<number>();
  let seen = 0;
  const visit = (node: AnyNode, isLinked: boolean): void => {
    seen += 1;
    if (seen > mostAround) return;
    if (node.type === 'text' && !isLinked) {
      const page = pageNamedIn(node.data.trim());
      if (page !== undefined) unlinked.add(page);
    }
    if (!isElement(node)) return;
    const { attribs } = node;
    const page =
      (attribs['aria-current'] !== undefined && attribs['aria-current'] !== 'false') ||
      currentClass.test(attribs.class ?? '')
        ? pageNamedIn(textOf(node).trim())
        : undefined;
    if (page !== undefined) marked.push(page);
    const isLink = isLinked || (node.name === 'a' && attribs.href !== undefined);
    for (const child of node.children) visit(child, isLink);
  };
  visit(holder, false);
  return marked[0] ?? (unlinked.size === 1 ? [...unlinked][0] : undefined);
};

/** Undefined when the page has no two numbered links of one list. */
export const findNumberedPages = (
  links: readonly WordedLink[],
  pageUrl: string,
): NumberedPages | undefined => {
  const numbered = links.filter((link) => pageNamedIn(link.words) !== undefined).slice(-mostLinks);
  const all = findSeries(numbered);
  const own = all.filter((series) => isOfList(series, pageUrl));
  const [series] = (own.length > 0 ? own : all).sort((one, other) => other.steps.length - one.steps.length);
  if (!series) return undefined;
  const isFirst = withoutNumber(series) === plain(pageUrl) ? 1 : undefined;
  const holder = around(series.steps.map(({ link }) => link.element));
  return {
    here: pageIn(series, pageUrl) ?? (holder && markedNumber(holder)) ?? isFirst,
    after: (here) =>
      series.steps.filter(({ page }) => page > here).sort((one, other) => one.page - other.page)[0]?.link.url,
    isPage: (url) => pageIn(series, url) !== undefined,
  };
};
