/** What an answer says of its own place among others: numbers of pages, totals, marks that there is more. */
import { findAll } from './json-path.ts';
import { isObject, type JsonObject } from './value-text.ts';

export interface StatedPaging {
  /** What asks for the next page; undefined when nothing tells. */
  next: { name: string; value: number } | undefined;
  isLast: boolean;
  /** Of all adverts. */
  total: number | undefined;
}

const groups = [
  '$',
  ...['meta', 'paging', 'pagination', 'pager', 'page', 'page_info', 'pageInfo', 'info'].map(
    (name) => `$.${name}`,
  ),
  ...['data', 'result', 'response', 'links', '_links'].map((name) => `$.${name}`),
  ...['meta.pagination', 'data.page', 'data.pagination', 'data.meta', 'result.page'].map(
    (name) => `$.${name}`,
  ),
];

const names = {
  current: [
    'current_page',
    'currentPage',
    'pageNum',
    'pageNo',
    'page_no',
    'pageIndex',
    'pageNumber',
    'page',
    'current',
    'number',
  ],
  last: [
    'last_page',
    'lastPage',
    'total_pages',
    'totalPages',
    'totalPage',
    'total_page',
    'num_pages',
    'page_count',
    'pageCount',
    'nbPages',
    'pages',
  ],
  size: ['per_page', 'perPage', 'page_size', 'pageSize', 'hitsPerPage', 'limit', 'size'],
  offset: ['offset', 'skip'],
  total: [
    'total',
    'totalCount',
    'total_count',
    'totalElements',
    'total_elements',
    'nbHits',
    'totalResults',
    'total_results',
    'totalItems',
    'total_items',
  ],
  next: ['next', 'next_page', 'nextPage'],
  more: ['has_more', 'hasMore', 'has_next', 'hasNext', 'has_next_page', 'hasNextPage'],
  end: ['last', 'isLast', 'is_last', 'isLastPage'],
} as const;
/** Sent back under the name that they come with; the others are asked for with `page`. */
const ownParameters = new Set(['pageNum', 'pageNo', 'page_no', 'pageIndex', 'pageNumber', 'current']);

const wholeAt = (object: JsonObject, name: string): number | undefined => {
  const value = object[name];
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};

const firstOf = (
  object: JsonObject,
  known: readonly string[],
): { name: string; value: number } | undefined => {
  for (const name of known) {
    const value = wholeAt(object, name);
    if (value !== undefined) return { name, value };
  }
  return undefined;
};

const flagOf = (object: JsonObject, known: readonly string[]): boolean | undefined =>
  known.map((name) => object[name]).find((value) => typeof value === 'boolean');

/** Spring and Algolia count from 0; others say so by their first page. */
const countsFromZero = (object: JsonObject, current: { name: string; value: number }): boolean =>
  current.name === 'number' || object.nbPages !== undefined || current.value === 0;

const byPages = (object: JsonObject, total: number | undefined): Omit<StatedPaging, 'total'> | undefined => {
  const current = firstOf(object, names.current);
  if (current === undefined) return undefined;
  const size = firstOf(object, names.size)?.value;
  const last =
    firstOf(object, names.last)?.value ??
    (total !== undefined && size !== undefined && size > 0 ? Math.ceil(total / size) : undefined);
  if (last === undefined) return undefined;
  const read = current.value + (countsFromZero(object, current) ? 1 : 0);
  const name = ownParameters.has(current.name) ? current.name : 'page';
  return { next: { name, value: current.value + 1 }, isLast: read >= last };
};

const byOffset = (
  object: JsonObject,
  total: number | undefined,
  items: number,
): Omit<StatedPaging, 'total'> | undefined => {
  const offset = firstOf(object, names.offset);
  if (offset === undefined || total === undefined) return undefined;
  const value = offset.value + items;
  return { next: { name: offset.name, value }, isLast: value >= total };
};

/** More is a moment or an id. */
const mostPages = 100_000;

const byNumber = (object: JsonObject): Omit<StatedPaging, 'total'> | undefined => {
  const next = firstOf(object, names.next);
  return next && next.value > 0 && next.value <= mostPages
    ? { next: { name: 'page', value: next.value }, isLast: false }
    : undefined;
};

/** `thisPage`: which page was asked for, counted from the first that is set up. */
const byFlag = (object: JsonObject, thisPage: number): Omit<StatedPaging, 'total'> | undefined => {
  const end = flagOf(object, names.end);
  const hasMore = flagOf(object, names.more) ?? (end === undefined ? undefined : !end);
  if (hasMore === undefined) return undefined;
  const current = firstOf(object, names.current);
  const name = current && ownParameters.has(current.name) ? current.name : 'page';
  return { next: { name, value: (current?.value ?? thisPage) + 1 }, isLast: !hasMore };
};

/** `items`: adverts in the answer. Undefined when it says nothing of the kind. */
export const statedPaging = (
  answer: unknown,
  read: { items: number; thisPage: number },
): StatedPaging | undefined => {
  const objects = groups.flatMap((group) => findAll(group, answer).slice(0, 1)).filter(isObject);
  const totals = objects.map((object) => firstOf(object, names.total)?.value);
  const total = totals.find((value) => value !== undefined);
  for (const tell of [
    (object: JsonObject) => byPages(object, total),
    (object: JsonObject) => byOffset(object, total, read.items),
    byNumber,
    (object: JsonObject) => byFlag(object, read.thisPage),
  ])
    for (const object of objects) {
      const told = tell(object);
      if (told) return { ...told, total };
    }
  return total === undefined ? undefined : { next: undefined, isLast: false, total };
};
