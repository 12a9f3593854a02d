/**
 * PostgreSQL out of node_modules as a process of its own: no server to install.
 * It has its own session, so Ctrl-C does not reach it before the last writes, and it survives a killed Node:
 * the next start finds it by its postmaster.pid and goes on with it.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MissingServiceError } from '../../domain/failure.ts';
import { type ProcessLock, takeLock } from '../process-lock.ts';
import { checkMajorVersion, clusterFolder, ensureCluster } from './create-cluster.ts';
import { ensureDatabase } from './ensure-database.ts';
import { guardThrowaway } from './guard-throwaway.ts';
import { launchPostmaster } from './launch-postmaster.ts';
import { findNativeBinaries } from './native-binaries.ts';
import { findPostmaster, type Postmaster, settledPostmaster, stopPostmaster } from './postmaster.ts';
import { chooseServerAccount, giveTo } from './server-account.ts';

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
  const lock = await waitForTurn(join(folder, 'start.lock'));
  try {
    const cluster = clusterFolder(folder);
    const binaries = findNativeBinaries();
    if (existsSync(cluster)) checkMajorVersion(cluster, binaries);
    const left = await settledPostmaster(cluster);
    const further = left && (await usedFurther(folder, left));
    if (further) return further;
    const account = chooseServerAccount({ binaries, folder, passable: passable(folder, options.dataFolder) });
    ensureCluster(folder, account, { fast: isThrowaway });
    giveTo(account, cluster);
    const settings = options.settings ?? {};
    const launched = await launchPostmaster({ folder, account, isThrowaway, settings });
    return await used(folder, launched, { wasRunning: false, isThrowaway });
  } finally {
    lock.release();
  }
};

/** Undefined when it does not answer: it was killed a moment ago, or hangs and is stopped. */
const usedFurther = async (folder: string, left: Postmaster): Promise<EmbeddedDatabase | undefined> => {
  try {
    return await used(folder, left, { wasRunning: true, isThrowaway: false });
  } catch (error) {
    const isRefused = (error as { code?: string }).code === wrongPassword;
    if (isRefused) throw error;
    await stopPostmaster(left.pid);
    return undefined;
  }
};

const wrongPassword = '28P01';

const turnLimitMs = 180_000;

/** Two commands that need the database at the same time start it once. */
const waitForTurn = async (path: string): Promise<ProcessLock> => {
  const deadline = Date.now() + turnLimitMs;
  for (;;) {
    const taken = takeLock(path, 'starting the database');
    if ('release' in taken) return taken;
    if (Date.now() > deadline)
      throw new MissingServiceError(
        `Process ${taken.pid} has been starting the database for minutes; end it and try again.`,
      );
    await wait(100);
  }
};

/** The address of the deployment's database when it runs; nothing is started. */
export const findRunningDatabase = async (dataFolder: string): Promise<string | undefined> => {
  const folder = join(dataFolder, 'database');
  const postmaster = existsSync(clusterFolder(folder)) ? findPostmaster(clusterFolder(folder)) : undefined;
  return postmaster?.isReady ? ensureDatabase(folder, postmaster.port, databaseName) : undefined;
};

const passable = (folder: string, dataFolder: string | undefined): string[] =>
  dataFolder ? [dataFolder, folder] : [folder];

const used = async (
  folder: string,
  { pid, port }: Postmaster,
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
