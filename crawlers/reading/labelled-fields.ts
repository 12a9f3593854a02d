/** Fields that a page gives as labelled rows: tables, definition lists, cards, `Label: value` lines. */
import { fieldLabels, type LabelledField } from './field-labels.ts';
import type { MainContent } from './main-content.ts';
import { type AnyNode, type Element, isElement } from './nodes.ts';
import { fieldText, ownText } from './own-text.ts';
import { plainText } from './plain-text.ts';

export type LabelledFields = Partial<Record<LabelledField, string>>;

const normalLabel = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u00A0]+/g, ' ')
    .replace(/^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '');

const fieldByLabel = new Map<string, LabelledField>(
  (Object.keys(fieldLabels) as LabelledField[]).flatMap((field) =>
    fieldLabels[field].map((label) => [normalLabel(label), field] as const),
  ),
);

const maxLabelChars = 40;
const maxValueChars = 300;
const emptyValue = /^[\s~\-–—.·:/]*$/;

const knownLabels = new Map<string, LabelledField | null>();
const mostKnown = 5000;

const fieldOf = (label: string): LabelledField | undefined => {
  if (label.length > maxLabelChars) return undefined;
  const known = knownLabels.get(label);
  if (known !== undefined) return known ?? undefined;
  if (knownLabels.size >= mostKnown) knownLabels.clear();
  const field = fieldByLabel.get(normalLabel(label));
  // A key cut out of a page would keep the whole page in memory.
  knownLabels.set(ownText(label), field ?? null);
  return field;
};

/** True for words that only name a field, such as `Company`. */
export const isFieldLabel = (text: string): boolean => fieldOf(text) !== undefined;

/** A dash parts a label from its value only with space around it; the label is known, so little can go wrong. */
const labelLine = /^[^\p{L}\p{N}]{0,6}([^:：៖|]{1,40}?)(?:\s*(?:[:：៖|]|:-)\s*|\s+[-–—]{1,2}\s+)(.+)$/u;

/** The field and value of a line `Label: value`, in any of our languages. */
export const labelledLine = (line: string): { field: LabelledField; value: string } | undefined => {
  const match = labelLine.exec(line);
  const field = match?.[1] === undefined ? undefined : fieldOf(match[1]);
  const value = match?.[2]?.replace(/^[:：\s-]+(?=\p{L}|\p{N}|\p{Sc})/u, '');
  return field && value ? { field, value } : undefined;
};

/** Labels that say for what time the pay is, which the value then leaves out. */
const payPeriodLabel =
  /[시일월연주](?:급|봉)|[时日周月年][薪给]|[時日月年](?:給|収|俸)|hour|dai?ly|week|month|annual|year|harian|bulanan|sebulan|giờ|tháng|ngày|รายวัน|ต่อเดือน|mensual|mensal|diario|aylık|günlük|в (?:час|день|месяц)|मासिक|মাসিক/i;

const withPeriod = (field: LabelledField | undefined, label: string, value: string): string =>
  field === 'pay' && payPeriodLabel.test(label) && !payPeriodLabel.test(value) && /\p{Nd}/u.test(value)
    ? `${label.replace(/[\s:：]+$/, '')}: ${value}`
    : value;

const separator = /^[\s:：៖\-–—|]*$/;

/** What follows an element; a cell that holds only a colon is passed over. */
const nextValue = (element: Element): Element | undefined => {
  for (let node: AnyNode | null = element.next; node; node = node.next) {
    if (node.type === 'text' && !separator.test(node.data)) return undefined;
    if (!isElement(node) || node.name === 'br' || node.name === 'i' || node.name === 'svg') continue;
    if (!separator.test(plainText([node], { maxChars: 10 }))) return node;
  }
  return undefined;
};

const labelTags = new Set('th td dt span div strong b label small p em font h2 h3 h4 h5 h6 li i'.split(' '));
const valueTags = new Set('td dd div span p a strong b time em font ul h2 h3 h4 address small li'.split(' '));
const notValue = new Set(['th', 'dt']);

