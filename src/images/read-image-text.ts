/**
 * Reads the text of an image with Tesseract (tesseract.js, offline, in a process-own worker thread). The text keeps
 * the place of each word on the image, so that a finding can be shown where it stands.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import { BadInputError } from '../domain/failure.ts';
import { decodeOptions, type ImageFacts } from './inspect-image.ts';

/** A word of the text: offsets into it, and its box as parts of the image's width and height (0–1). */
export interface WordBox {
  start: number;
  end: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface ImageText {
  text: string;
  words: WordBox[];
  /** Tesseract's own estimate, 0–100. */
  confidence: number;
}

export interface ImageReader {
  read(bytes: Uint8Array, image: ImageFacts): Promise<ImageText>;
  close(): Promise<void>;
}

/** Text on posters is large; a longer side than this only costs time. */
const longestSide = 2000;
/** Small pictures are enlarged: Tesseract wants letters of about 20 pixels. */
const shortestSide = 600;
const maxEnlargement = 3;
const timeLimitMs = 30_000;
/** Words that Tesseract itself doubts more are decoration read as letters. */
const leastConfidence = 30;
const goodLine = 45;
const maxTextCharacters = 20_000;

export const languageDataFile = (folder: string, data: string): string =>
  join(folder, `${data}.traineddata.gz`);

const scaleFor = ({ width, height }: ImageFacts): number => {
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  if (long > longestSide) return longestSide / long;
  return Math.min(maxEnlargement, Math.max(1, shortestSide / short), longestSide / long);
};

/** Grey, upright, on white. */
const prepare = async (bytes: Uint8Array, image: ImageFacts, scale: number) => {
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const png = await sharp(bytes, decodeOptions)
    .rotate()
    .flatten({ background: 'white' })
    .grayscale()
    .normalise()
    .resize(width, height, { fit: 'fill' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return { png, width, height };
};

interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}
interface Recognised {
  text: string;
  confidence: number;
  blocks:
    | { paragraphs: { lines: { words: { text: string; confidence: number; bbox: Box }[] }[] }[] }[]
    | null;
}

/** Between two signs of these scripts Tesseract puts blanks that nobody wrote. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmer}\p{sc=Mymr}]$/u;
const unspacedStart = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmer}\p{sc=Mymr}]/u;

interface ReadWord {
  text: string;
  confidence: number;
  /** As parts of the image's width and height. */
  box: Pick<WordBox, 'left' | 'top' | 'width' | 'height'>;
}

interface ReadLine {
  words: ReadWord[];
  /** Mean of its words'. */
  confidence: number;
  top: number;
  bottom: number;
}

const linesOf = ({ blocks }: Recognised, size: { width: number; height: number }): ReadLine[] =>
  (blocks ?? [])
    .flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines))
    .map(({ words }) => words.filter((word) => word.text.trim() !== ''))
    .filter((words) => words.length > 0)
    .map((words) => ({
      words: words.map(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => ({
        text,
        confidence,
        box: {
          left: x0 / size.width,
          top: y0 / size.height,
          width: (x1 - x0) / size.width,
          height: (y1 - y0) / size.height,
        },
      })),
      confidence: words.reduce((sum, word) => sum + word.confidence, 0) / words.length,
      top: Math.min(...words.map((word) => word.bbox.y0)) / size.height,
      bottom: Math.max(...words.map((word) => word.bbox.y1)) / size.height,
    }));

/** Of two readings, each line as it was read with more confidence. */
const bestLines = (one: readonly ReadLine[], other: readonly ReadLine[]): ReadLine[] => {
  const isSame = (a: ReadLine, b: ReadLine): boolean =>
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > (a.bottom - a.top) / 2;
  const kept = one.filter(
    (line) => !other.some((rival) => isSame(line, rival) && rival.confidence > line.confidence),
  );
  const added = other.filter((line) => !kept.some((rival) => isSame(rival, line) || isSame(line, rival)));
  return added.length === 0 ? kept : [...kept, ...added].sort((a, b) => a.top - b.top);
};

