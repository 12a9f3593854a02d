/** A page as one posting whose revisions show what changed, or as several adverts. */
import { createHash } from 'node:crypto';
import type { Posting, PostingImage, ReadingProblem } from '../../../src/domain/posting.ts';
import { contactsOfLink } from '../../../src/facts/contacts.ts';
import { type AdvertFields, fillFrom, noFields } from '../../reading/advert-fields.ts';
import { readImages } from '../../reading/advert-images.ts';
import { needsBrowser } from '../../reading/advert-page.ts';
import { buildPosting } from '../../reading/build-posting.ts';
import { readLabelledLines } from '../../reading/labelled-lines.ts';
import { elementsIn, findMainContent, type MainContent } from '../../reading/main-content.ts';
import { type AnyNode, type CheerioAPI, type Element, isElement } from '../../reading/nodes.ts';
import { clip, fieldText } from '../../reading/own-text.ts';
import { cleanUrl, keyUrl } from '../../reading/page-address.ts';
import { parsePage } from '../../reading/parse-page.ts';
import { plainText, tidyLines } from '../../reading/plain-text.ts';
import { readTitle } from '../../reading/read-advert.ts';
import { looksScriptBuilt } from '../../reading/script-built.ts';
import type { Page, Reading } from '../../target-type.ts';
import { findBlocks } from './find-blocks.ts';
import type { PageOptions } from './options.ts';
import { steadyText } from './steady-text.ts';

const mostBlocks = 300;
const fewestTextChars = 20;
const advertising =
  /(^|[\s_-])(ads?|adsbygoogle|adsense|advert-slot|ad-slot|ad-unit|sponsored|doubleclick|taboola|outbrain|counter|hit-?counter|visitors?|clock|weather|ticker)([\s_-]|$)/i;
/** Parameters that make a new address of the same picture with each visit. */
const passingParameter =
  /^(v|ver|version|t|ts|time|timestamp|_|cb|cache|cachebuster|rand|random|nocache|r)$/i;

const isAdvertising = (element: Element): boolean =>
  advertising.test(`${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`.slice(0, 300));

const steadyImages = (images: readonly PostingImage[], baseUrl: string): PostingImage[] =>
  images.flatMap((image) => {
    const clean = cleanUrl(image.url, baseUrl);
    if (clean === undefined) return [];
    const url = new URL(clean);
    for (const name of [...url.searchParams.keys()])
      if (passingParameter.test(name)) url.searchParams.delete(name);
    return [{ ...image, url: url.href }];
  });

/** Other links of a page change with its menus and offers; those that reach somebody belong to the text. */
const reachingLinks = (content: MainContent): string[] =>
  elementsIn(content, 'a')
    .map((element) => element.attribs.href ?? '')
    .filter((href) => contactsOfLink(href).some(({ type }) => type !== 'url' && type !== 'domain'));

const fieldsOf = (content: MainContent, page: Page, title: string | undefined): AdvertFields => {
  const fields = noFields();
  const text = steadyText(plainText([content.root], { skip: content.skip }));
  const { datePosted: _changing, ...labelled } = readLabelledLines(text, new Date(page.fetchedAt));
  fillFrom(fields, { title, text }, 'page');
  fillFrom(fields, labelled, 'label');
  fields.images.push(...steadyImages(readImages(content), page.url));
  fields.links.push(...reachingLinks(content));
  return fields;
};

interface WatchedPart {
  root: AnyNode;
  skip: (element: Element) => boolean;
}

const partsOf = ($: CheerioAPI, options: PageOptions): WatchedPart[] => {
  const ignored = new Set<AnyNode>(options.ignore.flatMap((one) => $(one).toArray() as AnyNode[]));
  const isLeftOut = (element: Element): boolean => ignored.has(element) || isAdvertising(element);
  if (options.selector !== undefined)
    return ($(options.selector).toArray() as AnyNode[])
      .filter((node, _index, all) => !all.some((other) => other !== node && contains(other, node)))
      .slice(0, mostBlocks)
      .map((root) => ({ root, skip: isLeftOut }));
  const main = findMainContent($);
  const root = main.around;
  return [{ root, skip: (element) => isLeftOut(element) || (element !== root && main.skip(element)) }];
};

const contains = (outer: AnyNode, inner: AnyNode): boolean => {
  for (let node: AnyNode | null = inner.parent; node; node = node.parent) if (node === outer) return true;
  return false;
};

const asContent = (part: WatchedPart): MainContent => ({ ...part, around: part.root, text: '' });

/** The watched address stays the name, whatever it redirects to. */
const keyOf = (page: Page): string => clip(keyUrl(page.requestedUrl), 1800);

const onePosting = ($: CheerioAPI, parts: readonly WatchedPart[], page: Page): Posting | undefined => {
  const [first] = parts;
  if (!first) return undefined;
  const all = parts.map((part) => fieldsOf(asContent(part), page, readTitle($, page.url)?.title));
  const whole: AdvertFields = {
    ...(all[0] ?? noFields()),
    text: all.map((fields) => fields.text ?? '').join('\n\n'),
    images: all.flatMap((fields) => fields.images),
    links: all.flatMap((fields) => fields.links),
  };
  const isReadable = (whole.text ?? '').trim() !== '' || whole.images.length > 0;
  return isReadable
    ? buildPosting(whole, { itemKey: keyOf(page), url: page.url, baseUrl: page.url })
    : undefined;
};

