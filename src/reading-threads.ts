/** Threads that read and classify, as app.ts and imports start them. */
import { shareLexicon } from '../classifiers/lexicon.ts';
import { overlayOfThread } from './platform/overlay-folder.ts';
import { type ThreadSource, threadCode, unitFiles } from './platform/thread-code.ts';
import { createThreadPool, type ThreadPool } from './platform/thread-pool.ts';

const source = (): ThreadSource => ({
  name: 'reading',
  file: 'src/read-and-assess.ts',
  open: 'openReadingTasks',
  units: [
    ...unitFiles('crawlers/targets', /^[^/\\]+[/\\]index\.ts$/),
    ...unitFiles('classifiers/detectors', /^[a-z-]+\.ts$/),
  ],
});

export const openReadingThreads = async (options: { size?: number } = {}): Promise<ThreadPool> => {
  shareLexicon(overlayOfThread());
  const code = await threadCode(source());
  const entry = code === undefined ? new URL('./reading-thread.mjs', import.meta.url) : { code };
  return createThreadPool({ entry, ...options });
};