const compose = (lines: readonly ReadLine[]): Pick<ImageText, 'text' | 'words'> => {
  const words: WordBox[] = [];
  let text = '';
  for (const line of lines) {
    const before = text.length;
    for (const word of line.words) {
      // single signs of a good line are rarely decoration, however unsure
      const isDoubtful =
        word.confidence < leastConfidence && !(line.confidence >= goodLine && unspaced.test(word.text));
      if (isDoubtful) continue;
      if (text.length > maxTextCharacters) return { text, words };
      if (text.length > before && !(unspaced.test(text) && unspacedStart.test(word.text))) text += ' ';
      words.push({ start: text.length, end: text.length + word.text.length, ...word.box });
      text += word.text;
    }
    if (text.length > before) text += '\n';
  }
  return { text, words };
};

/** Letters much larger or smaller than this were seen to be read as other scripts or not at all. */
const bestLetterPixels = 36;
const leastDifference = 1.2;

/** The scale at which the letters that were found have the best size; undefined when they nearly have it. */
const betterScale = (lines: readonly ReadLine[], image: ImageFacts, scale: number): number | undefined => {
  const heights = lines
    .flatMap((line) => line.words.map((word) => word.box.height * image.height))
    .sort((a, b) => a - b);
  const median = heights[Math.floor(heights.length / 2)];
  if (!median) return undefined;
  const largest = longestSide / Math.max(image.width, image.height);
  const better = Math.min(bestLetterPixels / median, maxEnlargement, largest);
  const difference = better / scale;
  return difference > leastDifference || difference < 1 / leastDifference ? better : undefined;
};

const withTimeLimit = async <Value>(work: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new BadInputError(`reading the image took more than ${timeLimitMs / 1000} seconds`)),
      timeLimitMs,
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * A reader for these languages (Tesseract's names, the most likely first), whose data lies below `folder`. Its worker
 * starts with the first image and again after an image that it could not end. One image at a time.
 */
export const createImageReader = (folder: string, languages: readonly string[]): ImageReader => {
  const missing = languages.filter((one) => !existsSync(languageDataFile(folder, one)));
  if (languages.length === 0 || missing.length > 0)
    throw new BadInputError(
      languages.length === 0
        ? 'no language is chosen for the text in images'
        : `the data to read text in images is missing for ${missing.join(', ')}; fetch it with: lurewatch ocr install`,
    );
  let starting: Promise<Worker> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const start = (): Promise<Worker> =>
    createWorker(
      [...languages],
      OEM.LSTM_ONLY,
      { langPath: folder, gzip: true, cacheMethod: 'none', errorHandler: () => {} },
      // Chinese data names a further language under a garbled name, which only fills the log.
      { tessedit_load_sublangs: '' } as object, // missing from its list of settings
    );
  const stop = async (): Promise<void> => {
    const worker = starting;
    starting = undefined;
    await (await worker?.catch(() => undefined))?.terminate();
  };
  const readAt = async (bytes: Uint8Array, image: ImageFacts, scale: number) => {
    const { png, width, height } = await prepare(bytes, image, scale);
    starting ??= start();
    const worker = await starting;
    try {
      const { data } = await withTimeLimit(worker.recognize(png, {}, { text: true, blocks: true }));
      return { lines: linesOf(data as Recognised, { width, height }), confidence: data.confidence };
    } catch (error) {
      await stop();
      throw error;
    }
  };
  const readOne = async (bytes: Uint8Array, image: ImageFacts): Promise<ImageText> => {
    const scale = scaleFor(image);
    const first = await readAt(bytes, image, scale);
    const better = betterScale(first.lines, image, scale);
    if (better === undefined) return { ...compose(first.lines), confidence: first.confidence };
    const second = await readAt(bytes, image, better);
    return {
      ...compose(bestLines(second.lines, first.lines)),
      confidence: Math.max(first.confidence, second.confidence),
    };
  };
  return {
    read: (bytes, image) => {
      const result = queue.then(() => readOne(bytes, image));
      queue = result.catch(() => undefined);
      return result;
    },
    close: stop,
  };
};