const headingNames = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'strong', 'b', 'dt']);

const headingOf = (block: Element): string | undefined => {
  const find = (node: AnyNode): string | undefined => {
    if (isElement(node) && headingNames.has(node.name))
      return fieldText(plainText([node], { maxChars: 1000 }), 200);
    if ('children' in node)
      for (const child of node.children) {
        const found = find(child);
        if (found !== undefined) return found;
      }
    return undefined;
  };
  return find(block);
};

/** A block's own id, else its heading: what stays when its text is changed. */
const blockName = (block: Element, fields: AdvertFields): string => {
  const { id } = block.attribs;
  if (id !== undefined && /[a-z].*\d|\d.*[a-z]/i.test(id)) return clip(id, 100);
  return (
    fields.title ??
    createHash('sha256')
      .update(fields.text ?? '')
      .digest('hex')
      .slice(0, 24)
  );
};

const blockPostings = (
  blocks: readonly { block: Element; skip: WatchedPart['skip'] }[],
  page: Page,
): Posting[] => {
  const postings = new Map<string, Posting>();
  for (const { block, skip } of blocks) {
    const fields = fieldsOf({ root: block, around: block, skip, text: '' }, page, headingOf(block));
    if ((fields.text ?? '').length < fewestTextChars && fields.images.length === 0) continue;
    const name = `${keyOf(page)}#${blockName(block, fields)}`;
    // Two adverts under one heading are told apart by what they say.
    const told = createHash('sha256')
      .update(fields.text ?? '')
      .digest('hex')
      .slice(0, 12);
    const itemKey = postings.has(name) ? `${name} ${told}` : name;
    const posting = buildPosting(fields, { itemKey, url: page.url, baseUrl: page.url });
    if (posting && !postings.has(posting.itemKey)) postings.set(posting.itemKey, posting);
  }
  return [...postings.values()];
};

const blocksOf = (
  $: CheerioAPI,
  parts: readonly WatchedPart[],
  options: PageOptions,
): { block: Element; skip: WatchedPart['skip'] }[] => {
  const skip = parts[0]?.skip ?? (() => false);
  if (options.blockSelector !== undefined)
    return ($(options.blockSelector).toArray() as AnyNode[])
      .filter(isElement)
      .slice(0, mostBlocks)
      .map((block) => ({ block, skip }));
  return parts.flatMap((part) =>
    findBlocks(part.root, part.skip).map((block) => ({ block, skip: part.skip })),
  );
};

const nothingFound = (options: PageOptions): ReadingProblem =>
  options.selector !== undefined || options.blockSelector !== undefined
    ? { code: 'selector-missed', message: 'The selector finds nothing on the page any more.' }
    : { code: 'nothing-found', message: 'The page has no text that could be watched.' };

const noBlocks: ReadingProblem = {
  code: 'no-blocks',
  message:
    'No blocks that look alike were found, so that the page was read as one text; name them by a selector.',
};

const hasMarkup = (text: string): boolean => /<\/?[a-z!][^<>]{0,2000}>/i.test(text.slice(0, 50_000));

const readPlainPage = (page: Page, options: PageOptions): Reading => {
  const fields = noFields();
  const text = steadyText(tidyLines(page.text.replace(/\r\n?/g, '\n').slice(0, 200_000)));
  fillFrom(fields, { text }, 'plain-text');
  const { datePosted: _changing, ...labelled } = readLabelledLines(text, new Date(page.fetchedAt));
  fillFrom(fields, labelled, 'label');
  const posting =
    text === ''
      ? undefined
      : buildPosting(fields, { itemKey: keyOf(page), url: page.url, baseUrl: page.url });
  return {
    postings: posting ? [posting] : [],
    requests: [],
    problems: posting ? [] : [nothingFound(options)],
  };
};

export const readPage = (page: Page, options: PageOptions): Reading => {
  if (page.contentType === 'text/plain' || !hasMarkup(page.text)) return readPlainPage(page, options);
  const { $ } = parsePage(page.text);
  const parts = partsOf($, options);
  const isSeveral = options.adverts === 'blocks' || options.blockSelector !== undefined;
  const several = isSeveral ? blockPostings(blocksOf($, parts, options), page) : [];
  const whole =
    several.length === 0 && options.blockSelector === undefined ? onePosting($, parts, page) : undefined;
  const postings = whole ? [whole] : several;
  const isBuilt = !page.isRendered && looksScriptBuilt($);
  const problems = isBuilt ? [needsBrowser] : postings.length === 0 ? [nothingFound(options)] : [];
  if (isSeveral && whole && !isBuilt) problems.push(noBlocks);
  // What stands on a page before its scripts ran is no version of it.
  return { postings: isBuilt && (whole?.text.length ?? 0) < 200 ? [] : postings, requests: [], problems };
};