/** The words of an element that may be a label; cheap, since every small element is asked. */
const labelWords = (element: Element): string | undefined => {
  if (element.children.length > 4) return undefined;
  let words = '';
  const add = (node: AnyNode, depth: number): boolean => {
    if (node.type === 'text') words += node.data;
    else if (isElement(node)) {
      if (depth > 2 || node.children.length > 3) return false;
      return node.children.every((child) => add(child, depth + 1));
    }
    return words.length <= maxLabelChars * 2;
  };
  if (!element.children.every((child) => add(child, 0))) return undefined;
  const trimmed = words.trim();
  return trimmed === '' || trimmed.length > maxLabelChars ? undefined : trimmed;
};

/** `<div><b>Pay</b></div><div>500</div>`: where the label has a box of its own, the value has the next one. */
const valueOf = (label: Element): Element | undefined => {
  const next = nextValue(label);
  if (next) return next;
  const { parent } = label;
  const isAlone =
    isElement(parent) &&
    parent.children.every(
      (one) =>
        one === label ||
        (one.type === 'text' ? separator.test(one.data) : !isElement(one) || one.name === 'i'),
    );
  return isAlone && labelTags.has(parent.name) ? nextValue(parent) : undefined;
};

const elementsOf = (node: AnyNode | null): Element[] =>
  node !== null && 'children' in node ? node.children.filter(isElement) : [];

const cellsOf = (row: Element): Element[] =>
  elementsOf(row).filter(({ name }) => name === 'td' || name === 'th');

const rowsOf = (table: AnyNode | null): Element[] =>
  elementsOf(table).flatMap((part) =>
    part.name === 'tr' ? [part] : elementsOf(part).filter(({ name }) => name === 'tr'),
  );

const isHead = (cell: Element): boolean =>
  cell.name === 'th' || fieldOf(labelWords(cell) ?? '') !== undefined;

/** The cell below one of a row of headings; in a table with more rows below, each is an advert of its own. */
const valueBelow = (cell: Element): Element | undefined => {
  const { parent: row } = cell;
  if ((cell.name !== 'td' && cell.name !== 'th') || !isElement(row) || row.name !== 'tr') return undefined;
  const inTable =
    isElement(row.parent) && row.parent.name === 'table' ? row.parent : (row.parent?.parent ?? null);
  const rows = rowsOf(inTable);
  const [heads, values] = rows.slice(0, 3).map(cellsOf);
  if (rows.length !== 2 || rows[0] !== row || !heads || heads.length < 2 || heads.length !== values?.length)
    return undefined;
  return heads.every(isHead) ? values[heads.indexOf(cell)] : undefined;
};

export const readLabelledFields = (content: MainContent): LabelledFields => {
  const fields: LabelledFields = {};
  const keep = (field: LabelledField | undefined, value: string): void => {
    const text = fieldText(value.replace(/^- /, ''), maxValueChars);
    if (field && text && !fields[field] && !emptyValue.test(text) && !fieldOf(text)) fields[field] = text;
  };
  const visit = (node: AnyNode): void => {
    if (isElement(node)) {
      if (node !== content.root && content.skip(node)) return;
      if (labelTags.has(node.name)) look(node);
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  const look = (element: Element): void => {
    const words = labelWords(element);
    const field = words === undefined ? undefined : fieldOf(words);
    if (field === undefined || fields[field] !== undefined) return;
    const value = valueBelow(element) ?? valueOf(element);
    if (value && valueTags.has(value.name) && !notValue.has(value.name))
      keep(field, withPeriod(field, words ?? '', plainText([value], { skip: content.skip, maxChars: 2000 })));
  };
  visit(content.root);
  for (const line of content.text.split('\n')) {
    const found = labelledLine(line);
    if (found) keep(found.field, withPeriod(found.field, line.slice(0, maxLabelChars), found.value));
  }
  return fields;
};
