/** Registries read their folder: adding a unit adds files and edits none. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BadInputError } from '../domain/failure.ts';

/** The checkout or package root. */
export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where a thread whose code is one piece keeps its units, by their paths (thread-code.ts). */
export const moduleKey = 'lurewatch.modules';

/** A file of ours by its path. */
export const loadModule = async (file: string): Promise<unknown> => {
  const inPiece = (globalThis as Record<symbol, unknown>)[Symbol.for(moduleKey)] as
    | ReadonlyMap<string, unknown>
    | undefined;
  return inPiece?.get(file) ?? import(pathToFileURL(builtFile(file) ?? file).href);
};

/** Put in by bin/built-code.mjs: the folder of the built code that this is a part of. */
declare const LUREWATCH_BUILT_CODE: string;

/** Where a file of ours stands in the built code that runs; undefined when the files themselves run, or it is not part of it. */
export const builtFile = (file: string): string | undefined => {
  if (typeof LUREWATCH_BUILT_CODE === 'undefined') return undefined;
  const built = join(LUREWATCH_BUILT_CODE, relative(projectRoot, file).replace(/\.ts$/, '.js'));
  return existsSync(built) ? built : undefined;
};

/**
 * Loads the default export of `<folder>/<id>/index.ts` for every subfolder, by id.
 * A broken unit fails with its file and reason.
 */
export const discoverUnits = async <Unit extends { id: string }>(
  folder: string,
): Promise<Map<string, Unit>> => {
  const path = join(projectRoot, folder);
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const units = new Map<string, Unit>();
  for (const name of names.sort()) {
    const file = join(path, name, 'index.ts');
    const unit = await loadUnit<Unit>(file);
    if (unit.id !== name)
      throw new BadInputError(
        `${file}: its id is '${unit.id}', but its folder is '${name}'; make them equal`,
      );
    units.set(name, unit);
  }
  return units;
};

const loadUnit = async <Unit>(file: string): Promise<Unit> => {
  try {
    const module = (await loadModule(file)) as { default?: Unit };
    if (!module.default) throw new Error('it has no default export');
    return module.default;
  } catch (error) {
    throw new BadInputError(
      `${file} can't be loaded: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
};
