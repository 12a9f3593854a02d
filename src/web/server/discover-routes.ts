/** Reads routes/: one file for each resource, registered by being there. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BadInputError } from '../../domain/failure.ts';
import { loadModule, projectRoot } from '../../platform/discover.ts';
import type { WebNeeds } from './needs.ts';
import type { Routes } from './web-app.ts';

export const discoverRoutes = async (): Promise<Routes<WebNeeds>[]> => {
  const folder = join(projectRoot, 'src', 'web', 'server', 'routes');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return Promise.all(
    files.sort().map(async (file) => {
      const module = (await loadModule(join(folder, file))) as { default?: Routes<WebNeeds> };
      if (module.default?.id === file.slice(0, -'.ts'.length)) return module.default;
      throw new BadInputError(
        `${join(folder, file)}: its default export must be routes whose id is the file's name`,
      );
    }),
  );
};
