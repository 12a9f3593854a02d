/** Small changes to a data file that leave every other character, comment and line where it is. */
import { isDeepStrictEqual } from 'node:util';
import { isScalar, isSeq, parse, parseDocument, type Scalar, type YAMLSeq } from 'yaml';

type Path = readonly (string | number)[];

const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const splice = (text: string, from: number, to: number, inserted: string): string =>
  text.slice(0, from) + inserted + text.slice(to);

const rangeOf = (node: Scalar): [start: number, end: number] => {
  if (!node.range) throw new Error('a parsed value has no place in its file');
  return [node.range[0], node.range[1]];
};

const scalarAt = (text: string, path: Path): Scalar => {
  const node = parseDocument(text).getIn(path, true);
  if (!isScalar(node)) throw new Error(`there is no value at ${path.join('.')}`);
  return node;
};

const listAt = (text: string, path: Path): { list: YAMLSeq; items: Scalar[] } => {
  const list = parseDocument(text).getIn(path, true);
  if (!isSeq(list) || !list.items.every(isScalar))
    throw new Error(`there is no list of texts at ${path.join('.')}`);
  return { list, items: list.items as Scalar[] };
};

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], root);

/** The change must have done what was meant and nothing else: YAML has too many forms to be sure beforehand. */
const checked = (before: string, after: string, change: (root: unknown) => void): string => {
  const expected: unknown = parse(before);
  change(expected);
  if (!isDeepStrictEqual(parse(after), expected)) throw new Error("the file can't be changed in place");
  return after;
};

export const setValue = (text: string, path: Path, value: string): string => {
  const [from, to] = rangeOf(scalarAt(text, path));
  return checked(text, splice(text, from, to, value), (root) => {
    const owner = valueAt(root, path.slice(0, -1)) as Record<string | number, unknown>;
    owner[path.at(-1) as string] = value;
  });
};

export const replaceItem = (text: string, path: Path, index: number, value: string): string => {
  const [from, to] = rangeOf(listAt(text, path).items[index] as Scalar);
  return checked(text, splice(text, from, to, quote(value)), (root) => {
    (valueAt(root, path) as string[])[index] = value;
  });
};

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const nextLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
};

/** Never the only item. */
export const removeItem = (text: string, path: Path, index: number): string => {
  const { list, items } = listAt(text, path);
  const [from, to] = rangeOf(items[index] as Scalar);
  const [before, after] = [items[index - 1], items[index + 1]];
  const cut = (): string => {
    if (!list.flow) return splice(text, lineStart(text, from), nextLine(text, to), '');
    if (before) return splice(text, rangeOf(before)[1], to, '');
    if (after) return splice(text, from, rangeOf(after)[0], '');
    throw new Error("the only item of a list can't be taken out");
  };
  return checked(text, cut(), (root) => {
    (valueAt(root, path) as string[]).splice(index, 1);
  });
};

export const addItemAfter = (text: string, path: Path, index: number, value: string): string => {
  const { list, items } = listAt(text, path);
  const [from, to] = rangeOf(items[index] as Scalar);
  const start = lineStart(text, from);
  const lead = text.slice(start, from);
  const add = (): string => {
    if (!list.flow) {
      const end = nextLine(text, to);
      const gap = text[end - 1] === '\n' ? '' : '\n';
      return splice(text, end, end, `${gap}${lead}${quote(value)}\n`);
    }
    const isOnOwnLine = /^\s*$/u.test(lead);
    return splice(text, to, to, `,${isOnOwnLine ? `\n${lead}` : ' '}${quote(value)}`);
  };
  return checked(text, add(), (root) => {
    (valueAt(root, path) as string[]).splice(index + 1, 0, value);
  });
};
