/** The deployment's database for a command: the running one, else the embedded one for as long as the command takes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MissingServiceError } from '../domain/failure.ts';
import { clusterFolder } from '../platform/database/create-cluster.ts';
import { startEmbeddedDatabase } from '../platform/database/start-embedded-database.ts';
import { checkServer, type Database, databaseUrl, openDatabase } from '../storage/database.ts';

export interface DeploymentDatabase {
  database: Database;
  /** Ends PostgreSQL too when it was started for this. */
  close(): Promise<void>;
}

export const openDeploymentDatabase = async (dataFolder: string): Promise<DeploymentDatabase> => {
  const address = databaseUrl.read();
  if (address) return opened(address, async () => undefined);
  if (!existsSync(clusterFolder(join(dataFolder, 'database'))))
    throw new MissingServiceError(
      `There is no database in ${dataFolder} yet: run \`lurewatch start\` first, or set LUREWATCH_DATA or DATABASE_URL to the deployment that is meant.`,
    );
  const server = await startEmbeddedDatabase({ dataFolder });
  return opened(server.connectionString, async () => {
    if (!server.wasRunning) await server.stop();
  });
};

const opened = async (connectionString: string, stop: () => Promise<void>): Promise<DeploymentDatabase> => {
  const database = openDatabase({
    connectionString,
    maxConnections: 4,
    applicationName: 'lurewatch-command',
  });
  const close = async (): Promise<void> => {
    await database.close();
    await stop();
  };
  try {
    await checkServer(database);
  } catch (error) {
    await close();
    throw error;
  }
  return { database, close };
};
