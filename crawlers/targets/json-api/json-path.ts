/** JSONPath after RFC 9535 over values that strangers wrote. */
import { compile, JSONPathError, type JSONPathQuery, type JSONValue } from 'json-p3';

const compiled = new Map<string, JSONPathQuery>();
const mostCompiled = 500;

export const isJsonPath = (path: string): boolean => {
  try {
    compile(path);
    return true;
  } catch (error) {
    if (error instanceof JSONPathError) return false;
    throw error;
  }
};

/** All that the path finds; nothing where the value is nested too deeply for it. */
export const findAll = (path: string, value: unknown): unknown[] => {
  let query = compiled.get(path);
  if (!query) {
    if (compiled.size >= mostCompiled) compiled.clear();
    query = compile(path);
    compiled.set(path, query);
  }
  try {
    return query.query(value as JSONValue).values();
  } catch (error) {
    if (error instanceof JSONPathError) return [];
    throw error;
  }
};

/** The path to a member: `$.jobs` or, for names that are no words, `$['职位']`. */
export const memberPath = (path: string, name: string): string =>
  /^[a-z_][a-z0-9_]*$/i.test(name)
    ? `${path}.${name}`
    : `${path}['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
