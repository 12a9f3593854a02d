/**
 * PostgreSQL out of node_modules as a process of its own: no server to install.
 * It has its own session, so Ctrl-C does not reach it before the last writes, and it survives a killed Node:
 * the next start finds it by its postmaster.pid and goes on with it.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkMajorVersion, clusterFolder, ensureCluster } from './create-cluster.ts';
import { ensureDatabase } from './ensure-database.ts';
import { guardThrowaway } from './guard-throwaway.ts';
import { launchPostmaster } from './launch-postmaster.ts';
import { findNativeBinaries } from './native-binaries.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';
import { chooseServerAccount, giveTo, type ServerAccount } from './server-account.ts';

export interface EmbeddedDatabase {
  connectionString: string;
  /** True when one was still running and is used further. */
  wasRunning: boolean;
  pid: number;
  /** Ends PostgreSQL in good order; a throwaway one is deleted. Safe to call twice. */
  stop(): Promise<void>;
}

export interface EmbeddedDatabaseOptions {
  /** The deployment's data folder (`openDataFolder()`); the database takes `database` in it. Not for `isThrowaway`. */
  dataFolder?: string;
  /** Nothing is synced to disk, everything is deleted by `stop` or when this process dies. */
  isThrowaway?: boolean;
  /** Further settings of postgresql.conf. */
  settings?: Record<string, string>;
}

const databaseName = 'lurewatch';

export const startEmbeddedDatabase = async (options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> => {
  const isThrowaway = options.isThrowaway ?? false;
  const folder = makeFolder(options.dataFolder, isThrowaway);
  try {
    return await startIn(folder, options, isThrowaway);
  } catch (error) {
    if (isThrowaway) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
};

const makeFolder = (dataFolder: string | undefined, isThrowaway: boolean): string => {
  if (isThrowaway) return mkdtempSync(join(tmpdir(), 'lurewatch-database-'));
  if (!dataFolder) throw new TypeError('a database that is kept needs a data folder');
  const folder = join(dataFolder, 'database');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
};

const startIn = async (
  folder: string,
  options: EmbeddedDatabaseOptions,
  isThrowaway: boolean,
): Promise<EmbeddedDatabase> => {
  const cluster = clusterFolder(folder);
  const binaries = findNativeBinaries();
  if (existsSync(cluster)) checkMajorVersion(cluster, binaries);
  const left = findPostmaster(cluster);
  if (left?.isReady) return used(folder, left.pid, left.port, { wasRunning: true, isThrowaway });
  // Still starting or already stopping, with nobody left who waits for it.
  if (left) await stopPostmaster(left.pid);

  const account = chooseServerAccount({ binaries, folder, passable: passable(folder, options.dataFolder) });
  ensureCluster(folder, account, { fast: isThrowaway });
  giveTo(account, cluster);
  const postmaster = await launchPostmaster({
    folder,
    account,
    isThrowaway,
    settings: options.settings ?? {},
  });
  return used(folder, postmaster.pid, postmaster.port, { wasRunning: false, isThrowaway });
};

const passable = (folder: string, dataFolder: string | undefined): string[] =>
  dataFolder ? [dataFolder, folder] : [folder];

const used = async (
  folder: string,
  pid: number,
  port: number,
  { wasRunning, isThrowaway }: { wasRunning: boolean; isThrowaway: boolean },
): Promise<EmbeddedDatabase> => {
  const callOff = isThrowaway ? guardThrowaway(pid, folder) : undefined;
  const connectionString = await ensureDatabase(folder, port, databaseName);
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await stopPostmaster(pid);
    callOff?.();
    if (isThrowaway) rmSync(folder, { recursive: true, force: true });
  };
  return { connectionString, wasRunning, pid, stop: () => (stopping ??= stop()) };
};
