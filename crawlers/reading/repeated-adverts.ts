/** Several adverts on one page, each whole in a block of its own: split into the blocks. */
import { type AdvertFields, fillFrom, noFields } from './advert-fields.ts';
import { readImages } from './advert-images.ts';
import { isContactLink } from './boilerplate.ts';
import { elementsWhere } from './elements-by-name.ts';
import { findHiddenContacts } from './hidden-contacts.ts';
import { labelledLine, readLabelledFields } from './labelled-fields.ts';
import { postedIn } from './lines-near-heading.ts';
import type { MainContent } from './main-content.ts';
import { type CheerioAPI, type Element, isElement } from './nodes.ts';
import { fieldText } from './own-text.ts';
import { plainText } from './plain-text.ts';

const blockNames = new Set(['div', 'li', 'article', 'section', 'tr', 'table', 'p', 'blockquote']);
const fewestBlocks = 2;
const mostBlocks = 300;
const fewestChars = 60;
const fewestSharing = 0.5;

const signature = ({ name, attribs }: Element): string =>
  `${name}.${(attribs.class ?? '').replace(/\d+/g, '').trim().split(/\s+/).sort().join('.')}`;

const contactSign =
  /\d(?:[\s().-]{0,2}\d){6}|[\w.]@[\w-]+\.|(?:^|[\s(:：])@\w{4}|telegram|whats\s?app|zalo|wechat|viber|微信/iu;

const reaches = (element: Element, text: string, skip: MainContent['skip']): boolean =>
  contactSign.test(text) || findHiddenContacts(element, skip).length > 0;

/** Blocks with a page of their own behind a link are followed there, not read here. */
const leadsElsewhere = (element: Element): boolean => {
  const waiting: Element[] = [element];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const href = node.name === 'a' ? node.attribs.href : undefined;
    if (href !== undefined && !/^(?:#|javascript:)/i.test(href) && !isContactLink(href)) return true;
    for (const child of node.children) if (isElement(child)) waiting.push(child);
  }
  return false;
};

interface Block {
  element: Element;
  text: string;
}

const blocksOf = (parent: Element, skip: MainContent['skip']): Block[] => {
  const groups = new Map<string, Element[]>();
  for (const child of parent.children)
    if (isElement(child) && blockNames.has(child.name) && !skip(child))
      groups.set(signature(child), [...(groups.get(signature(child)) ?? []), child]);
  const largest = [...groups.values()].sort((one, other) => other.length - one.length)[0] ?? [];
  if (largest.length < fewestBlocks || largest.length > mostBlocks) return [];
  const blocks = largest
    .map((element) => ({ element, text: plainText([element], { skip, maxChars: 20_000 }) }))
    .filter(({ element, text }) => text.length >= fewestChars && !leadsElsewhere(element));
  const reachable = blocks.filter(({ element, text }) => reaches(element, text, skip));
  const isList = reachable.length >= fewestBlocks && reachable.length >= largest.length * fewestSharing;
  return isList ? blocks : [];
};

const headingIn = (element: Element): Element | undefined => {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    if (/^(h[1-6]|strong|b|dt)$/.test(child.name) || /title|heading|subject/i.test(child.attribs.class ?? ''))
      return child;
    const inner = headingIn(child);
    if (inner) return inner;
  }
  return undefined;
};

const longestTitle = 120;

const fieldsOf = ({ element, text }: Block, skip: MainContent['skip'], now: Date): AdvertFields => {
  const fields = noFields();
  const content: MainContent = { root: element, around: element, skip, text };
  const labels = readLabelledFields(content);
  const heading = headingIn(element);
  const lines = text.split('\n').filter((line) => line !== '');
  const stated = heading && fieldText(plainText([heading]), longestTitle);
  const first = lines.find((line) => labelledLine(line) === undefined);
  fillFrom(fields, { title: stated ?? fieldText(first?.replace(/^- /, ''), longestTitle) }, 'block');
  fillFrom(fields, { text }, 'block');
  fillFrom(fields, { employer: labels.employer, location: labels.location, payText: labels.pay }, 'label');
  fillFrom(fields, { datePosted: postedIn(labels.datePosted ? [labels.datePosted] : lines, now) }, 'block');
  fields.images.push(...readImages(content));
  fields.links.push(...findHiddenContacts(element, skip));
  return fields;
};

/** Empty where a page has no such blocks. `now` anchors relative dates. */
export const splitAdverts = ($: CheerioAPI, skip: MainContent['skip'], now: Date): AdvertFields[] => {
  let best: Block[] = [];
  let bestChars = 0;
  for (const parent of elementsWhere($, (element) => element.children.length >= fewestBlocks)) {
    if (parent.children.length > mostBlocks * 4 || skip(parent)) continue;
    const blocks = blocksOf(parent, skip);
    const chars = blocks.reduce((sum, block) => sum + block.text.length, 0);
    if (chars > bestChars) [best, bestChars] = [blocks, chars];
  }
  return best.map((block) => fieldsOf(block, skip, now));
};
