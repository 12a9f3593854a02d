import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectImage, maxImageBytes } from './inspect-image.ts';

const crcTable = Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});
const crc = (bytes: Buffer): number => {
  let value = 0xffffffff;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 255] as number) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
};
const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc(body));
  return Buffer.concat([head, body, tail]);
};

/** A PNG that claims to be `side` pixels wide and high and holds a few compressed bytes. */
const bomb = (side: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#fc0' } });

const noteOf = async (bytes: Uint8Array): Promise<string> => {
  const inspection = await inspectImage(bytes);
  return 'note' in inspection ? inspection.note : 'none';
};

describe('inspectImage', () => {
  it('tells format and size of a picture', async () => {
    expect(await inspectImage(await picture(300, 200).jpeg().toBuffer())).toEqual({
      image: { format: 'jpeg', width: 300, height: 200 },
    });
  });

  it('tells the size as shown where a camera turned the picture', async () => {
    const turned = await picture(300, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await inspectImage(turned)).toEqual({ image: { format: 'jpeg', width: 200, height: 300 } });
  });

  it('reads no decompression bomb', async () => {
    expect(await noteOf(bomb(60_000))).toMatch(/megapixels|can be read/);
    expect(await noteOf(Buffer.alloc(maxImageBytes + 1))).toContain('MB');
  });

  it('reads no drawing, animation, speck or rubbish', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>');
    expect(await noteOf(svg)).toContain('svg');
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 60, height: 60, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animated = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await noteOf(animated)).toContain('animated');
    expect(await noteOf(await picture(10, 300).png().toBuffer())).toContain('too small');
    expect(await noteOf(Buffer.from('<html>not found</html>'))).toContain('no image');
    expect(await noteOf(Buffer.alloc(0))).toContain('no image');
  });
});
