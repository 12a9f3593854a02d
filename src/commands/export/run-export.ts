/** Exports from the deployment's database and evidence. */
import { join } from 'node:path';
import { exportNeeds } from '../../app/export-needs.ts';
import { openDeploymentDatabase } from '../../app/open-deployment-database.ts';
import { createFolderBlobStore } from '../../evidence/blob-store.ts';
import { exportBundle } from '../../pipeline/export-bundle.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { openProtection } from '../../platform/protection-key.ts';
import type { ExportOptions } from './read-options.ts';

export const runExport = async (options: ExportOptions): Promise<number> => {
  const dataFolder = openDataFolder();
  const { database, close } = await openDeploymentDatabase(dataFolder);
  try {
    const blobs = createFolderBlobStore(join(dataFolder, 'evidence'));
    const protection = openProtection(dataFolder);
    const bundle = await exportBundle(exportNeeds({ database, blobs, protection }), {
      ...options,
      createdById: null,
    });
    process.stdout.write(
      [
        `${bundle.file}: ${bundle.leadCount} lead${bundle.leadCount === 1 ? '' : 's'}, ${bundle.bytes} bytes`,
        ...(bundle.hasDemonstration ? ['DEMONSTRATION leads are among them, and marked so.'] : []),
        `SHA-256: ${bundle.fileHash}`,
        'Tell the recipient this sum on another way than the bundle itself.',
        '',
      ].join('\n'),
    );
    return 0;
  } finally {
    await close();
  }
};
