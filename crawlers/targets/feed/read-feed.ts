/** A feed's text to entries: RSS 0.9x–2.0, RDF, Atom and JSON Feed by feedsmith, lists of jobs in XML by ourselves. */
import { parseFeed } from 'feedsmith';
import { fieldsOfNames, type NamedValues } from '../../reading/field-names.ts';
import { readXmlRecords, type XmlRecord } from '../../reading/xml-records.ts';
import { entriesOfAtom, entriesOfJson, entriesOfRdf, entriesOfRss, entryOfRecord } from './entries.ts';
import type { FeedEntry, ReadFeed } from './feed-entry.ts';

export const mostEntries = 1000;

const entryNames = ['item', 'entry'];
/** `<source><job>…` as job aggregators exchange it, and its kin. */
const jobNames = ['job', 'vacancy', 'position', 'offer', 'listing', 'advert', 'ad', 'jobad', 'posting'];

const namedValuesOf = (record: XmlRecord): NamedValues => {
  const values: NamedValues = {};
  for (const [field, name] of fieldsOfNames(record.fields.keys()))
    values[field] = record.fields.get(name) as string;
  return values;
};

type Parsed = ReturnType<typeof parseFeed>;

const fromParsed = (parsed: Parsed): Omit<ReadFeed, 'isCut'> => {
  const { format, feed } = parsed;
  if (format === 'json')
    return {
      format: 'JSON Feed',
      title: feed.title,
      entries: entriesOfJson(feed),
      next: feed.next_url,
      isWordPress: false,
    };
  if (format === 'atom') {
    const next = feed.links?.find((link) => link.rel === 'next')?.href;
    const isWordPress = /wordpress/i.test(feed.generator?.uri ?? feed.generator?.text ?? '');
    return { format: 'Atom', title: feed.title?.value, entries: entriesOfAtom(feed), next, isWordPress };
  }
  const next = feed.atom?.links?.find((link) => link.rel === 'next')?.href;
  if (format === 'rdf')
    return { format: 'RDF', title: feed.title, entries: entriesOfRdf(feed), next, isWordPress: false };
  const isWordPress = /wordpress/i.test(feed.generator ?? '');
  return { format: 'RSS', title: feed.title, entries: entriesOfRss(feed), next, isWordPress };
};

/** Undefined where the text is none of the formats that feedsmith knows, else what it says is wrong. */
const parse = (text: string): Parsed | { fault: string } => {
  try {
    return parseFeed(text, { maxItems: mostEntries });
  } catch (error) {
    return { fault: (error as Error).message };
  }
};

/** What feedsmith leaves out, such as `job_listing:company`, by the order in which the entries stand. */
const addNamedValues = (entries: FeedEntry[], text: string): void => {
  const { records } = readXmlRecords(text, entryNames, { maxRecords: mostEntries });
  if (records.length !== entries.length) return;
  records.forEach((record, index) => {
    const entry = entries[index];
    if (!entry) return;
    entry.named = namedValuesOf(record);
    entry.base = record.base;
  });
};

/** Entries of XML that feedsmith does not take: broken, or a list of jobs in a form of its own. */
const fromRecords = (text: string, fault: string): ReadFeed | undefined => {
  for (const [names, format] of [
    [entryNames, 'RSS'],
    [jobNames, 'job list'],
  ] as const) {
    const { records, isCut, problem } = readXmlRecords(text, names, { maxRecords: mostEntries });
    const entries = records.map((record) =>
      entryOfRecord(record, namedValuesOf(record), format === 'job list'),
    );
    const readable = entries.filter((entry) => entry.title !== undefined || entry.text !== '');
    if (readable.length > 0)
      return {
        format,
        entries: readable,
        isWordPress: false,
        isCut,
        ...(problem === undefined ? {} : { fault: format === 'RSS' ? fault : problem }),
      };
  }
  return undefined;
};

const rootTag = /<[a-z][\w:.-]{0,60}(\s[^<>]{0,4000})>/i;

/** `xml:base` of the outermost element. */
const baseOf = (text: string): string | undefined => {
  const beginning = text.slice(0, 10_000).replace(/<!--[\s\S]*?-->/g, '');
  const attributes = rootTag.exec(beginning)?.[1] ?? '';
  return /\sxml:base\s*=\s*["']([^"'<]{1,2000})["']/.exec(attributes)?.[1];
};

/** Undefined when no feed of any kind stands there. */
export const readFeed = (source: string): ReadFeed | undefined => {
  const text = source.trimStart();
  const parsed = parse(text);
  if ('fault' in parsed) return text.startsWith('<') ? fromRecords(text, parsed.fault) : undefined;
  const feed = fromParsed(parsed);
  if (parsed.format !== 'json') addNamedValues(feed.entries, text);
  return { ...feed, base: baseOf(text), isCut: feed.entries.length >= mostEntries };
};
