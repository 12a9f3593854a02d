/** Whether the key is there under which people are protected: without it nothing may be crawled or imported. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderPath } from '../../platform/data-folder.ts';
import { clusterFolder } from '../../platform/database/create-cluster.ts';
import { findRunningDatabase } from '../../platform/database/start-embedded-database.ts';
import { findProtection } from '../../platform/protection-key.ts';
import { databaseUrl, openDatabase } from '../../storage/database.ts';
import { migrationState, readMigrations } from '../../storage/migrate.ts';
import { isAnybodyProtected, protectionKeyProblem } from '../../storage/protected-identifiers.ts';
import { bad, type Check, type Checkup, note, ok } from './checkup.ts';

const subject = 'Protection';
const restore =
  'Restore protection.key from the backup of the data folder, then start again. Only when it is lost for good: lurewatch protect start-anew --reason "…", and protect those people again.';

export const checkProtection: Check = async () => {
  const dataFolder = dataFolderPath();
  const protection = findProtection(dataFolder);
  const address = databaseUrl.read() ?? (await findRunningDatabase(dataFolder));
  if (!address) return withoutDatabase(dataFolder, protection !== undefined);
  const database = openDatabase({
    connectionString: address,
    maxConnections: 2,
    applicationName: 'lurewatch-doctor',
  });
  try {
    const names = (await readMigrations()).migrationDirectories.map((one) => one.path);
    if ((await migrationState(database.pool, names)).missing.length > 0) return [];
    if (!(await isAnybodyProtected(database.pool))) return [ok(subject, 'nobody is protected yet')];
    if (!protection)
      return [
        bad(
          subject,
          `people are protected, and ${join(dataFolder, 'protection.key')} is missing: nothing is crawled or imported without it`,
          restore,
        ),
      ];
    const problem = await protectionKeyProblem(database.pool, protection);
    return [
      problem === null
        ? ok(subject, 'protection.key is the one under which people are protected; back it up')
        : bad(subject, 'protection.key is not the one under which people are protected', restore),
    ];
  } finally {
    await database.close();
  }
};

const withoutDatabase = (dataFolder: string, hasKey: boolean): Checkup[] => {
  if (hasKey || !existsSync(clusterFolder(join(dataFolder, 'database')))) return [];
  return [
    note(
      subject,
      `there is no ${join(dataFolder, 'protection.key')}, though there is a database: if people are protected, 'start' will refuse`,
      'Restore it from the backup of the data folder.',
    ),
  ];
};
