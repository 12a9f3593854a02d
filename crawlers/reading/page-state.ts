/**
 * The data from which a page's scripts would build it (`__NEXT_DATA__`, `__NUXT__`, `window.__INITIAL_STATE__`, JSON
 * scripts), read as text: nothing is executed.
 */
import { elementsNamed } from './elements-by-name.ts';
import type { CheerioAPI, Element } from './nodes.ts';
import { readJsonAt, readTolerantJson, UnreadableJsonError } from './tolerant-json.ts';

const mostScripts = 60;
const longestScript = 3_000_000;
const shortestState = 20;

const sourceOf = (element: Element): string => {
  const [child] = element.children;
  return child?.type === 'text' ? child.data : '';
};

/** `window.__STATE__ = {…}`, `var jobs = […]`, `self.__data={…}`; also as a JSON text in `JSON.parse("…")`. */
const assignment =
  /(?:^|[;\s,{(])(?:(?:window|self|globalThis)(?:\.|\[['"])|(?:var|let|const)\s+)([\w$]{1,60})(?:['"]\])?\s*=\s*(?=[[{"'(J])/g;
const mostAssignments = 20;
const parsedText = /JSON\.parse\(\s*(?=["'])/y;
const wrappedFunction = /\(?function\s*\(([\w$,\s]{0,20000})\)\s*\{\s*return\s*(?=[[{])/y;

const attempt = <Value>(read: () => Value): Value | undefined => {
  try {
    return read();
  } catch (error) {
    // A script that only looks like data: there is nothing to read in it.
    if (error instanceof UnreadableJsonError) return undefined;
    throw error;
  }
};

/** `(function(a,b){return {…a…}}(1,true))`: Nuxt writes what repeats as arguments. */
const readFunction = (source: string, names: string, at: number): unknown => {
  const { end } = readJsonAt(source, at);
  const call = /^\s*;?\s*\}\s*\)?\s*\(/.exec(source.slice(end, end + 40))?.[0];
  if (call === undefined) return readJsonAt(source, at).value;
  const { value } = readJsonAt(`[${source.slice(end + call.length).replace(/\)\s*\)?\s*;?\s*$/, '')}]`, 0);
  const given = Array.isArray(value) ? (value as unknown[]) : [];
  const variables = new Map(
    names
      .split(',')
      .map((name, index): [string, unknown] => [name.trim(), given[index]])
      .filter(([name]) => name !== ''),
  );
  return readJsonAt(source, at, variables).value;
};

const readAssigned = (source: string, at: number): unknown => {
  parsedText.lastIndex = at;
  if (parsedText.test(source)) {
    const { value } = readJsonAt(source, parsedText.lastIndex);
    return typeof value === 'string' ? readTolerantJson(value).values[0] : undefined;
  }
  wrappedFunction.lastIndex = at;
  const wrapped = wrappedFunction.exec(source);
  if (wrapped) return readFunction(source, wrapped[1] ?? '', wrappedFunction.lastIndex);
  return /[[{]/.test(source[at] ?? '') ? readJsonAt(source, at).value : undefined;
};

const readScript = (source: string): unknown[] => {
  const found: unknown[] = [];
  assignment.lastIndex = 0;
  const places = [...source.matchAll(assignment)].slice(0, mostAssignments);
  for (const match of places) {
    const value = attempt(() => readAssigned(source, match.index + match[0].length));
    if (typeof value === 'object' && value !== null) found.push(value);
  }
  return found;
};

const isData = (type: string): boolean =>
  /^application\/(?:[\w.]+\+)?json\b/i.test(type) && !/ld\+json/i.test(type);

export const readPageState = ($: CheerioAPI): unknown[] =>
  elementsNamed($, 'script')
    .slice(0, mostScripts)
    .flatMap((element): unknown[] => {
      const type = element.attribs.type?.trim() ?? '';
      const source = sourceOf(element);
      if (source.length < shortestState || source.length > longestScript) return [];
      if (isData(type)) return attempt(() => readTolerantJson(source).values) ?? [];
      return type === '' || /javascript|module/i.test(type) ? readScript(source) : [];
    });
