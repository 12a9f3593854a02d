import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drawAdvert } from '../../test/fixtures/images/draw-advert.ts';
import { ocrDataFor } from '../../test/fixtures/images/ocr-data.ts';
import { inspectImage } from './inspect-image.ts';
import { createImageReader, type ImageReader } from './read-image-text.ts';

describe('the text on an image', () => {
  let data: Awaited<ReturnType<typeof ocrDataFor>>;
  const readers: ImageReader[] = [];
  beforeAll(async () => {
    data = await ocrDataFor(['en', 'zh-Hans']);
  }, 300_000);
  afterAll(() => Promise.all(readers.map((reader) => reader.close())));
  beforeEach((test) => {
    if (data.missing) test.skip(data.missing);
  });

  const read = async (lines: string[], languages: string[]) => {
    const reader = createImageReader(data.folder ?? '', languages);
    readers.push(reader);
    const bytes = await drawAdvert(lines);
    const inspection = await inspectImage(bytes);
    if ('note' in inspection) throw new Error(inspection.note);
    return { ...(await reader.read(bytes, inspection.image)), image: inspection.image };
  };

  it('is read in English, line by line, with the place of every word', { timeout: 120_000 }, async () => {
    const { text, words } = await read(['Typist wanted in Myawaddy', 'Free flight and visa'], ['eng']);
    expect(text).toBe('Typist wanted in Myawaddy\nFree flight and visa\n');
    const flight = words.find((word) => text.slice(word.start, word.end) === 'flight');
    const typist = words.find((word) => text.slice(word.start, word.end) === 'Typist');
    expect(words.map((word) => text.slice(word.start, word.end)).join(' ')).toBe(
      text.trim().replace('\n', ' '),
    );
    expect(flight?.top).toBeGreaterThan((typist?.top ?? 1) + (typist?.height ?? 1));
    for (const { left, top, width, height } of words) {
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(Math.max(left + width, top + height)).toBeLessThanOrEqual(1);
    }
  });

  it('is read in Chinese without the blanks that Tesseract puts between signs', {
    timeout: 120_000,
  }, async () => {
    const { text } = await read(['海外公司招聘打字员', '包机票包签证'], ['chi_sim', 'eng']);
    expect(text).toBe('海外公司招聘打字员\n包机票包签证\n');
  });

  it('needs its data', () => {
    expect(() => createImageReader(data.folder ?? '', ['tlh'])).toThrow('lurewatch ocr install');
  });
});
