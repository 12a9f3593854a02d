/** The image thread: started by the first image, closed after some idle minutes, since it holds Tesseract in memory. */
import { MissingServiceError } from '../domain/failure.ts';
import { createThreadPool, type ThreadPool } from '../platform/thread-pool.ts';
import type { ImageTask } from './image-tasks.ts';
import type { ImageReading } from './read-image.ts';

const taskLimitMs = 60_000;
const maxMemoryMb = 1024;
const defaultIdleMs = 3 * 60_000;

export interface ImageThread {
  /** Rejects when the thread goes over a limit or is lost; with MissingServiceError when it can't even start. */
  read(task: ImageTask): Promise<ImageReading>;
  readonly isOpen: boolean;
  close(): Promise<void>;
}

/** `entry` and limits are given by tests only. */
export const openImageThread = (
  options: { entry?: URL; idleMs?: number; taskLimitMs?: number } = {},
): ImageThread => {
  const entry = options.entry ?? new URL('../image-thread.mjs', import.meta.url);
  let pool: ThreadPool | undefined;
  let timer: NodeJS.Timeout | undefined;
  let inHand = 0;
  const close = async (): Promise<void> => {
    clearTimeout(timer);
    const closing = pool;
    pool = undefined;
    await closing?.close();
  };
  return {
    get isOpen() {
      return pool !== undefined;
    },
    async read(task) {
      clearTimeout(timer);
      pool ??= createThreadPool({
        entry,
        size: 1,
        maxMemoryMb,
        taskLimitMs: options.taskLimitMs ?? taskLimitMs,
      });
      inHand += 1;
      try {
        await pool.ready().catch(async (error: Error) => {
          await close();
          throw new MissingServiceError(`images can't be read here: ${error.message}`, { cause: error });
        });
        return await pool.run<ImageReading>('readImage', task);
      } finally {
        inHand -= 1;
        if (inHand === 0 && pool)
          timer = setTimeout(() => void close(), options.idleMs ?? defaultIdleMs).unref();
      }
    },
    close,
  };
};
