/** The registry of detectors: every file of classifiers/detectors, by id. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInputError } from '../src/domain/failure.ts';
import { loadModule } from '../src/platform/discover.ts';
import type { Detector } from './reading.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'detectors');

export const loadDetectors = async (): Promise<Detector[]> => {
  const files = readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/u.test(name));
  return Promise.all(files.sort().map((name) => loadDetector(join(folder, name), name.slice(0, -3))));
};

const loadDetector = async (file: string, id: string): Promise<Detector> => {
  const module = (await loadModule(file)) as { default?: Detector };
  if (!module.default) throw new BadInputError(`${file}: it has no default export; export a Detector`);
  if (module.default.id !== id)
    throw new BadInputError(`${file}: its id is '${module.default.id}'; make it the file's name, '${id}'`);
  return module.default;
};
