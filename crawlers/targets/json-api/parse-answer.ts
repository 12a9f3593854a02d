/** The JSON of an answer, out of whatever it is wrapped in. */

import { parsePage } from '../../reading/parse-page.ts';
import { readTolerantJson, UnreadableJsonError } from '../../reading/tolerant-json.ts';
import { quoteLongNumbers } from './quote-long-numbers.ts';

export interface ParsedAnswer {
  value: unknown;
  /** It ended in the middle or was no strict JSON. */
  isBroken: boolean;
}

const maxDepth = 100;
const maxTolerantChars = 2_000_000;
const guards = /^(\)\]\}',?|while\s*\(\s*1\s*\)\s*;?|for\s*\(\s*;\s*;\s*\)\s*;?|&&&START&&&)\s*/;
const callback =
  /^(?:\/\*\*\/)?\s*(?:typeof\s+[\w$.]{1,100}\s*===?\s*['"]function['"]\s*&&\s*)?[\w$.[\]]{1,100}\s*\(/;

/** Brackets open at once at most; quotes are followed, so that braces in texts do not count. */
export const depthOfJson = (text: string): number => {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 0x22) {
      for (at += 1; at < text.length && text.charCodeAt(at) !== 0x22; at += 1)
        if (text.charCodeAt(at) === 0x5c) at += 1;
    } else if (char === 0x7b || char === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (char === 0x7d || char === 0x5d) depth -= 1;
  }
  return deepest;
};

/** A browser shows JSON inside of a page. */
const outOfPage = (text: string): string => {
  if (!text.startsWith('<')) return text;
  const { $ } = parsePage(text);
  return ($('pre').first().text() || $('body').text()).trim();
};

const unwrapped = (source: string): string => {
  const text = outOfPage(source.replace(/^\uFEFF/, '').trim()).replace(guards, '');
  if (/^[[{"]/.test(text)) return text;
  const opened = callback.exec(text.slice(0, 500))?.[0];
  const end = text.lastIndexOf(')');
  return opened !== undefined && end > opened.length ? text.slice(opened.length, end).trim() : text;
};

const parseLines = (text: string): unknown[] | undefined => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || !lines.slice(0, 2).every((line) => /^\s*\{.*\}\s*$/.test(line))) return undefined;
  try {
    return lines.map((line) => JSON.parse(line) as unknown);
  } catch {
    // Not one value a line; read as one value below.
    return undefined;
  }
};

/** Undefined when nothing of it reads as JSON objects or lists, or it is nested beyond any API. */
export const parseAnswer = (source: string): ParsedAnswer | undefined => {
  const text = quoteLongNumbers(unwrapped(source));
  if (!/^[[{]/.test(text) || depthOfJson(text) > maxDepth) return undefined;
  try {
    return { value: JSON.parse(text) as unknown, isBroken: false };
  } catch {
    // Read below, with what sites get wrong.
  }
  const lines = parseLines(text);
  if (lines) return { value: lines, isBroken: false };
  if (text.length > maxTolerantChars) return undefined;
  try {
    const [value] = readTolerantJson(text).values;
    return typeof value === 'object' && value !== null ? { value, isBroken: true } : undefined;
  } catch (error) {
    if (error instanceof UnreadableJsonError) return undefined;
    throw error;
  }
};
