/** An answer with a list of adverts. */
import type { Posting, ReadingProblem } from '../../../src/domain/posting.ts';
import type { PageRequest } from '../../../src/domain/visit.ts';
import { carryFields } from '../../reading/advert-page.ts';
import { buildPosting } from '../../reading/build-posting.ts';
import { clip, ownText } from '../../reading/own-text.ts';
import type { Page, Reading } from '../../target-type.ts';
import { fillItemTemplate } from './fill-template.ts';
import { describeMapping, fieldsOfRecords, findMapping, type Mapping } from './find-mapping.ts';
import { findAll } from './json-path.ts';
import type { JsonApiOptions } from './options.ts';
import { findNext } from './paging.ts';
import { parseAnswer } from './parse-answer.ts';
import { itemKeyOf, type ReadItem, readItem } from './read-item.ts';
import { isInScope } from './scope.ts';
import { isObject } from './value-text.ts';

const maxItems = 2000;
const fewestTextChars = 40;
const maxSummaryChars = 1900;

/** What the admin set, completed with what the objects' own names say. */
const mappingOf = (answer: unknown, options: JsonApiOptions): Mapping | undefined => {
  if (options.items === undefined) {
    const found = findMapping(answer);
    return found && { items: found.items, fields: { ...found.fields, ...setPaths(options) } };
  }
  const samples = findAll(options.items, answer).filter(isObject).slice(0, 8);
  return { items: options.items, fields: { ...fieldsOfRecords(samples), ...setPaths(options) } };
};

export const setPaths = (options: JsonApiOptions): Mapping['fields'] =>
  Object.fromEntries(Object.entries(options.fields).filter(([, path]) => path !== undefined));

const detailAddress = (item: unknown, read: ReadItem, options: JsonApiOptions): string | undefined => {
  if (options.detailUrl !== undefined) return fillItemTemplate(options.detailUrl, read, item);
  const isBare = (read.fields.text ?? '').length < fewestTextChars;
  return isBare && read.url !== undefined && isInScope(read.url, options) ? read.url : undefined;
};

const detailRequest = (
  read: ReadItem,
  at: { url: string; itemKey: string; pageUrl: string | undefined },
): PageRequest => {
  const summary = ownText(clip(read.fields.text ?? '', maxSummaryChars));
  const { country } = read.fields;
  return {
    url: at.url,
    kind: 'detail',
    carry: {
      ...carryFields(read.fields),
      accept: 'application/json,text/html;q=0.9,*/*;q=0.5',
      itemKey: at.itemKey,
      ...(country === undefined ? {} : { country }),
      ...(at.pageUrl === undefined ? {} : { pageUrl: clip(at.pageUrl, 1900) }),
      ...(summary === '' ? {} : { summary }),
    },
  };
};

/** Numbers that several different adverts have: of the board, of the firm, and nobody's own. */
const sharedIds = (reads: readonly ReadItem[]): ReadonlySet<string> => {
  const titles = new Map<string, string | undefined>();
  const shared = new Set<string>();
  for (const { values, fields } of reads) {
    if (values.id === undefined) continue;
    if (titles.has(values.id) && titles.get(values.id) !== fields.title) shared.add(values.id);
    titles.set(values.id, fields.title);
  }
  return shared;
};

const placeOne = (
  { item, read }: { item: unknown; read: ReadItem },
  page: Page,
  options: JsonApiOptions,
): { posting?: Posting | undefined; request?: PageRequest } => {
  const itemKey = ownText(itemKeyOf(read, page.url));
  const pageUrl =
    read.url ?? (options.pageUrl === undefined ? undefined : fillItemTemplate(options.pageUrl, read, item));
  const url = detailAddress(item, read, options);
  if (url !== undefined && isInScope(url, options))
    return { request: detailRequest(read, { url, itemKey, pageUrl }) };
  return {
    posting: buildPosting(read.fields, { itemKey, url: pageUrl ?? page.url, baseUrl: pageUrl ?? page.url }),
  };
};

const readItems = (
  items: readonly unknown[],
  mapping: Mapping,
  page: Page,
): { item: unknown; read: ReadItem }[] => {
  const place = { url: page.url, now: new Date(page.fetchedAt) };
  const reads = items.map((item) => readItem(item, mapping.fields, place));
  const shared = sharedIds(reads);
  return reads.map((read, index) => {
    const { id: _id, ...values } = read.values;
    const isShared = read.values.id !== undefined && shared.has(read.values.id);
    return { item: items[index], read: isShared ? { ...read, values } : read };
  });
};

const problemsOf = (
  mapping: Mapping,
  input: { page: Page; options: JsonApiOptions; isBroken: boolean; items: number },
): ReadingProblem[] => {
  const { page, options, isBroken, items } = input;
  const isFirst = (page.carry.count ?? '0') === '0';
  const problems: ReadingProblem[] = [];
  if (isBroken)
    problems.push({
      code: 'broken-json',
      message: 'The answer is broken or cut off; what could be read of it was kept.',
    });
  if (items > maxItems)
    problems.push({
      code: 'cut-list',
      message: `The answer has ${items} adverts; the first ${maxItems} were read.`,
    });
  if (options.items === undefined && isFirst)
    problems.push({
      code: 'mapping-used',
      message: `No mapping is set, so it was read as: ${describeMapping(mapping)}.`,
    });
  if (items === 0 && isFirst)
    problems.push({ code: 'nothing-found', message: `The answer has no adverts at ${mapping.items}.` });
  return problems;
};

const nothing = (code: string, message: string): Reading => ({
  postings: [],
  requests: [],
  problems: [{ code, message }],
});

export const readList = (page: Page, options: JsonApiOptions): Reading => {
  const answer = parseAnswer(page.text);
  if (!answer) return nothing('no-json', 'The answer is no JSON that can be read.');
  const mapping = mappingOf(answer.value, options);
  if (!mapping)
    // An empty last page has no list with adverts in it.
    return page.carry.first === undefined
      ? nothing(
          'nothing-found',
          'No list of adverts was found in the answer; say with a JSONPath where they are.',
        )
      : { postings: [], requests: [], problems: [] };
  const all = findAll(mapping.items, answer.value).filter(
    (item) => typeof item === 'object' && item !== null,
  );
  const items = all.slice(0, maxItems);
  const postings = new Map<string, Posting>();
  const requests = new Map<string, PageRequest>();
  for (const one of readItems(items, mapping, page)) {
    const { posting, request } = placeOne(one, page, options);
    if (posting && !postings.has(posting.itemKey)) postings.set(posting.itemKey, posting);
    if (request && !requests.has(request.url)) requests.set(request.url, request);
  }
  const next = findNext(page, answer.value, { items: all, options });
  return {
    postings: [...postings.values()],
    requests: [...requests.values(), ...(next.request ? [next.request] : [])],
    problems: [
      ...problemsOf(mapping, { page, options, isBroken: answer.isBroken, items: all.length }),
      ...(next.problem ? [next.problem] : []),
    ],
  };
};
