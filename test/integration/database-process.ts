/** A process of its own that starts a database, says where, and waits to be killed: `database-process.ts [DATA_FOLDER]`. */
import { startEmbeddedDatabase } from '../../src/platform/database/start-embedded-database.ts';

const dataFolder = process.argv[2];
const database = await startEmbeddedDatabase(dataFolder ? { dataFolder } : { isThrowaway: true });
process.stdout.write(
  `${JSON.stringify({ pid: database.pid, connectionString: database.connectionString })}\n`,
);
process.stdin.resume();
