/** One advert at an address of its own, as JSON or as a page. */
import { fillFrom } from '../../reading/advert-fields.ts';
import { carriedFields, readAdvertPage } from '../../reading/advert-page.ts';
import { buildPosting } from '../../reading/build-posting.ts';
import { keyUrl } from '../../reading/page-address.ts';
import type { Page, Reading } from '../../target-type.ts';
import { fieldsOfRecords, findMapping } from './find-mapping.ts';
import { findAll } from './json-path.ts';
import type { JsonApiOptions } from './options.ts';
import { parseAnswer } from './parse-answer.ts';
import { readItem } from './read-item.ts';
import { setPaths } from './read-list.ts';
import { isObject } from './value-text.ts';

const noPosting = { code: 'no-posting', message: 'No advert was found at an address that the list names.' };

/** The object itself, or the one list of one in it. */
const itemIn = (value: unknown): { item: unknown; paths: ReturnType<typeof fieldsOfRecords> } => {
  const paths = isObject(value) ? fieldsOfRecords([value]) : {};
  if (paths.title !== undefined || paths.text !== undefined) return { item: value, paths };
  const mapping = findMapping(value);
  return mapping ? { item: findAll(mapping.items, value)[0], paths: mapping.fields } : { item: value, paths };
};

const known = (page: Page) => ({
  ...carriedFields(page.carry),
  ...(page.carry.summary === undefined ? {} : { text: page.carry.summary }),
});

const readObject = (page: Page, value: unknown, options: JsonApiOptions): Reading => {
  const { item, paths } = itemIn(value);
  const set = setPaths(options);
  const read = readItem(item, { ...paths, ...set }, { url: page.url, now: new Date(page.fetchedAt) });
  fillFrom(read.fields, { ...known(page), country: page.carry.country }, 'list-page');
  const url = page.carry.pageUrl ?? read.url ?? page.url;
  const posting = buildPosting(read.fields, {
    itemKey: page.carry.itemKey ?? keyUrl(page.url),
    url,
    baseUrl: url,
  });
  return { postings: posting ? [posting] : [], requests: [], problems: posting ? [] : [noPosting] };
};

export const readDetail = (page: Page, options: JsonApiOptions): Reading => {
  const answer = /^\s*</.test(page.text) ? undefined : parseAnswer(page.text);
  if (answer) return readObject(page, answer.value, options);
  const { posting, problems } = readAdvertPage(page, {
    fields: known(page),
    source: 'list-page',
    itemKey: page.carry.itemKey,
  });
  const isMissing = !posting && problems.every((one) => one.code !== 'needs-browser');
  return {
    postings: posting ? [posting] : [],
    requests: [],
    problems: isMissing ? [...problems, noPosting] : problems,
  };
};
