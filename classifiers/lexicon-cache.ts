/** Keeps the compiled lexicon in a file of the user's own; without one, everything works, only slower. */
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import type { CompiledLexicon } from './compile-lexicon.ts';
import { packData, unpackData } from './packed-data.ts';

const defaultFolder = (): string => join(tmpdir(), `lurewatch-${userInfo().uid}`);
const fileOf = (version: string, folder: string | undefined): string =>
  join(folder ?? defaultFolder(), `lexicon-${version}.bin`);

/** The folder for temporary files is everybody's: only what belongs to this user alone is believed. */
const isOwn = (path: string): boolean => {
  const stats = lstatSync(path);
  const isMine = process.getuid === undefined || stats.uid === process.getuid();
  return isMine && !stats.isSymbolicLink() && (process.platform === 'win32' || (stats.mode & 0o022) === 0);
};

const bytesOf = <Memory extends ArrayBuffer | SharedArrayBuffer>(
  path: string,
  make: new (length: number) => Memory,
): Memory => {
  const memory = new make(lstatSync(path).size);
  const file = openSync(path, 'r');
  try {
    readSync(file, new Uint8Array(memory));
  } finally {
    closeSync(file);
  }
  return memory;
};

/** What this process or the one that started this thread has read for all its threads. */
interface SharedLexicon {
  version: string;
  bytes: SharedArrayBuffer;
}
const sharedKey = 'lurewatch.lexicon';

/** For this thread and all that it starts from now on: they read the same memory. Without a cache each has its own. */
export const shareCachedLexicon = (version: string, folder: string | undefined): void => {
  const path = ownFileOf(version, folder);
  const shared = path && { version, bytes: bytesOf(path, SharedArrayBuffer) };
  if (shared) setEnvironmentData(sharedKey, shared satisfies SharedLexicon);
};

const ownFileOf = (version: string, folder: string | undefined): string | undefined => {
  try {
    const path = fileOf(version, folder);
    return isOwn(join(path, '..')) && isOwn(path) ? path : undefined;
  } catch {
    return undefined; // nobody has compiled it yet
  }
};

export const readCachedLexicon = (
  version: string,
  folder: string | undefined,
): CompiledLexicon | undefined => {
  try {
    const shared = getEnvironmentData(sharedKey) as SharedLexicon | undefined;
    if (shared?.version === version) return unpackData(shared.bytes) as CompiledLexicon;
    const path = ownFileOf(version, folder);
    return path === undefined ? undefined : (unpackData(bytesOf(path, ArrayBuffer)) as CompiledLexicon);
  } catch {
    return undefined; // no cache, or a broken one: it is compiled anew and written over
  }
};

/** Each change of the rules makes a new file; the ones before it are of no use. */
const keptFiles = 3;
const dropOld = (folder: string): void => {
  const files = readdirSync(folder)
    .filter((name) => /^lexicon-[0-9a-f]+\.(?:bin|json)$/u.test(name))
    .map((name) => ({ path: join(folder, name), time: lstatSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { path } of files.slice(keptFiles)) rmSync(path, { force: true });
};

export const writeCachedLexicon = (
  version: string,
  lexicon: CompiledLexicon,
  folder: string | undefined,
): void => {
  const path = fileOf(version, folder);
  try {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    if (!isOwn(join(path, '..'))) return;
    const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
    writeFileSync(temporary, packData(lexicon), { mode: 0o600, flag: 'wx' });
    chmodSync(temporary, 0o600);
    renameSync(temporary, path);
    dropOld(join(path, '..'));
  } catch {
    // a read-only machine has no cache and compiles each time
  }
};
