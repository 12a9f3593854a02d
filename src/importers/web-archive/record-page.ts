/** One response or resource of a web archive as a page. */
import { brotliDecompressSync } from 'node:zlib';
import { WARCParser, type WARCRecord } from 'warcio';
import { faultText } from '../entry-bytes.ts';
import type { ImportItem } from '../importer.ts';

const maxPageBytes = 10 * 1024 * 1024;
const pageType =
  /^(text\/(html|plain|xml|json)|application\/(json|xml|xhtml\+xml|rss\+xml|atom\+xml|feed\+json|ld\+json|[\w.-]+\+json))$/i;

const ownHeaders = (record: WARCRecord): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of record.httpHeaders?.headers ?? []) headers[name.toLowerCase()] = value;
  return headers;
};

/** warcio takes chunks and gzip away. */
const contentOf = async (record: WARCRecord): Promise<Buffer | undefined> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of record) {
    length += piece.length;
    if (length > maxPageBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

const isReadable = (status: number): boolean => status >= 200 && status < 300;

interface Served {
  headers: Record<string, string>;
  mediaType: string;
  status: number;
}
const servedAs = (record: WARCRecord): Served => {
  const headers = ownHeaders(record);
  if (record.warcType === 'resource') {
    const mediaType = record.warcContentType ?? '';
    return { headers: { 'content-type': mediaType }, mediaType, status: 200 };
  }
  return {
    headers,
    mediaType: headers['content-type'] ?? '',
    status: Number(record.httpHeaders?.statusCode) || 0,
  };
};

const skipReason = ({ mediaType, status, headers }: Served): string | undefined => {
  if (!isReadable(status)) return `The site answered with ${status || 'no status'}, not with a page.`;
  const essence = mediaType.split(';')[0]?.trim() ?? '';
  if (!pageType.test(essence))
    return `It is ${essence || 'of no named kind'}; only pages, feeds, JSON and text are read.`;
  const coding = headers['content-encoding'] ?? '';
  return /zstd|compress(?!ed)/i.test(coding)
    ? `It is packed as ${coding}, which can't be unpacked here.`
    : undefined;
};

const readContent = async (record: WARCRecord, { headers }: Served): Promise<Buffer | undefined> => {
  const body = await contentOf(record);
  if (body === undefined || !/^br$/i.test(headers['content-encoding'] ?? '')) return body;
  return brotliDecompressSync(body, { maxOutputLength: maxPageBytes });
};

const readRecord = async (bytes: Uint8Array, position: string): Promise<ImportItem> => {
  const record = await WARCParser.parse([bytes]);
  const url = record?.warcTargetURI?.replace(/^<|>$/g, '');
  const fetchedAt = record?.warcDate;
  if (record === null || !url || !fetchedAt || Number.isNaN(Date.parse(fetchedAt)))
    return { type: 'bad', position, reason: 'The record has no address or no date.' };
  const served = servedAs(record);
  const reason = skipReason(served);
  if (reason !== undefined) return { type: 'skipped', position, reason };
  const body = await readContent(record, served);
  if (body === undefined) return { type: 'skipped', position, reason: 'The page is larger than 10 MB.' };
  if (body.length === 0) return { type: 'skipped', position, reason: 'The page is empty.' };
  return { type: 'page', position, url, fetchedAt, ...served, body };
};

export const recordPage = async (bytes: Uint8Array, position: string): Promise<ImportItem> => {
  try {
    return await readRecord(bytes, position);
  } catch (error) {
    return { type: 'bad', position, reason: `The record can't be read: ${faultText(error)}.` };
  }
};
