/** What an import needs, on the real storage and with reading threads of its own. */
import { join } from 'node:path';
import { decodeText } from '../../crawlers/fetching/decode-text.ts';
import { loadTargetTypes } from '../../crawlers/target-types.ts';
import { createFolderBlobStore } from '../evidence/blob-store.ts';
import { inspectImage } from '../images/inspect-image.ts';
import type { ImportNeeds } from '../pipeline/import-contract.ts';
import { handToThreads, overlayOf } from '../platform/overlay-folder.ts';
import { openProtection } from '../platform/protection-key.ts';
import { openReadingThreads } from '../reading-threads.ts';
import type { Database } from '../storage/database.ts';
import { createImportStore } from '../storage/imports.ts';
import { madeWith } from '../version.ts';

export const openImportNeeds = async (input: {
  database: Database;
  dataFolder: string;
}): Promise<ImportNeeds & { close(): Promise<void> }> => {
  handToThreads(overlayOf(input.dataFolder));
  const threads = await openReadingThreads();
  const protection = openProtection(input.dataFolder);
  return {
    store: createImportStore(input.database, { protection }),
    blobs: createFolderBlobStore(join(input.dataFolder, 'evidence')),
    targetTypes: await loadTargetTypes(),
    read: (task) => threads.run('read', task),
    assess: (advert) => threads.run('assess', advert),
    decodePage: decodeText,
    inspectImage,
    protection,
    madeWith,
    close: () => threads.close(),
  };
};
