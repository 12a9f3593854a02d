/** Starts PostgreSQL on a free loopback port and waits until it takes connections. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MissingServiceError } from '../../domain/failure.ts';
import { clusterFolder } from './create-cluster.ts';
import { programEnvironment, programPath } from './native-binaries.ts';
import { findPostmaster, type Postmaster, stopPostmaster } from './postmaster.ts';
import type { ServerAccount } from './server-account.ts';

interface Launch {
  folder: string;
  account: ServerAccount;
  isThrowaway: boolean;
  settings: Record<string, string>;
}

/** For a machine of 4 GB that also runs crawler, browser and web app. */
const ownSettings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  max_wal_size: '512MB',
  wal_compression: 'on',
  max_parallel_workers_per_gather: '1',
  jit: 'off',
  log_destination: 'stderr',
  log_line_prefix: '%m [%p] ',
  log_min_duration_statement: '-1',
  log_timezone: 'UTC',
  // A parameter may be a person's phone number: the log holds no values.
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_min_error_statement: 'panic',
};

const throwawaySettings: Record<string, string> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
};

const startTimeoutMs = 120_000;
const retryForMs = 30_000;

/** Both pass: another process took the port in between; a killed postmaster's children are still ending. */
const passing =
  /Address already in use|pre-existing shared memory block|lock file "postmaster.pid" already exists|is in use by another/;

export const launchPostmaster = async (launch: Launch): Promise<Postmaster> => {
  const deadline = Date.now() + retryForMs;
  for (;;) {
    const started = await tryLaunch(launch);
    if ('pid' in started) return started;
    if (!passing.test(started.reason) || Date.now() > deadline)
      throw new MissingServiceError(
        `PostgreSQL did not start: ${started.reason}\nIts log is ${logFile(launch.folder)}.`,
      );
    await wait(250);
  }
};

const logFile = (folder: string): string => join(folder, 'postgresql.log');

const tryLaunch = async (launch: Launch): Promise<Postmaster | { reason: string }> => {
  const cluster = clusterFolder(launch.folder);
  const settings = {
    ...ownSettings,
    ...(launch.isThrowaway ? throwawaySettings : {}),
    ...launch.settings,
    port: String(await freePort()),
  };
  const { file, args, options } = launch.account.command(programPath(launch.account.binaries, 'postgres'), [
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const { log, offset } = openLog(launch.folder);
  const child = spawn(file, args, {
    ...options,
    cwd: '/',
    env: programEnvironment(),
    stdio: ['ignore', log, log],
    // A session of its own: signals of the terminal don't reach it.
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<Error | 'ended'>((resolve) => {
    child.once('error', resolve);
    child.once('exit', () => resolve('ended'));
  });
  const waiting = new AbortController();
  const started = await Promise.race([ended, waitUntilReady(cluster, child.pid, waiting.signal)]);
  waiting.abort();
  if (started instanceof Error) return { reason: started.message };
  if (started === 'ended') return { reason: readLog(launch.folder, offset) || 'it ended without a word' };
  child.unref();
  return started;
};

const waitUntilReady = async (
  cluster: string,
  pid: number | undefined,
  signal: AbortSignal,
): Promise<Postmaster | 'ended'> => {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const postmaster = pid ? findPostmaster(cluster) : undefined;
    if (postmaster?.isReady && postmaster.pid === pid) return postmaster;
    if (signal.aborted) return 'ended';
    if (Date.now() > deadline) {
      if (pid) await stopPostmaster(pid);
      throw new MissingServiceError(
        `PostgreSQL was not ready after ${startTimeoutMs / 1000} s; see postgresql.log beside ${cluster}.`,
      );
    }
    await wait(20);
  }
};

/** Appends; begins anew, keeping one older file, when it has grown beyond 5 MB. */
const openLog = (folder: string): { log: number; offset: number } => {
  const path = logFile(folder);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const isFull = size > 5_000_000;
  if (isFull) renameSync(path, `${path}.1`);
  return { log: openSync(path, 'a', 0o600), offset: isFull ? 0 : size };
};

const readLog = (folder: string, offset: number): string =>
  readFileSync(logFile(folder)).subarray(offset).toString('utf8').trim();

const freePort = async (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
