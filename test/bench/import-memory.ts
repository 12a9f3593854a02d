/**
 * `npm run bench -- import-memory [--megabytes N] [--importer ID]`: reads a generated file of each kind and prints its
 * speed and how far memory grew, which must not depend on the size.
 */
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { BadInputError } from '../../src/domain/failure.ts';
import type { ImportEntry, Importer } from '../../src/importers/importer.ts';
import { importers } from '../../src/importers/importers.ts';

const megabyte = 1024 * 1024;

interface Shape {
  path: string;
  start?: string;
  unit(index: number): string | Buffer;
  end?: string;
}

const words =
  'Typing work abroad, room and flight paid, write to +1 202 555 0101 or https://example.com/apply. ';
const two = (value: number): string => String(value).padStart(2, '0');
const clock = (index: number): string => `${two(Math.floor(index / 60) % 24)}:${two(index % 60)}`;
const day = (index: number): string => `${two(1 + (Math.floor(index / 1440) % 28))}`;

const record = (index: number): Buffer => {
  const block = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>${index}</h1>${words.repeat(100)}`;
  const head = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:sample:${index}>\r\nWARC-Date: 2026-11-23T08:15:00Z\r\nWARC-Target-URI: https://example.com/${index}\r\nContent-Length: ${block.length}\r\n\r\n`;
  return gzipSync(`${head}${block}\r\n\r\n`, { level: 0 });
};

const shapes: Record<string, Shape[]> = {
  'telegram-desktop': [
    {
      path: 'result.json',
      start: '{"name":"Sample","type":"public_channel","id":1,"messages":[{"id":0,"type":"service"}',
      unit: (index) =>
        `,{"id":${index + 1},"type":"message","date":"2026-11-23T08:15:00","from":"A","from_id":"user1","text":["${words}",{"type":"bold","text":"${index}"}]}\n`,
      end: ']}',
    },
    {
      path: 'messages.html',
      start:
        '<html><title>Exported Data</title><body><div class="page_wrap"><div class="page_header"><div class="text bold">Sample</div></div>',
      unit: (index) =>
        `<div class="message default" id="message${index + 1}"><div class="body"><div class="date details" title="23.11.2026 08:15:00 UTC+00:00">08:15</div><div class="from_name">A</div><div class="text">${words}<br>${index}</div></div></div>\n`,
      end: '</div></body></html>',
    },
  ],
  whatsapp: [
    {
      path: '_chat.txt',
      unit: (index) => `${day(index)}/11/2026, ${clock(index)} - A: ${words}\n${index}\n`,
    },
  ],
  line: [
    {
      path: 'chat.txt',
      start: '[LINE] Chat history with A\nSaved on: 2026/11/23 12:00\n\n2026/11/23(Mon)\n',
      unit: (index) => `${clock(index)}\tA\t"${words}\n${index}"\n`,
    },
  ],
  mail: [
    {
      path: 'inbox.mbox',
      unit: (index) =>
        `From a@example.com Mon Nov 23 08:15:00 2026\nFrom: A <a@example.com>\nSubject: x\nMessage-ID: <${index}@example.com>\n\n${`${words}\n`.repeat(40)}\n`,
    },
  ],
  'saved-page': [
    {
      path: 'page.mhtml',
      start:
        'Snapshot-Content-Location: https://example.com/\nDate: Mon, 23 Nov 2026 08:15:00 +0000\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Location: https://example.com/other\n\n<h1>work</h1>\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n',
      unit: () => `${'iVBORw0KGgo='.repeat(6)}\n`,
      end: '\n--b--\n',
    },
  ],
  'web-archive': [{ path: 'data.warc.gz', unit: record }],
};

const entryOf = ({ path, start = '', unit, end = '' }: Shape, wantedBytes: number): ImportEntry => ({
  path,
  bytes: wantedBytes,
  async *open() {
    let pieces: Buffer[] = [Buffer.from(start)];
    let length = 0;
    for (let index = 0, written = 0; written < wantedBytes; index += 1) {
      const piece = Buffer.from(unit(index));
      pieces.push(piece);
      length += piece.length;
      written += piece.length;
      if (length < 64 * 1024) continue;
      yield Buffer.concat(pieces);
      pieces = [];
      length = 0;
    }
    yield Buffer.concat([...pieces, Buffer.from(end)]);
  },
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const used = (): number => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;

const measure = async (importer: Importer, shape: Shape, wantedBytes: number): Promise<void> => {
  const source = { name: shape.path, entries: [entryOf(shape, wantedBytes)] };
  const fit = await importer.fit(source);
  collect();
  const before = used();
  const began = performance.now();
  let [items, bad, most] = [0, 0, 0];
  for await (const item of importer.read(source, importer.options.parse({}))) {
    items += 1;
    if (item.type === 'bad') bad += 1;
    if (items % 20_000 === 0) {
      collect();
      most = Math.max(most, used() - before);
    }
  }
  const seconds = (performance.now() - began) / 1000;
  collect();
  const left = Math.max(0, used() - before);
  const mb = (bytes: number): string => `${(bytes / megabyte).toFixed(1)} MB`;
  process.stdout.write(
    `${importer.id} ${shape.path}: fit ${fit}, ${items} items (${bad} bad), ${(wantedBytes / megabyte / seconds).toFixed(0)} MB/s, memory held while reading ${mb(most)}, after ${mb(left)}, process ${mb(process.memoryUsage().rss)}\n`,
  );
};

const run = async (argv: string[]): Promise<number> => {
  const { values } = parseArgs({
    args: argv,
    options: { megabytes: { type: 'string', default: '200' }, importer: { type: 'string' } },
  });
  const megabytes = Number(values.megabytes);
  if (!(megabytes >= 1)) throw new BadInputError('--megabytes needs a number from 1 on');
  if (values.importer !== undefined && !(values.importer in shapes))
    throw new BadInputError(`--importer is one of: ${Object.keys(shapes).join(', ')}`);
  for (const [id, importer] of await importers())
    for (const shape of values.importer === undefined || values.importer === id ? (shapes[id] ?? []) : [])
      await measure(importer, shape, megabytes * megabyte);
  return 0;
};

export default run;
