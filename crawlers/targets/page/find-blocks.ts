/** Blocks of a page that look alike: the adverts of a page that holds several. */
import { type AnyNode, type Element, isElement } from '../../reading/nodes.ts';

const fewestBlocks = 2;
const mostBlocks = 300;
const fewestChars = 40;
/** A block alike is a tag with the same classes, but for what tells odd from even or marks one as new. */
const passing = /^(odd|even|first|last|active|new|featured|urgent|hot)$|\d/i;

const formOf = (element: Element): string => {
  const classes = (element.attribs.class ?? '').slice(0, 300).split(/\s+/);
  return `${element.name}.${classes
    .filter((name) => name !== '' && !passing.test(name))
    .sort()
    .join('.')}`;
};

const rowTags = new Set([
  'p',
  'br',
  'span',
  'a',
  'b',
  'strong',
  'td',
  'th',
  'option',
  'h1',
  'h2',
  'h3',
  'h4',
]);

/** The group of alike siblings that holds most of the text; none when blocks are mere lines. */
export const findBlocks = (root: AnyNode, skip: (element: Element) => boolean): Element[] => {
  let best: { blocks: Element[]; chars: number } = { blocks: [], chars: 0 };
  /** Characters of text in the node. */
  const visit = (node: AnyNode): number => {
    if (node.type === 'text') return node.data.trim().length;
    if (!('children' in node)) return 0;
    const groups = new Map<string, { blocks: Element[]; chars: number }>();
    let total = 0;
    for (const child of node.children) {
      if (isElement(child) && skip(child)) continue;
      const chars = visit(child);
      total += chars;
      if (!isElement(child) || rowTags.has(child.name) || chars < fewestChars) continue;
      const form = formOf(child);
      const group = groups.get(form) ?? { blocks: [], chars: 0 };
      group.blocks.push(child);
      group.chars += chars;
      groups.set(form, group);
    }
    // The inner group wins a tie: a wrapper around all adverts has as much text as they.
    for (const group of groups.values())
      if (group.blocks.length >= fewestBlocks && group.chars > best.chars) best = group;
    return total;
  };
  visit(root);
  return best.blocks.slice(0, mostBlocks);
};
