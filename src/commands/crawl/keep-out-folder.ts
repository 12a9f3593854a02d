/** `--out DIR`: captures by their hash, which is which, and postings.jsonl, for somebody who wants plain files. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../domain/failure.ts';
import { makeFolder } from '../../platform/make-folder.ts';
import type { NewCapture } from '../../storage/frontier-contract.ts';

export interface OutFolder {
  /** Where the blobs go: `DIR/captures/sha256/…`. */
  captures: string;
  /** One line in captures.jsonl: what was fetched when, and the hash under which it lies. */
  addCapture(capture: NewCapture): void;
  addPosting(line: string): void;
  close(): Promise<void>;
}

export const openOutFolder = async (folder: string): Promise<OutFolder> => {
  const captures = join(folder, 'captures');
  await makeFolders(captures).catch(unusable(folder));
  const captureList = await openList(join(folder, 'captures.jsonl')).catch(unusable(folder));
  const postingList = await openList(join(folder, 'postings.jsonl')).catch(unusable(folder));
  return {
    captures,
    addCapture: (capture) => captureList.add(captureLine(capture)),
    addPosting: (line) => postingList.add(line),
    async close() {
      await Promise.all([captureList.close(), postingList.close()]);
    },
  };
};

/** As a promise, so that it fails like the lists. */
const makeFolders = async (path: string): Promise<void> => makeFolder(path);

const unusable =
  (folder: string) =>
  (error: NodeJS.ErrnoException): never => {
    throw new UsageError(
      `--out ${folder} can't be written (${error.code}): give a folder that you may write`,
    );
  };

const captureLine = (capture: NewCapture): string => {
  const { blobHash, screenshotHash, fetchedAt, requestedUrl, finalUrl, redirects, ...rest } = capture;
  const { status, mediaType, charset, bytes, headers, remoteAddress, problem, userAgent } = rest;
  const fetched = { fetchedAt: fetchedAt.toISOString(), requestedUrl, finalUrl, redirects, status };
  const received = { sha256: blobHash, screenshotSha256: screenshotHash, mediaType, charset, bytes };
  return JSON.stringify({ ...fetched, ...received, headers, remoteAddress, userAgent, problem });
};

const openList = async (path: string): Promise<{ add(line: string): void; close(): Promise<void> }> => {
  const file = createWriteStream(path, { flags: 'w', mode: 0o600 });
  await once(file, 'open');
  let failure: Error | undefined;
  file.on('error', (error) => {
    failure = error;
  });
  return {
    add: (line) => void file.write(`${line}\n`),
    async close() {
      await new Promise<void>((resolve) => file.end(() => resolve()));
      if (failure) throw failure;
    },
  };
};
