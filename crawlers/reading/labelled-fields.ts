/** Fields that a page gives as labelled rows: tables, definition lists, `Label: value` lines. */
import { fieldLabels, type LabelledField } from './field-labels.ts';
import { elementsIn, type MainContent } from './main-content.ts';
import { type AnyNode, type Element, isElement } from './nodes.ts';
import { fieldText } from './own-text.ts';
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

const fieldOf = (label: string): LabelledField | undefined =>
  label.length > maxLabelChars ? undefined : fieldByLabel.get(normalLabel(label));

const labelLine = /^[^\p{L}\p{N}]{0,6}([^:：|]{1,40}?)\s*[:：|]\s*(.+)$/u;

/** The field and value of a line `Label: value`, in any of our languages. */
export const labelledLine = (line: string): { field: LabelledField; value: string } | undefined => {
  const match = labelLine.exec(line);
  const field = match?.[1] === undefined ? undefined : fieldOf(match[1]);
  return field && match?.[2] ? { field, value: match[2] } : undefined;
};

const nextElement = (element: Element): Element | undefined => {
  for (let node: AnyNode | null = element.next; node; node = node.next) {
    if (isElement(node)) return node;
    if (node.type === 'text' && node.data.trim() !== '' && !/^\s*[:：]\s*$/.test(node.data)) return undefined;
  }
  return undefined;
};

const pairs: [label: string, value: RegExp][] = [
  ['th', /^td$/],
  ['td', /^td$/],
  ['dt', /^dd$/],
  ['span', /^(span|div|b|strong|a|p|time)$/],
  ['div', /^(div|span|p)$/],
  ['strong', /^(span|div|p|a)$/],
  ['b', /^(span|div|p|a)$/],
  ['label', /^(span|div|p)$/],
  ['h3', /^(p|div)$/],
  ['h4', /^(p|div)$/],
];

export const readLabelledFields = (content: MainContent): LabelledFields => {
  const fields: LabelledFields = {};
  const keep = (field: LabelledField | undefined, value: string): void => {
    const text = fieldText(value, maxValueChars);
    if (field && text && !fields[field] && !emptyValue.test(text) && !fieldOf(text)) fields[field] = text;
  };
  for (const [label, value] of pairs)
    for (const element of elementsIn(content, label)) {
      const words = shortText(element);
      const field = words === undefined ? undefined : fieldOf(words);
      const next = field && nextElement(element);
      if (next && value.test(next.name))
        keep(field, plainText([next], { skip: content.skip, maxChars: 2000 }));
    }
  for (const line of content.text.split('\n')) {
    const found = labelledLine(line);
    if (found) keep(found.field, found.value);
  }
  return fields;
};

const shortText = (element: Element): string | undefined => {
  if (element.children.length > 4) return undefined;
  const text = plainText([element], { maxChars: maxLabelChars + 20 });
  return text.length > maxLabelChars || text.includes('\n') ? undefined : text;
};
