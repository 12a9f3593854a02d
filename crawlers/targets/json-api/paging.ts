/** The way from one page of an API to the next, as set by the admin or as the answer suggests. */
import { createHash } from 'node:crypto';
import type { ReadingProblem } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { cleanUrl } from '../../reading/page-address.ts';
import type { Page } from '../../target-type.ts';
import { fillAddress, fillBody, hasPlaceholder, isPaged, type PageMark } from './fill-template.ts';
import { findAll } from './json-path.ts';
import type { JsonApiOptions } from './options.ts';
import { isInScope } from './scope.ts';
import { type StatedPaging, statedPaging } from './stated-paging.ts';
import { isObject } from './value-text.ts';

const groups = [
  '$',
  '$.meta',
  '$.paging',
  '$.pagination',
  '$.page_info',
  '$.info',
  '$.data',
  '$.result',
  '$.links',
  '$._links',
  '$.meta.pagination',
];
const linkNames = [
  'next',
  'next.href',
  'next_url',
  'nextUrl',
  'next_page_url',
  'nextPageUrl',
  'nextLink',
  'next_link',
  "['@odata.nextLink']",
];
/** Where a mark stands → what sends it back. */
const cursorNames: [name: string, parameter: string][] = [
  ['next_cursor', 'cursor'],
  ['nextCursor', 'cursor'],
  ['cursor.next', 'cursor'],
  ['cursors.after', 'after'],
  ['nextPageToken', 'pageToken'],
  ['next_page_token', 'page_token'],
  ['scroll_id', 'scroll_id'],
];
const pageParameter =
  /^(page|p|pg|paged|pageno|page_no|pagenum|page_num|pagenumber|currentpage|pageindex|page\[number\]|_page)$/i;
const offsetParameter = /^(offset|start|skip|from|startrow|startindex|first|page\[offset\])$/i;
const cursorParameter =
  /^(cursor|after|pagetoken|page_token|continuation|scroll_id|token|page\[cursor\]|page\[after\])$/i;

const joined = (group: string, name: string): string =>
  name.startsWith('[') ? `${group}${name}` : `${group}.${name}`;

const firstText = (answer: unknown, paths: readonly string[]): string | undefined => {
  for (const path of paths) {
    const [value] = findAll(path, answer);
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
  }
  return undefined;
};

const looksLikeAddress = (text: string): boolean => /^(https?:\/\/|\/|\?|\.\/)/i.test(text);

/** `<https://…?page=2>; rel="next"` (RFC 8288). */
const linkOfHeader = (header: string | undefined): string | undefined => {
  for (const part of (header ?? '').slice(0, 8000).split(/,\s*(?=<)/)) {
    const [address, ...parameters] = part.split('>');
    if (/;\s*rel\s*=\s*"?[^";]*\bnext\b/i.test(parameters.join('>')))
      return address?.trim().replace(/^</, '');
  }
  return undefined;
};

/** `links: [{ rel: 'next', href: … }]`. */
const linkInList = (answer: unknown): string | undefined => {
  const links = ['$.links[*]', '$.meta.links[*]', '$._links[*]'].flatMap((path) =>
    findAll(path, answer).slice(0, 50),
  );
  const next = links.filter(isObject).find(({ rel }) => rel === 'next');
  const href = next?.href ?? next?.url;
  return typeof href === 'string' && href !== '' ? href : undefined;
};

const linkOf = (page: Page, answer: unknown, options: JsonApiOptions): string | undefined => {
  const set = options.nextPath === undefined ? undefined : firstText(answer, [options.nextPath]);
  if (set !== undefined && (options.paging === 'link' || looksLikeAddress(set))) return set;
  const paths = groups.flatMap((group) => linkNames.map((name) => joined(group, name)));
  return (
    paths
      .map((path) => firstText(answer, [path]))
      .find((text) => text !== undefined && looksLikeAddress(text)) ??
    linkInList(answer) ??
    linkOfHeader(page.headers?.link)
  );
};

