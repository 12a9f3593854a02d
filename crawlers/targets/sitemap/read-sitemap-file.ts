/**
 * A sitemap (https://www.sitemaps.org/protocol.html) in any of its forms: list of pages, index of sitemaps, RSS or Atom,
 * one address a line. XML is streamed, so neither its size nor entities of its own can do harm.
 */
import { leftOutIn } from '../../../src/domain/left-out-mark.ts';
import { readXmlRecords } from '../../reading/xml-records.ts';

export interface SitemapUrl {
  loc: string;
  /** As the sitemap writes it. */
  lastmod?: string | undefined;
  /** The same in milliseconds, if it can be read. */
  time?: number | undefined;
}

export interface SitemapFile {
  pages: SitemapUrl[];
  sitemaps: SitemapUrl[];
  isCut: boolean;
  /** Entries that were left out for their size when it was fetched. */
  leftOut: number;
  /** In plain words what was wrong with the file. */
  fault?: string | undefined;
}

type ReadForm = Omit<SitemapFile, 'leftOut'>;

/** What the protocol allows in one file. */
const sitemapLimits = { urls: 50_000, chars: 52_428_800, urlChars: 2048 } as const;

const timeOf = (text: string | undefined): number | undefined => {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
};

const urlOf = (loc: string | undefined, lastmod: string | undefined): SitemapUrl[] =>
  loc === undefined || loc === '' || loc.length > sitemapLimits.urlChars
    ? []
    : [{ loc, lastmod: lastmod?.slice(0, 60), time: timeOf(lastmod) }];

const readXml = (text: string): ReadForm => {
  const { records, isCut, problem } = readXmlRecords(text, ['url', 'sitemap', 'item', 'entry'], {
    maxRecords: sitemapLimits.urls,
    fieldChars: sitemapLimits.urlChars,
    fieldsPerRecord: 60,
  });
  const pages: SitemapUrl[] = [];
  const sitemaps: SitemapUrl[] = [];
  for (const { name, fields } of records) {
    const changed = fields.get('lastmod') ?? fields.get('updated') ?? fields.get('pubdate');
    (name === 'sitemap' ? sitemaps : pages).push(...urlOf(fields.get('loc') ?? fields.get('link'), changed));
  }
  return { pages, sitemaps, isCut, ...(problem === undefined ? {} : { fault: problem }) };
};

const readLines = (text: string): ReadForm => {
  const lines = text.split(/\r\n?|\n/, sitemapLimits.urls + 1).map((line) => line.trim());
  const pages = lines.filter((line) => /^https?:\/\/\S+$/i.test(line)).slice(0, sitemapLimits.urls);
  return {
    pages: pages.flatMap((loc) => urlOf(loc, undefined)),
    sitemaps: [],
    isCut: lines.length > sitemapLimits.urls,
  };
};

/** Undefined when it is no sitemap in any form. */
export const readSitemapFile = (source: string): SitemapFile | undefined => {
  const leftOut = leftOutIn(source);
  const isCut = source.length > sitemapLimits.chars;
  const text = (isCut ? source.slice(0, sitemapLimits.chars) : source).trimStart();
  const file = text.startsWith('<') ? readXml(text) : readLines(text);
  const isEmpty = file.pages.length === 0 && file.sitemaps.length === 0;
  if (isEmpty && !/<(\w+:)?(urlset|sitemapindex)\b/i.test(text.slice(0, 5000))) return undefined;
  return { ...file, isCut: file.isCut || isCut, leftOut };
};

const mostNamed = 200;

/** The addresses of `Sitemap:` lines of a robots.txt, which stand outside of its groups. */
export const sitemapsOfRobots = (text: string): string[] => {
  const found = new Set<string>();
  for (const line of text.slice(0, 512 * 1024).split(/\r\n?|\n/)) {
    const address = /^\s*sitemap\s*:\s*(\S+)/i.exec(line.slice(0, 3000))?.[1];
    if (address !== undefined && found.size < mostNamed) found.add(address);
  }
  return [...found];
};
