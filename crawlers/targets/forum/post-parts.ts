/** Parts of a post's body that are not what its writer says there: quotations, signatures, notes of the software. */
import { type Element, isElement } from '../../reading/nodes.ts';

const firstElements = (element: Element): Element[] => element.children.filter(isElement).slice(0, 2);

/** vBulletin 3 marks a quotation by nothing but `<div class="smallfont">Quote:</div><table>…`. */
const isUnnamedQuote = (element: Element): boolean => {
  if (element.name !== 'div') return false;
  const [label, box] = firstElements(element);
  return /(^|\s)smallfont(\s|$)/.test(label?.attribs.class ?? '') && box?.name === 'table';
};

export const isQuote = (element: Element): boolean =>
  element.name === 'blockquote' ||
  element.name === 'cite' ||
  /quote/i.test((element.attribs.class ?? '').slice(0, 300)) ||
  isUnnamedQuote(element);

const frameNames =
  /(^|[\s_-])(signature|sig|postsig|usersig|sign|edited|editedby|lastedited|lastedit|last-edited|modified|edit-reason|notice|postbuttons|post-buttons|buttons|profile|postprofile|reactionsbar|likes|onebox-avatar|author|username|timestamp|postdate)([\s_-]|$)/i;

export const isFrame = (element: Element): boolean => {
  const { attribs, name } = element;
  if (name === 'form' || name === 'time' || name === 'button') return true;
  return frameNames.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`.slice(0, 300));
};

/** Old software draws a line of underscores above a signature. */
export const withoutSignature = (text: string): string => text.replace(/(^|\n)_{8,}[\s\S]*$/, '').trim();