const cursorOf = (
  answer: unknown,
  options: JsonApiOptions,
): { cursor: string; parameter: string } | undefined => {
  if (options.nextPath !== undefined) {
    const set = firstText(answer, [options.nextPath]);
    return set === undefined ? undefined : { cursor: set, parameter: 'cursor' };
  }
  for (const group of groups)
    for (const [name, parameter] of cursorNames) {
      const cursor = firstText(answer, [joined(group, name)]);
      if (cursor !== undefined) return { cursor, parameter };
    }
  const [info] = findAll('$..pageInfo', answer) as ({ hasNextPage?: unknown; endCursor?: unknown } | null)[];
  if (info?.hasNextPage === true && typeof info.endCursor === 'string')
    return { cursor: info.endCursor, parameter: 'after' };
  return undefined;
};

/** The same request with one parameter set: in the address, or in the JSON that is sent. */
const withParameter = (
  asked: { url: string; body: string | undefined },
  name: string,
  value: string | number,
): { url: string; body: string | undefined } => {
  if (asked.body === undefined) {
    const url = new URL(asked.url);
    url.searchParams.set(name, String(value));
    return { url: url.href, body: undefined };
  }
  try {
    const sent = JSON.parse(asked.body) as unknown;
    if (typeof sent === 'object' && sent !== null && !Array.isArray(sent))
      return { url: asked.url, body: JSON.stringify({ ...sent, [name]: value }) };
  } catch {
    // A form rather than JSON.
  }
  const form = new URLSearchParams(asked.body);
  form.set(name, String(value));
  return { url: asked.url, body: form.toString() };
};

const parameterIn = (url: string, pattern: RegExp): { name: string; value: number } | undefined => {
  for (const [name, value] of new URL(url).searchParams)
    if (pattern.test(name)) return { name, value: Number(value) };
  return undefined;
};

interface Position {
  start: number;
  /** How many pages were read before this one. */
  count: number;
  mark: PageMark;
}

const wholeNumber = (text: string | undefined, otherwise: number): number => {
  const number = Number(text ?? otherwise);
  return Number.isSafeInteger(number) && number >= 0 ? number : otherwise;
};

const positionOf = (page: Page, options: JsonApiOptions): Position => ({
  start: wholeNumber(page.carry.start, 0),
  count: wholeNumber(page.carry.count, 0),
  mark: {
    page: wholeNumber(page.carry.page, options.firstPage),
    offset: wholeNumber(page.carry.offset, 0),
    cursor: page.carry.cursor ?? '',
  },
});

const acceptJson = 'application/json,*/*;q=0.5';

export const listRequest = (
  asked: { url: string; body: string | undefined },
  position: Position,
  more: Record<string, string> = {},
): PageRequest => ({
  url: asked.url,
  kind: 'list',
  ...(asked.body === undefined ? {} : { method: 'POST' as const, body: asked.body }),
  carry: {
    accept: acceptJson,
    start: String(position.start),
    count: String(position.count),
    page: String(position.mark.page),
    offset: String(position.mark.offset),
    ...(position.mark.cursor === '' ? {} : { cursor: position.mark.cursor }),
    ...more,
  },
});

const askedFor = (
  options: JsonApiOptions,
  position: Position,
): { url: string; body: string | undefined } => ({
  url: fillAddress(options.startUrls[position.start] ?? options.startUrls[0] ?? '', position.mark),
  body: options.body === undefined ? undefined : fillBody(options.body, position.mark),
});

export const startRequests = (options: JsonApiOptions): PageRequest[] =>
  options.startUrls.map((_, start) => {
    const position = { start, count: 0, mark: { page: options.firstPage, offset: 0, cursor: '' } };
    return listRequest(askedFor(options, position), position);
  });

const firstOf = (items: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify(items[0] ?? null))
    .digest('hex')
    .slice(0, 16);

