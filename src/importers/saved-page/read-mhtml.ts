/** The page within an MHTML file (RFC 2557): of its parts the one that the file is about, with the bytes it was served as. */
import type { ImportEntry } from '../importer.ts';
import { splitLines } from '../split-lines.ts';

export interface SavedPage {
  url: string | undefined;
  savedAt: string | undefined;
  mediaType: string;
  body: Uint8Array;
}

export const maxPageBytes = 20 * 1024 * 1024;
const maxHeaderLines = 500;

type Headers = Map<string, string>;

const readField = (headers: Headers, line: string, last: string | undefined): string | undefined => {
  if (/^[ \t]/.test(line) && last !== undefined) {
    headers.set(last, `${headers.get(last) ?? ''} ${line.trim()}`);
    return last;
  }
  const [, name, value = ''] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
  if (name === undefined || headers.size > maxHeaderLines) return last;
  headers.set(name.toLowerCase(), value.trim());
  return name.toLowerCase();
};

const unquotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/[ \t]+$/gm, '')
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

const decoded = (body: Buffer, encoding: string): Buffer => {
  if (/^base64$/i.test(encoding)) return Buffer.from(body.toString('latin1'), 'base64');
  return /^quoted-printable$/i.test(encoding) ? unquotedPrintable(body.toString('latin1')) : body;
};

const isPage = (headers: Headers): boolean =>
  /^(text\/html|application\/xhtml\+xml)\b/i.test(headers.get('content-type') ?? '');

/** Of several pages (frames are pages too) the one at the file's own address, else the first. */
class PartChoice {
  readonly root: Headers = new Map();
  chosen: { headers: Headers; body: Buffer } | undefined;
  /** The page was more than `maxPageBytes`. */
  isTooLarge = false;

  wants(headers: Headers): boolean {
    return isPage(headers) && (this.chosen === undefined || this.#isOwn(headers));
  }

  take(headers: Headers, pieces: readonly Uint8Array[]): void {
    this.chosen = {
      headers,
      body: decoded(Buffer.concat(pieces), headers.get('content-transfer-encoding') ?? ''),
    };
  }

  get isSettled(): boolean {
    return this.chosen !== undefined && this.#isOwn(this.chosen.headers);
  }

  #isOwn(headers: Headers): boolean {
    const own = this.root.get('snapshot-content-location');
    return own !== undefined && headers.get('content-location') === own;
  }
}

const boundaryOf = (headers: Headers): string | undefined =>
  /boundary\s*=\s*(?:"([^"]+)"|([^;\s]+))/i
    .exec(headers.get('content-type') ?? '')
    ?.slice(1)
    .find(Boolean);

const choosePart = async (entry: ImportEntry): Promise<PartChoice> => {
  const choice = new PartChoice();
  let headers: Headers = choice.root;
  let last: string | undefined;
  let state: 'header' | 'body' = 'header';
  let pieces: Uint8Array[] = [];
  let length = 0;
  let boundary: string | undefined;
  const endPart = (): void => {
    if (state === 'body' && choice.wants(headers)) choice.take(headers, pieces);
    pieces = [];
    length = 0;
  };
  for await (const { bytes } of splitLines(entry.open(), maxPageBytes)) {
    const start = Buffer.from(bytes.subarray(0, 300)).toString('latin1').trimEnd();
    if (boundary !== undefined && (start === `--${boundary}` || start === `--${boundary}--`)) {
      endPart();
      if (choice.isSettled) return choice;
      headers = new Map();
      last = undefined;
      state = 'header';
    } else if (state === 'header' && bytes.length === 0) {
      state = 'body';
      boundary ??= boundaryOf(headers);
    } else if (state === 'header')
      last = readField(headers, Buffer.from(bytes).toString('latin1').slice(0, 10_000), last);
    else if (choice.wants(headers)) {
      length += bytes.length + 2;
      if (length > maxPageBytes) choice.isTooLarge = true;
      else pieces.push(bytes, Buffer.from('\r\n'));
    }
  }
  // Cut off in the middle: what has come is read.
  endPart();
  return choice;
};

const isoOf = (date: string | undefined): string | undefined => {
  const ms = Date.parse(date ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().replace('.000Z', 'Z');
};

/** A sentence where there is no page to read. */
export const readMhtml = async (entry: ImportEntry): Promise<SavedPage | string> => {
  const choice = await choosePart(entry);
  if (choice.isTooLarge) return 'Its page is larger than 20 MB.';
  if (choice.chosen === undefined) return 'No page was found in it: none of its parts is HTML.';
  const { headers, body } = choice.chosen;
  if (body.length === 0) return 'Its page is empty: the file was cut off.';
  return {
    url:
      choice.root.get('snapshot-content-location') ??
      headers.get('content-location') ??
      choice.root.get('content-location'),
    savedAt: isoOf(choice.root.get('date')),
    mediaType: headers.get('content-type') ?? 'text/html',
    body,
  };
};
