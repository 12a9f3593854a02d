/** Reads the text on images as visits bring them, and again when a language was installed. */
import readImagesJob from '../../queues/jobs/read-images.ts';
import type { JobWorker, Queues } from '../../queues/queue-contract.ts';
import { installedLanguages } from '../images/installed-languages.ts';
import { languagesOfAdvert } from '../images/languages-of-advert.ts';
import { openImageThread } from '../images/open-image-thread.ts';
import { type ReadImagesNeeds, readImages } from '../pipeline/read-images.ts';

export interface ImageReadingNeeds
  extends Pick<
    ReadImagesNeeds,
    'images' | 'store' | 'blobs' | 'assess' | 'rulesVersion' | 'protectedAmong' | 'madeWith' | 'log'
  > {
  queues: Queues;
  /** Folder with the language data. */
  folder: string;
}

export interface RunningImageReading extends JobWorker {
  /** There are images to read. */
  hint(): void;
}

/** Languages that were installed meanwhile are noticed within this time. */
const everyMs = 10 * 60_000;
const task = { task: 'read-images' } as const;

export const startImageReading = async (needs: ImageReadingNeeds): Promise<RunningImageReading> => {
  const { queues, folder, log } = needs;
  const thread = openImageThread();
  let isHinted = false;
  const add = (): void => {
    queues
      .add(readImagesJob, task)
      .catch((error: unknown) => log.warn({ err: error }, 'a hint was not added'));
  };
  const worker = await queues.work(
    readImagesJob,
    async (_payload, signal) => {
      isHinted = false;
      const report = await readImages(
        {
          ...needs,
          installed: () => installedLanguages(folder),
          languagesOf: languagesOfAdvert,
          readImage: (bytes, languages) => thread.read({ bytes, folder, languages }),
        },
        signal,
      );
      if (report.images > 0 || report.revisions > 0) log.info(report, 'images were read');
    },
    // What came while it ran was one with it: it is asked for again.
    { onDone: () => isHinted && add() },
  );
  await queues.repeat(readImagesJob, task, everyMs);
  return {
    hint: () => {
      isHinted = true;
      add();
    },
    close: async () => {
      await Promise.all([worker.close(), thread.close()]);
    },
  };
};