/** What comes next by parameters; undefined when nothing says that there is more. */
const byParameter = (
  page: Page,
  input: {
    stated: StatedPaging | undefined;
    options: JsonApiOptions;
    mark: PageMark;
    cursor: ReturnType<typeof cursorOf>;
    asked: { url: string; body: string | undefined };
  },
): { url: string; body: string | undefined } | undefined => {
  const { stated, options, mark, cursor, asked } = input;
  const { paging, pagingName } = options;
  if (paging === 'cursor' || (paging === 'auto' && cursor !== undefined)) {
    if (cursor === undefined) return undefined;
    const name = pagingName ?? parameterIn(asked.url, cursorParameter)?.name ?? cursor.parameter;
    return withParameter(asked, name, cursor.cursor);
  }
  if (paging === 'auto' && stated?.isLast) return undefined;
  const offset = parameterIn(page.requestedUrl, offsetParameter);
  const number = parameterIn(page.requestedUrl, pageParameter);
  if (paging === 'offset' || (paging === 'auto' && offset !== undefined && number === undefined))
    return withParameter(asked, pagingName ?? offset?.name ?? 'offset', mark.offset);
  if (paging === 'page' || (paging === 'auto' && number !== undefined))
    return withParameter(asked, pagingName ?? number?.name ?? 'page', mark.page);
  return stated?.next && withParameter(asked, pagingName ?? stated.next.name, stated.next.value);
};

/** How far the address itself says that this page is: a start address may name its first page. */
const markAfter = (page: Page, position: Position, items: readonly unknown[], cursor: string): PageMark => {
  const isFirst = position.count === 0;
  const stated = isFirst ? parameterIn(page.requestedUrl, pageParameter)?.value : undefined;
  const skipped = isFirst ? parameterIn(page.requestedUrl, offsetParameter)?.value : undefined;
  const at = Number.isSafeInteger(stated) ? Number(stated) : position.mark.page;
  const from = Number.isSafeInteger(skipped) ? Number(skipped) : position.mark.offset;
  return { page: at + 1, offset: from + items.length, cursor };
};

export interface NextPage {
  request?: PageRequest | undefined;
  /** Why the list is not read on, where there is more of it. */
  problem?: ReadingProblem;
}

const cutShort = (message: string): NextPage => ({ problem: { code: 'list-cut-short', message } });

const notTold = (stated: StatedPaging | undefined, read: number): NextPage =>
  stated?.total === undefined || stated.isLast || stated.total <= read
    ? {}
    : cutShort(
        `The answer says that there are ${stated.total} adverts, and not how the rest is asked for: set a way of paging.`,
      );

export const findNext = (
  page: Page,
  answer: unknown,
  found: { items: readonly unknown[]; options: JsonApiOptions },
): NextPage => {
  const { items, options } = found;
  const position = positionOf(page, options);
  const first = firstOf(items);
  if (options.paging === 'none' || items.length === 0 || page.carry.first === first) return {};
  const template = `${options.startUrls[position.start] ?? ''} ${options.body ?? ''}`;
  const cursor = cursorOf(answer, options);
  if (hasPlaceholder(template, 'cursor') && cursor === undefined) return {};
  const mark = markAfter(page, position, items, cursor?.cursor.slice(0, 1900) ?? '');
  const stated = statedPaging(answer, { items: items.length, thisPage: position.mark.page });
  const following = { start: position.start, count: position.count + 1, mark };
  const current = {
    url: page.requestedUrl,
    body: options.body === undefined ? undefined : fillBody(options.body, position.mark),
  };
  const link =
    isPaged(template) || !['auto', 'link'].includes(options.paging)
      ? undefined
      : linkOf(page, answer, options);
  const linked = link === undefined ? undefined : cleanUrl(link, page.url);
  const next = isPaged(template)
    ? askedFor(options, following)
    : linked !== undefined
      ? { url: linked, body: current.body }
      : options.paging === 'link'
        ? undefined
        : byParameter(page, { stated, options, mark, cursor, asked: current });
  const isSame = next === undefined || (next.url === current.url && next.body === current.body);
  if (isSame || !isInScope(next.url, options) || next.url.length > 4000) return notTold(stated, mark.offset);
  if (following.count >= options.maxPages)
    return cutShort(
      `Only the first ${options.maxPages} pages of this list are read, as the target is set up.`,
    );
  return { request: listRequest(next, following, { first }) };
};
