/** Gzip whose last member is followed by other bytes: Node takes them for a broken member and gives nothing. */
import { promisify } from 'node:util';
import { type InputType, inflateRaw, type ZlibOptions } from 'node:zlib';

interface Inflated {
  buffer: Buffer;
  engine: { bytesWritten: number };
}

const inflate = promisify(
  inflateRaw as unknown as (
    input: InputType,
    options: ZlibOptions & { info: true },
    done: (error: Error | null, inflated: Inflated) => void,
  ) => void,
);

const trailerBytes = 8;
const leastBytes = 18;
/** Each costs a call; files of one member, or a few, are what there is. */
const mostMembers = 100;
const flags = { headerCheck: 2, extra: 4, name: 8, comment: 16 } as const;

export const isGzip = (body: Uint8Array): boolean => body[0] === 0x1f && body[1] === 0x8b && body[2] === 8;

/** True when whole members were read and what stands behind them is none: their own checks held. */
export const hasBytesBehind = (error: unknown, body: Uint8Array): boolean =>
  isGzip(body) &&
  error instanceof Error &&
  (error as NodeJS.ErrnoException).code === 'Z_DATA_ERROR' &&
  error.message === 'incorrect header check';

/** RFC 1952, 2.3. */
const headerBytes = (member: Buffer): number => {
  const flag = member[3] ?? 0;
  let at = 10;
  if (flag & flags.extra) at += 2 + (member.length >= at + 2 ? member.readUInt16LE(at) : 0);
  for (const text of [flags.name, flags.comment]) {
    if (!(flag & text)) continue;
    const end = member.indexOf(0, at);
    at = end === -1 ? member.length : end + 1;
  }
  return flag & flags.headerCheck ? at + 2 : at;
};

/** The members up to the first byte that begins none; throws zlib's errors, ERR_BUFFER_TOO_LARGE beyond `maxBytes`. */
export const unpackMembers = async (body: Buffer, maxBytes: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let bytes = 0;
  let rest = body;
  while (rest.length >= leastBytes && isGzip(rest) && parts.length < mostMembers) {
    const start = headerBytes(rest);
    const { buffer, engine } = await inflate(rest.subarray(start), {
      info: true,
      maxOutputLength: Math.max(maxBytes - bytes, 1),
    });
    parts.push(buffer);
    bytes += buffer.length;
    rest = rest.subarray(start + engine.bytesWritten + trailerBytes);
  }
  return Buffer.concat(parts, bytes);
};
