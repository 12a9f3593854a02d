/** A new PostgreSQL data folder, made beside its place and moved there when it is whole. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { MissingServiceError } from '../../domain/failure.ts';
import { type NativeBinaries, programEnvironment, programPath } from './native-binaries.ts';
import type { ServerAccount } from './server-account.ts';

export const databaseUser = 'lurewatch';

export const clusterFolder = (folder: string): string => join(folder, 'cluster');
export const passwordFile = (folder: string): string => join(folder, 'password');

export const readPassword = (folder: string): string => readFileSync(passwordFile(folder), 'utf8').trim();

/** Refuses a data folder that another major version wrote: PostgreSQL can't read it. */
export const checkMajorVersion = (cluster: string, binaries: NativeBinaries): void => {
  const found = Number.parseInt(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), 10);
  if (found === binaries.majorVersion) return;
  throw new MissingServiceError(
    `The database in ${cluster} was written by PostgreSQL ${found}, but this version of Lurewatch brings PostgreSQL ${binaries.majorVersion}, which can't read it. ` +
      "Nothing was changed. Make a backup with the version of Lurewatch that wrote it ('lurewatch backup'), set LUREWATCH_DATA to a new folder, and restore it there ('lurewatch restore').",
  );
};

/** `folder` will hold `cluster` and `password`. Does nothing when there is a cluster. */
export const ensureCluster = (folder: string, account: ServerAccount, options: { fast: boolean }): void => {
  const cluster = clusterFolder(folder);
  if (existsSync(cluster)) return;
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const handedOver = join(folder, 'password.new');
  writeFileSync(handedOver, password, { mode: 0o600 });
  try {
    if (process.getuid?.() === 0)
      for (const path of [draft, handedOver]) chownSync(path, account.ownerUid, account.ownerGid);
    initialise(draft, handedOver, account, options.fast);
  } finally {
    rmSync(handedOver, { force: true });
  }
  writeFileSync(passwordFile(folder), password, { mode: 0o600 });
  chmodSync(passwordFile(folder), 0o600);
  renameSync(draft, cluster);
};

const initialise = (cluster: string, pwfile: string, account: ServerAccount, isFast: boolean): void => {
  const { file, args, options } = account.command(programPath(account.binaries, 'initdb'), [
    `--pgdata=${cluster}`,
    `--username=${databaseUser}`,
    `--pwfile=${pwfile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8, which is there on every system and sorts alike on all.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(isFast ? ['--no-sync'] : []),
  ]);
  const made = spawnSync(file, args, { ...options, cwd: '/', env: programEnvironment(), encoding: 'utf8' });
  if (made.status === 0) return;
  const reason =
    made.error?.message ?? `${made.stderr}${made.stdout}`.trim().split('\n').slice(-6).join('; ');
  throw new MissingServiceError(`The database could not be set up in ${cluster}: ${reason}`);
};
