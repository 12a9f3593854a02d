/** The running deployment, its database and migrations, Redis, and the web app's port. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openQueues } from '../../../queues/open-queues.ts';
import { dataFolderPath } from '../../platform/data-folder.ts';
import { checkMajorVersion, clusterFolder } from '../../platform/database/create-cluster.ts';
import { findNativeBinaries } from '../../platform/database/native-binaries.ts';
import { findRunningDatabase } from '../../platform/database/start-embedded-database.ts';
import { readLockHolder } from '../../platform/process-lock.ts';
import { redisUrl } from '../../processes/read-app-options.ts';
import { checkServer, databaseUrl, openDatabase, withoutPassword } from '../../storage/database.ts';
import type { createDeadLetters } from '../../storage/dead-letters.ts';
import { migrationState, readMigrations } from '../../storage/migrate.ts';
import { defaultPort, findPort } from '../start/find-port.ts';
import { bad, type Check, type Checkup, note, ok } from './checkup.ts';

const holder = () => readLockHolder(join(dataFolderPath(), 'start.lock'));

export const checkRunning: Check = async () => {
  const running = holder();
  return [
    running
      ? ok(
          'Lurewatch',
          `runs since ${running.since} (process ${running.pid})${running.address ? ` at ${running.address}` : ''}`,
        )
      : note('Lurewatch', "is not running; 'lurewatch start' starts it"),
  ];
};

export const checkDatabase: Check = async () => {
  const own = databaseUrl.read();
  if (own) return checkConnection(own);
  const cluster = clusterFolder(join(dataFolderPath(), 'database'));
  if (!existsSync(cluster)) return [note('Database', "there is none yet; 'start' sets it up")];
  checkMajorVersion(cluster, findNativeBinaries());
  const connectionString = await findRunningDatabase(dataFolderPath());
  if (connectionString) return checkConnection(connectionString);
  return [
    holder()
      ? bad(
          'Database',
          'it does not run although Lurewatch does',
          'Wait some seconds; if it stays so, stop and start Lurewatch.',
        )
      : note('Database', "it does not run; 'start' starts it"),
  ];
};

const checkConnection = async (connectionString: string): Promise<Checkup[]> => {
  const database = openDatabase({ connectionString, maxConnections: 2, applicationName: 'lurewatch-doctor' });
  try {
    await checkServer(database);
    const names = (await readMigrations()).migrationDirectories.map((one) => one.path);
    const { missing } = await migrationState(database.pool, names);
    return [
      ok('Database', `PostgreSQL answers at ${withoutPassword(connectionString)}`),
      missing.length === 0
        ? ok('Migrations', `all ${names.length} are applied`)
        : note(
            'Migrations',
            `${missing.length} are missing: ${missing.join(', ')}`,
            "'lurewatch start' applies them.",
          ),
    ];
  } finally {
    await database.close();
  }
};

export const checkRedis: Check = async () => {
  const url = redisUrl.read();
  if (!url) return [];
  // Nothing is written to it: opening is enough to know that it answers.
  const queues = await openQueues({ connectionString: '', redisUrl: url, deadLetters: neverUsed });
  await queues.close();
  return [ok('Redis', `answers at ${new URL(url).host}`)];
};

const neverUsed: ReturnType<typeof createDeadLetters> = {
  add: () => Promise.reject(new Error('the doctor runs no jobs')),
};

export const checkPort: Check = async () => {
  if (holder()?.address) return [];
  const port = await findPort({ host: '127.0.0.1', port: undefined, patienceMs: 0 });
  return [
    port === defaultPort
      ? ok('Port', `${port} is free for the web app`)
      : note('Port', `${defaultPort} is taken by another program; the web app would take ${port}`),
  ];
};
