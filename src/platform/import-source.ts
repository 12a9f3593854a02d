/**
 * Loads a TypeScript file of ours by its path. Threads run on `require`, because `import` would give each of them a
 * second thread, with a heap of its own, only to translate files (docs/decisions/0010-threads-require.md).
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** `load` spells the `import` out where the file is known, so that types and unused code are seen. */
export const importSource = async <Module>(
  file: string,
  load: () => Promise<Module> = () => import(pathToFileURL(file).href),
): Promise<Module> => {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_UNKNOWN_FILE_EXTENSION') throw error;
    return require(file);
  }
};
