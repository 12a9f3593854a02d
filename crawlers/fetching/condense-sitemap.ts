/**
 * A large sitemap, cut down to what it names while it streams by: addresses and dates of change. Alternates, pictures
 * and videos make most of such a file. No entity is expanded and no entry looked at that is larger than a bound, so
 * that what is kept has one as well, whatever comes.
 */
import { setImmediate } from 'node:timers/promises';
import { leftOutMark } from '../../src/domain/left-out-mark.ts';
import { ContentTooLargeError } from '../../src/platform/net/decode-content.ts';

export const condenseLimits = {
  /** One more than the protocol allows, so that the reader sees that there are more. */
  entries: 50_001,
  entryChars: 256 * 1024,
  headChars: 64 * 1024,
  urlChars: 3000,
} as const;
const chunkBytes = 256 * 1024;

interface Condenser {
  add(text: string): void;
  /** Entries in the form of the protocol, or one address a line. */
  kept(): string;
}

const lineCondenser = (): Condenser => {
  const lines: string[] = [];
  let pending = '';
  const keep = (line: string): void => {
    const url = line.trim();
    if (lines.length < condenseLimits.entries && /^https?:\/\/\S+$/i.test(url)) lines.push(url);
  };
  return {
    add(text) {
      const parts = `${pending}${text}`.split(/\r\n?|\n/);
      pending = (parts.pop() ?? '').slice(0, condenseLimits.urlChars);
      for (const part of parts) if (part.length < condenseLimits.urlChars) keep(part);
    },
    kept() {
      keep(pending);
      return lines.join('\n');
    },
  };
};

const xmlCondenser = (prefix: string, root: string): Condenser => {
  const entryName = root === 'urlset' ? 'url' : 'sitemap';
  const entryEnd = new RegExp(`</${prefix}${entryName}\\s{0,5}>`, 'gi');
  const entryStart = new RegExp(`<${prefix}${entryName}[\\s>]`, 'i');
  const value = `((?:<!\\[CDATA\\[)?[^<]{1,${condenseLimits.urlChars}})`;
  const loc = new RegExp(`<${prefix}loc\\s{0,5}>\\s{0,20}${value}<`, 'i');
  const lastmod = new RegExp(`<${prefix}lastmod\\s{0,5}>([^<]{1,80})<`, 'i');
  const entries: string[] = [];
  let pending = '';
  let isTooLong = false;
  let leftOut = 0;

  const keep = (entry: string): void => {
    const address = loc.exec(entry)?.[1];
    if (address === undefined || entries.length >= condenseLimits.entries) return;
    const changed = lastmod.exec(entry)?.[1];
    const date = changed === undefined ? '' : `<lastmod>${changed}</lastmod>`;
    entries.push(`<${entryName}><loc>${address.trim()}</loc>${date}</${entryName}>`);
  };
  return {
    add(text) {
      // Only the end of what was looked at before can be part of an end tag.
      entryEnd.lastIndex = Math.max(0, pending.length - 64);
      pending += text;
      let from = 0;
      for (let end = entryEnd.exec(pending); end; end = entryEnd.exec(pending)) {
        if (!isTooLong) keep(pending.slice(from, end.index));
        isTooLong = false;
        from = entryEnd.lastIndex;
      }
      pending = pending.slice(from);
      if (pending.length <= condenseLimits.entryChars) return;
      if (!isTooLong && entryStart.test(pending)) {
        leftOut += 1;
        isTooLong = true;
      }
      pending = pending.slice(-64);
    },
    kept: () => `${leftOutMark(leftOut)}<${root}>${entries.join('\n')}</${root}>`,
  };
};

/** Undefined while too little is known. */
const condenserFor = (head: string): Condenser | undefined => {
  const start = head.trimStart();
  if (/^https?:\/\//i.test(start)) return lineCondenser();
  const [, prefix, root] = /<((?:[\w-]{1,20}:)?)(urlset|sitemapindex)\b/i.exec(start) ?? [];
  if (prefix !== undefined && root !== undefined) return xmlCondenser(prefix, root.toLowerCase());
  if (head.length < condenseLimits.headChars) return undefined;
  throw new ContentTooLargeError('it is larger than 10 MB and no sitemap');
};

const decoderOf = (first: Uint8Array): InstanceType<typeof TextDecoder> => {
  const isUtf16 = (first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0xfe && first[1] === 0xff);
  if (!isUtf16) return new TextDecoder('utf-8');
  return new TextDecoder(first[0] === 0xff ? 'utf-16le' : 'utf-16be');
};

/** In slices, so that nothing else waits long. Throws ContentTooLargeError for what is no sitemap. */
export const condenseSitemap = async (
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ text: string; charset: string }> => {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let condenser: Condenser | undefined;
  let head = '';
  for await (const chunk of body) {
    for (let at = 0; at < chunk.length; at += chunkBytes) {
      decoder ??= decoderOf(chunk);
      const text = decoder.decode(chunk.subarray(at, at + chunkBytes), { stream: true });
      if (condenser) condenser.add(text);
      else {
        head += text;
        condenser = condenserFor(head);
        condenser?.add(head);
      }
      await setImmediate();
    }
  }
  condenser?.add(decoder?.decode() ?? '');
  return { text: condenser?.kept() ?? head, charset: decoder?.encoding ?? 'utf-8' };
};
