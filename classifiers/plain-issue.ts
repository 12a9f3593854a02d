/** What zod says of a wrong field, as a linguist would want to read it. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const kindOf = (value: unknown): string => {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a block of fields';
  return typeof value === 'string' ? 'a text' : `the ${typeof value} ${String(value)}`;
};

const expectedKinds: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  object: 'a block of fields',
  number: 'a number',
  boolean: 'true or false',
};

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    root,
  );

/** `root` is the whole file's content. */
export const plainIssue = (issue: Issue, root: unknown): string => {
  const field = String(issue.path.findLast((key) => typeof key === 'string') ?? '');
  const value = valueAt(root, issue.path);
  const owner = ownerOf(issue.path, root);
  const said = sentence(issue, field, value);
  return owner === '' ? said : `${owner}: ${said}`;
};

/** `concept 'ticket-paid'`, where the issue lies in an entry of a list. */
const ownerOf = (path: readonly PropertyKey[], root: unknown): string => {
  const [list, index] = path;
  if (typeof list !== 'string' || typeof index !== 'number') return '';
  const id = (valueAt(root, [list, index]) as { id?: unknown } | undefined)?.id;
  const one = list.replace(/s$/u, '');
  return typeof id === 'string' ? `${one} '${id}'` : `${one} ${index + 1}`;
};

const sentence = (issue: Issue, field: string, value: unknown): string => {
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return `'${field}' is missing`;
      return `'${field}' must be ${expectedKinds[issue.expected] ?? issue.expected}, not ${kindOf(value)}`;
    case 'invalid_value':
      return value === undefined
        ? `'${field}' is missing; it is one of ${issue.values.join(', ')}`
        : `'${field}' is '${String(value)}'; it must be one of ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => `'${key}'`).join(', ')} is no field here; see docs/adding/language.md`;
    case 'too_small':
      if (issue.origin === 'array') return `'${field}' is empty; give at least ${issue.minimum}`;
      if (issue.origin === 'string')
        return value === '' ? `'${field}' is empty` : `'${field}' is too short: '${String(value)}'`;
      return `'${field}' is ${String(value)}; it must be at least ${issue.minimum}`;
    case 'too_big':
      return `'${field}' is too long or too great; at most ${issue.maximum}`;
    case 'invalid_format':
      return `'${field}' is '${String(value)}'; it must be ${issue.message}`;
    default:
      return `'${field}': ${issue.message}`;
  }
};
