/** The data folders to compare: the rules as they are, and with an overlay or a changed file that is tried. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { LexiconOptions } from '../../../classifiers/lexicon.ts';
import { classifiersFolder, listDataFiles } from '../../../classifiers/lexicon-sources.ts';
import { UsageError } from '../../domain/failure.ts';
import { projectRoot } from '../../platform/discover.ts';

export interface TriedData {
  before: LexiconOptions;
  after: LexiconOptions;
  /** Whether a file of `after` is one that is tried. */
  isTried(file: string): boolean;
  /** What was compared, in words. */
  says: string;
  remove(): void;
}

const parts = ['indicators', 'languages', 'gazetteer', 'tables'];

const isBelow = (path: string, folder: string): boolean => path.startsWith(`${folder}${sep}`);

/** `languages/th/debt.yaml`, from the last folder of that name on. */
const placeOf = (file: string, named: string | undefined): string => {
  const match = /(?:^|[\\/])((?:languages[\\/][^\\/]+|indicators|gazetteer|tables)[\\/][^\\/]+\.yaml)$/u.exec(
    named ?? file,
  );
  if (!match?.[1])
    throw new UsageError(
      `${named ?? file} does not tell where it belongs; say it with --as languages/<code>/<family>.yaml (or gazetteer/…, indicators/…)`,
    );
  return match[1].replaceAll('\\', '/');
};

const copyParts = (from: string, to: string): void => {
  for (const part of parts)
    if (existsSync(join(from, part))) cpSync(join(from, part), join(to, part), { recursive: true });
};

const put = (folder: string, place: string, content: string | Buffer | { file: string }): void => {
  const target = join(folder, place);
  mkdirSync(dirname(target), { recursive: true });
  if (typeof content === 'object' && 'file' in content) cpSync(content.file, target);
  else writeFileSync(target, content);
};

/** The file as it was committed last; undefined when it is new. */
const committed = (file: string): Buffer | undefined => {
  const path = relative(projectRoot, file).replaceAll('\\', '/');
  try {
    execFileSync('git', ['rev-parse', '--verify', 'HEAD'], { cwd: projectRoot, stdio: 'ignore' });
  } catch {
    throw new UsageError(
      `${file} is in use already, and without git there is no earlier version to compare it with; try a copy of it from outside the project`,
    );
  }
  try {
    return execFileSync('git', ['show', `HEAD:${path}`], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined; // not committed yet
  }
};

const optionsOf = (dataFolder: string | undefined, overlayFolder: string | undefined): LexiconOptions => ({
  ...(dataFolder === undefined ? {} : { dataFolder, cacheFolder: false as const }),
  ...(overlayFolder === undefined ? {} : { overlayFolder }),
});

/**
 * `tried`: an overlay folder, or one data file. A file whose place the project has already takes that file's place;
 * one of the project itself is compared with its last commit. `overlay`: a deployment's own terms that count already.
 */
export const openTriedData = (
  tried: string,
  { overlay, as }: { overlay?: string | undefined; as?: string | undefined } = {},
): TriedData => {
  if (!existsSync(tried)) throw new UsageError(`there is no file or folder ${tried}`);
  const path = realpathSync(tried);
  const folder = mkdtempSync(join(tmpdir(), 'lurewatch-try-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    return { ...compose(path, { folder, overlay, as }), remove };
  } catch (error) {
    remove();
    throw error;
  }
};

const compose = (
  path: string,
  { folder, overlay, as }: { folder: string; overlay: string | undefined; as: string | undefined },
): Omit<TriedData, 'remove'> => {
  const base = overlay !== undefined && realpathSync(overlay) === path ? undefined : overlay;
  if (statSync(path).isDirectory()) return tryFolder(path, { folder, base });
  const place = placeOf(path, as);
  if (isBelow(path, realpathSync(classifiersFolder))) {
    copyParts(classifiersFolder, folder);
    const old = committed(path);
    if (old) put(folder, place, old);
    else rmSync(join(folder, place));
    return {
      before: optionsOf(folder, base),
      after: optionsOf(undefined, base),
      isTried: (file) => file.endsWith(join('classifiers', place)),
      says: `${place} as it is now, compared with ${old ? 'its last commit' : 'the project without it'}`,
    };
  }
  if (existsSync(join(classifiersFolder, place))) {
    copyParts(classifiersFolder, folder);
    put(folder, place, { file: path });
    return {
      before: optionsOf(undefined, base),
      after: optionsOf(folder, base),
      isTried: (file) => file === join(folder, place),
      says: `${path} in place of the project's ${place}`,
    };
  }
  return tryParts([{ place, file: path }], { folder, base, says: `${place} added` });
};

const tryFolder = (path: string, { folder, base }: { folder: string; base: string | undefined }) => {
  const files = listDataFiles(path).map((one) => ({ place: relative(path, one.path), file: one.path }));
  if (files.length === 0)
    throw new UsageError(
      `${path} holds no data files; it needs languages/<code>/*.yaml, gazetteer/*.yaml or indicators/*.yaml`,
    );
  return tryParts(files, {
    folder,
    base,
    says: `${files.length} file${files.length === 1 ? '' : 's'} of ${path} added`,
  });
};

/** What is tried joins the overlay that counts already, and takes the place of files that both have. */
const tryParts = (
  files: { place: string; file: string }[],
  { folder, base, says }: { folder: string; base: string | undefined; says: string },
): Omit<TriedData, 'remove'> => {
  if (base !== undefined) copyParts(base, folder);
  for (const { place, file } of files) put(folder, place, { file });
  const tried = new Set(files.map((one) => join(folder, one.place)));
  return {
    before: optionsOf(undefined, base),
    after: { ...optionsOf(undefined, folder), cacheFolder: false },
    isTried: (file) => tried.has(file),
    says: base === undefined ? says : `${says} to the terms of ${base}`,
  };
};
