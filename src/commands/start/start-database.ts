/** The deployment's database, up to date: the server that DATABASE_URL names, or the one that Lurewatch brings. */
import { BadInputError } from '../../domain/failure.ts';
import { startEmbeddedDatabase } from '../../platform/database/start-embedded-database.ts';
import { processStart } from '../../platform/process-identity.ts';
import { openProtection } from '../../platform/protection-key.ts';
import { checkServer, type Database, databaseUrl, openDatabase } from '../../storage/database.ts';
import { migrate } from '../../storage/migrate.ts';
import { protectionKeyProblem } from '../../storage/protected-identifiers.ts';

export interface StartedDatabase {
  database: Database;
  /** False once a server that we started is gone; one that DATABASE_URL names is not ours to watch. */
  isRunning(): boolean;
  /** Closes the connections, and ends the server when it is ours. */
  stop(): Promise<void>;
}

export const startDatabase = async (
  dataFolder: string,
  say: (line: string) => void,
): Promise<StartedDatabase> => {
  const own = databaseUrl.read();
  const embedded = own ? undefined : await startEmbeddedDatabase({ dataFolder });
  if (embedded?.wasRunning) say('The database of an earlier start was still running and is used further.');
  const database = openDatabase({
    connectionString: embedded?.connectionString ?? (own as string),
    maxConnections: 4,
    applicationName: 'lurewatch-start',
  });
  const stop = async (): Promise<void> => {
    await database.close();
    await embedded?.stop();
  };
  try {
    await checkServer(database);
    const applied = await migrate(database);
    const keyProblem = await protectionKeyProblem(database.pool, openProtection(dataFolder));
    if (keyProblem !== null) throw new BadInputError(keyProblem);
    if (applied.length > 0) say(`The database was brought up to date (${applied.length} migrations).`);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    database,
    stop,
    isRunning: () => embedded === undefined || processStart(embedded.pid) !== undefined,
  };
};
