/**
 * What the image thread does. A thread of its own, because a fault inside tesseract.js is thrown where nobody can
 * catch it and ends whoever started it, and because hostile images may take time and memory without end.
 */
import type { TaskTable } from '../platform/thread-tasks.ts';
import { type ImageReading, readImage } from './read-image.ts';
import { createImageReader, type ImageReader } from './read-image-text.ts';

export interface ImageTask {
  bytes: Uint8Array;
  /** Folder with the language data. */
  folder: string;
  /** Tesseract's names, the likeliest first; empty: the text is not read. */
  languages: readonly string[];
}

/** Each set of languages is a loaded Tesseract of some 100 MB; the last one used stays. */
export const openImageTasks = async (): Promise<TaskTable> => {
  let current: { key: string; reader: ImageReader } | undefined;
  const readerFor = async ({ folder, languages }: ImageTask): Promise<ImageReader | undefined> => {
    if (languages.length === 0) return undefined;
    const key = [folder, ...languages].join('\n');
    if (current?.key !== key) {
      await current?.reader.close();
      current = { key, reader: createImageReader(folder, languages) };
    }
    return current.reader;
  };
  return {
    readImage: async (task: ImageTask): Promise<ImageReading> => readImage(task.bytes, await readerFor(task)),
  };
};
