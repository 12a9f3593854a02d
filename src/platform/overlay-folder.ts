/** A deployment's own lexicon: `lexicon/` in its data folder, and its way into the threads that read and score. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { UsageError } from '../domain/failure.ts';

interface Overlay {
  overlayFolder?: string;
}

export const overlayOf = (dataFolder: string): Overlay => {
  const overlayFolder = join(dataFolder, 'lexicon');
  return existsSync(overlayFolder) ? { overlayFolder } : {};
};

/** The folder that `--overlay` names. Throws UsageError. */
export const namedOverlay = (folder: string | undefined): Overlay => {
  if (folder === undefined) return {};
  const overlayFolder = resolve(folder);
  if (!statSync(overlayFolder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(
      `--overlay ${folder} is no folder; give one with languages/, gazetteer/ or indicators/`,
    );
  return { overlayFolder };
};

const key = 'lurewatch.overlay';

/** For every thread that this process starts from now on. */
export const handToThreads = (overlay: Overlay): void => setEnvironmentData(key, { ...overlay });

/** In a thread: what it was handed. */
export const overlayOfThread = (): Overlay => (getEnvironmentData(key) as Overlay | undefined) ?? {};
