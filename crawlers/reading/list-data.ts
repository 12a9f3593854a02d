/** Lists that come as data: what an address for a page's scripts answers, and where a page names such an address. */
import { elementsNamed, elementsWhere } from './elements-by-name.ts';
import type { CheerioAPI } from './nodes.ts';
import { cleanUrl } from './page-address.ts';

type JsonObject = Record<string, unknown>;
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface DataAnswer {
  value: unknown;
  /** Markup that the answer carries in its strings, as `Load more` buttons get it. */
  html: string;
}

const shortestMarkup = 40;
const mostMarkup = 2_000_000;
const maxDepth = 6;

const markupIn = (value: unknown, depth = 0): string => {
  if (typeof value === 'string')
    return value.length >= shortestMarkup && /<(?:a|article|div|li|tr)\b/i.test(value) ? value : '';
  if (depth > maxDepth || typeof value !== 'object' || value === null) return '';
  let html = '';
  for (const one of Object.values(value)) {
    if (html.length > mostMarkup) break;
    // A description is an advert's own text; a list's markup has links.
    const inner = markupIn(one, depth + 1);
    if (/<a\b[^>]*\bhref/i.test(inner)) html += inner;
  }
  return html;
};

/** Undefined for what is no JSON: the answer is a page. */
export const readDataAnswer = (text: string, contentType: string): DataAnswer | undefined => {
  if (!/json/i.test(contentType) && !/^\s*(?:\{\s*"|\[\s*[{\]])/.test(text.slice(0, 200))) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { value, html: markupIn(value) } : undefined;
  } catch {
    // It only began like JSON; it is read as a page.
    return undefined;
  }
};

const nextNames =
  /^(?:next|nextUrl|next_url|nextPageUrl|next_page_url|nextPage|next_page|nextLink|next_link|more)$/;
const cursorNames =
  /^(?:nextCursor|next_cursor|cursorNext|endCursor|end_cursor|after|nextPageToken|next_page_token)$/;

const withParameter = (pageUrl: string, name: string, value: string): string => {
  const url = new URL(pageUrl);
  url.searchParams.set(name, value);
  return url.href;
};

const parameterOf = (pageUrl: string, otherwise: string): string =>
  ['cursor', 'after', 'page_token', 'pageToken'].find((name) => new URL(pageUrl).searchParams.has(name)) ??
  otherwise;

/** Where an answer says that it goes on: an address, a page's number, or a cursor. */
export const nextOfAnswer = (value: unknown, pageUrl: string, depth = 0): string | undefined => {
  if (!isObject(value) || depth > 3) return undefined;
  for (const [name, one] of Object.entries(value)) {
    const isText = typeof one === 'string' && one !== '';
    if (nextNames.test(name) && isText && /[/?=]/.test(one)) return cleanUrl(one, pageUrl);
    if (nextNames.test(name) && (typeof one === 'number' || (isText && /^\d+$/.test(one))))
      return withParameter(pageUrl, 'page', String(one));
    if (cursorNames.test(name) && isText)
      return withParameter(pageUrl, parameterOf(pageUrl, /token/i.test(name) ? 'page_token' : 'cursor'), one);
    const inner = nextOfAnswer(one, pageUrl, depth + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
};

const called =
  /(?:fetch|axios(?:\.get)?|\$\.(?:get|getJSON|ajax)|\.open\(\s*['"]GET['"]\s*,)\s*\(?\s*(?:\{\s*url\s*:\s*)?['"`]([^'"`\s]{2,300})['"`]/gi;
const listWords =
  /job|vacan|career|position|advert|\bads?\b|listing|posting|post|item|search|list|lowongan|viec|work|feed/i;
const sourceAttributes = [
  'data-api',
  'data-api-url',
  'data-endpoint',
  'data-source',
  'data-feed',
  'data-list-url',
  'data-ajax-url',
];
const mostScriptChars = 200_000;
const mostAddresses = 3;

/** Addresses from which a page's own scripts would fetch its list; nothing is executed. */
export const namedListAddresses = ($: CheerioAPI, baseUrl: string): string[] => {
  const found = new Set<string>();
  const add = (href: string | undefined): void => {
    const isWhole = href !== undefined && !/[{}$]/.test(href) && listWords.test(href);
    const url = isWhole ? cleanUrl(href, baseUrl) : undefined;
    if (url !== undefined && !/\.(?:js|css|png|svg)(?:\?|$)/i.test(url)) found.add(url);
  };
  const isSource = ({ attribs }: { attribs: Record<string, string> }): boolean =>
    sourceAttributes.some((name) => attribs[name] !== undefined);
  for (const { attribs } of elementsWhere($, isSource))
    for (const name of sourceAttributes) add(attribs[name]);
  for (const script of elementsNamed($, 'script')) {
    const [child] = script.children;
    if (child?.type === 'text')
      for (const match of child.data.slice(0, mostScriptChars).matchAll(called)) add(match[1]);
  }
  return [...found].slice(0, mostAddresses);
};
