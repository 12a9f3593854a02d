/** Bytes by their SHA-256, written once: the evidence itself. Folder 0700, files 0600. */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unfinishedPath } from './unfinished-blobs.ts';

export interface StoredBlob {
  /** SHA-256, hex. */
  hash: string;
  bytes: number;
}

export interface BlobStore {
  /** Durable when it resolves, unless the store was opened otherwise. */
  put(content: Uint8Array): Promise<StoredBlob>;
  /** Undefined when it is not there. Throws when what is there no longer has its hash. */
  get(hash: string): Promise<Buffer | undefined>;
  has(hash: string): Promise<boolean>;
  /** With `unlessPutSince` bytes stay that were put, or put again, since then: somebody is about to say that they need them. */
  remove(hash: string, options?: { unlessPutSince?: Date }): Promise<void>;
}

export const sha256 = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex');

/** What belongs to another user is there too, and can't be touched. */
const isMissing = (error: NodeJS.ErrnoException): boolean => {
  if (error.code === 'ENOENT') return false;
  if (error.code === 'EPERM' || error.code === 'EROFS') return true;
  throw error;
};

const writeDurably = async (path: string, content: Uint8Array): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** `isDurable: false` for what is thrown away with its database: then a power cut may lose what was put last. */
export const createFolderBlobStore = (
  folder: string,
  { isDurable = true }: { isDurable?: boolean } = {},
): BlobStore => {
  const pathOf = (hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`'${hash.slice(0, 80)}' is no SHA-256`);
    return join(folder, 'sha256', hash.slice(0, 2), hash.slice(2, 4), hash);
  };
  /** Of those that exist the last five characters (`ab/cd`): whole paths of 65,536 folders would be kept for ever. */
  const madeFolders = new Set<string>();
  const endOf = (path: string): string => path.slice(-'ab/cd'.length);
  const makeFolder = async (path: string): Promise<void> => {
    if (madeFolders.has(endOf(path))) return;
    await mkdir(path, { recursive: true, mode: 0o700 });
    madeFolders.add(endOf(path));
  };
  /** Whether it is there; its time says then that it was put now. */
  const isTouched = (path: string): Promise<boolean> =>
    utimes(path, new Date(), new Date()).then(() => true, isMissing);
  const isTouchedNow = (path: string): boolean => {
    try {
      utimesSync(path, new Date(), new Date());
      return true;
    } catch (error) {
      return isMissing(error as NodeJS.ErrnoException);
    }
  };
  const has = async (hash: string): Promise<boolean> =>
    stat(pathOf(hash)).then(
      () => true,
      () => false,
    );

  /** Without a wait for the disk, five short calls are cheaper than five trips through the thread pool. */
  const putQuickly = (path: string, content: Uint8Array): void => {
    if (isTouchedNow(path)) return;
    const temporary = unfinishedPath(path);
    const folderPath = dirname(path);
    if (!madeFolders.has(endOf(folderPath))) mkdirSync(folderPath, { recursive: true, mode: 0o700 });
    madeFolders.add(endOf(folderPath));
    writeFileSync(temporary, content, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, path);
  };

  return {
    has,
    async put(content) {
      const hash = sha256(content);
      const path = pathOf(hash);
      if (!isDurable) {
        putQuickly(path, content);
        return { hash, bytes: content.byteLength };
      }
      if (await isTouched(path)) return { hash, bytes: content.byteLength };
      await makeFolder(dirname(path));
      const temporary = unfinishedPath(path);
      try {
        await writeDurably(temporary, content);
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      return { hash, bytes: content.byteLength };
    },
    async get(hash) {
      const content = await readFile(pathOf(hash)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (content && sha256(content) !== hash)
        throw new Error(`blob ${hash} was changed on disk; restore it from a backup`);
      return content;
    },
    async remove(hash, { unlessPutSince } = {}) {
      const path = pathOf(hash);
      const putAt = unlessPutSince && (await stat(path).catch(() => undefined))?.mtime;
      if (putAt && unlessPutSince && putAt >= unlessPutSince) return;
      await rm(path, { force: true });
    },
  };
};
