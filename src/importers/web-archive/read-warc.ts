/** The records of one WARC file, packed or plain. */
import { readHead } from '../entry-bytes.ts';
import type { ImportEntry, ImportItem } from '../importer.ts';
import { type FramedRecord, RecordFramer } from './frame-records.ts';
import { brokenMember, gunzipMembers } from './gunzip-members.ts';
import { recordPage } from './record-page.ts';

const isHttp = (headers: ReadonlyMap<string, string>): boolean =>
  /^<?https?:/i.test(headers.get('warc-target-uri') ?? '');
const kindOf = (headers: ReadonlyMap<string, string>): string =>
  headers.get('warc-type')?.toLowerCase() ?? '';

const wants = (headers: ReadonlyMap<string, string>): boolean =>
  isHttp(headers) && ['response', 'resource'].includes(kindOf(headers));

/** After a broken member one that was read may come again. */
const rememberedIds = 256;
class SeenRecords {
  readonly #ids = new Set<string>();

  isNew({ headers }: FramedRecord): boolean {
    const id = headers.get('warc-record-id');
    if (id === undefined) return true;
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    const [oldest] = this.#ids;
    if (this.#ids.size > rememberedIds && oldest !== undefined) this.#ids.delete(oldest);
    return true;
  }
}

const itemOf = async (record: FramedRecord, position: string): Promise<ImportItem | undefined> => {
  if (record.bytes !== undefined) return recordPage(record.bytes, position);
  if (record.isTooLarge) return { type: 'skipped', position, reason: 'The record is larger than 32 MB.' };
  if (kindOf(record.headers) !== 'revisit') return undefined;
  const reason = 'A later visit that found the page unchanged; the archive keeps its content with the first.';
  return { type: 'skipped', position, reason };
};

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

async function* unpacked(entry: ImportEntry): AsyncIterable<Buffer | typeof brokenMember> {
  if (isGzip(await readHead(entry, 2))) yield* gunzipMembers(entry.open());
  else for await (const chunk of entry.open()) yield Buffer.from(chunk);
}

export async function* readWarc(entry: ImportEntry): AsyncIterable<ImportItem> {
  const framer = new RecordFramer(wants);
  const seen = new SeenRecords();
  let count = 0;
  const bad = (reason: string): ImportItem => ({
    type: 'bad',
    position: `after record ${count} of ${entry.path}`,
    reason,
  });
  for await (const chunk of unpacked(entry)) {
    for (const framed of chunk === brokenMember ? framer.breakOff() : framer.write(chunk)) {
      if (typeof framed === 'string') yield bad(framed);
      else if (seen.isNew(framed)) {
        count += 1;
        const url = framed.headers.get('warc-target-uri')?.slice(0, 200) ?? '';
        const item = await itemOf(framed, `record ${count} of ${entry.path}${url === '' ? '' : ` (${url})`}`);
        if (item !== undefined) yield item;
      }
    }
    if (chunk === brokenMember)
      yield bad('Packed data are broken here; the next whole record was looked for.');
  }
  for (const framed of framer.breakOff())
    if (typeof framed === 'string') yield bad(`${framed} The file was cut off.`);
}
