/** The line on which a part of an entry stands: a wording of a concept, an example. */
import { existsSync, readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';

export type LineOf = (file: string, path: readonly (string | number)[]) => number | undefined;

/** Parses each file at most once, at its first question. Undefined when there is no such part. */
export const createLineFinder = (): LineOf => {
  const finders = new Map<string, (path: readonly (string | number)[]) => number | undefined>();
  const open = (file: string) => {
    if (!existsSync(file)) return () => undefined;
    const counter = new LineCounter();
    const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: counter });
    return (path: readonly (string | number)[]): number | undefined => {
      const node = document.getIn(path, true);
      return isNode(node) && node.range ? counter.linePos(node.range[0]).line : undefined;
    };
  };
  return (file, path) => {
    const finder = finders.get(file) ?? open(file);
    finders.set(file, finder);
    return finder(path);
  };
};
