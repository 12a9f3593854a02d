/** Addresses and bodies with names in braces. */
import { findAll, memberPath } from './json-path.ts';
import type { ReadItem } from './read-item.ts';
import { wordsOf } from './value-text.ts';

export const hasPlaceholder = (template: string, name: string): boolean => template.includes(`{${name}}`);

/** In an address, values are escaped; the braces of JSON itself stay. Undefined when a value is missing. */
const fill = (template: string, valueOf: (name: string) => string | undefined): string | undefined => {
  let isWhole = true;
  const filled = template.replace(/\{([\p{L}\p{N}_.-]{1,60})\}/gu, (_all, name: string) => {
    const value = valueOf(name);
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole ? filled : undefined;
};

/** Names are those of the object, at whatever depth; else `{id}`, `{url}` … of the fields that were read. */
export const fillItemTemplate = (template: string, read: ReadItem, item: unknown): string | undefined => {
  const filled = fill(template, (name) => {
    const value = wordsOf(findAll(`$..${memberPath('', name).replace(/^\./, '')}`, item)[0]);
    const words = value ?? (read.values as Record<string, string | undefined>)[name];
    return words === undefined || words.length > 500 ? undefined : encodeURIComponent(words.trim());
  });
  return filled !== undefined && URL.canParse(filled) ? filled : undefined;
};

export interface PageMark {
  page: number;
  offset: number;
  cursor: string;
}

const markNames: readonly string[] = ['page', 'offset', 'cursor'];

export const fillAddress = (template: string, mark: PageMark): string =>
  template.replace(/\{(page|offset|cursor)\}/g, (_all, name: keyof PageMark) =>
    encodeURIComponent(String(mark[name])),
  );

/** A cursor inside quotes is escaped as JSON is. */
export const fillBody = (template: string, mark: PageMark): string =>
  template.replace(/\{(page|offset|cursor)\}/g, (_all, name: keyof PageMark) =>
    name === 'cursor' ? JSON.stringify(mark.cursor).slice(1, -1) : String(mark[name]),
  );

export const isPaged = (template: string): boolean =>
  markNames.some((name) => hasPlaceholder(template, name));
